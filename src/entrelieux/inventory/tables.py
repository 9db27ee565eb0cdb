"""Entries as a table: what everyone has, a column and a filter for each word of communities."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from entrelieux.inventory.columns import Column, fact_columns
from entrelieux.inventory.fact_filters import LONGEST, FactFilter, among_facts, fact_filters
from entrelieux.inventory.models import Entry, EntryQuerySet
from entrelieux.lexicons.queries import Facts


@dataclass(frozen=True, slots=True)
class EntryRow:
    entry: Any


@dataclass(frozen=True, slots=True)
class Table:
    """`entries` are those that its reader may see; `route` names the address of the page,
    `file_route` that of its files, which takes the name of a format after `at`."""

    title: str
    route: str
    file_route: str
    at: tuple[str, ...]
    file_name: str
    back: str
    back_label: str
    entries: EntryQuerySet
    known: Sequence[Column]
    facts: Facts
    text: str = ""
    filters: Sequence[FactFilter] = ()

    @property
    def address(self) -> str:
        return reverse(self.route, args=self.at)

    def file_address(self, format: str) -> str:
        return reverse(self.file_route, args=(*self.at, format))

    @property
    def columns(self) -> tuple[Column, ...]:
        return (*self.known, *fact_columns(self.facts))

    @property
    def is_filtered(self) -> bool:
        return bool(self.text) or any(one.is_active for one in self.filters)

    def found(self) -> EntryQuerySet:
        """Those that answer what is asked."""
        named = self.entries.filter(name__icontains=self.text) if self.text else self.entries
        return among_facts(named, self.filters, self.facts)


def asked_of(query: Mapping[str, str], facts: Facts) -> dict[str, Any]:
    """What the parameters of an address ask of a table."""
    text = query.get("q", "").strip()[:LONGEST]
    return {"facts": facts, "text": text, "filters": tuple(fact_filters(query, facts))}


def rows_of(entries: Sequence[Entry] | EntryQuerySet) -> list[EntryRow]:
    return [EntryRow(entry) for entry in entries]
