"""Choosing among entries by what their communities tell in their own words.

Facts are read in Python, as the page shows them: a word that replaced another finds its values too,
and both databases answer alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from entrelieux.core.text import fold
from entrelieux.core.words.lexicon import Value, ValueType
from entrelieux.core.words.lexicon.errors import UnreadableValue
from entrelieux.core.words.lexicon.numbers import parse_number
from entrelieux.inventory.facts import label_of_fact
from entrelieux.inventory.models import EntryQuerySet
from entrelieux.lexicons.queries import Facts, FactTerm
from entrelieux.places.vocabulary import current_language

LONGEST = 80
NUMBERS = frozenset({ValueType.WHOLE, ValueType.DECIMAL, ValueType.QUANTITY})
CHOSEN = frozenset({ValueType.CHOICE, ValueType.CHOICES, ValueType.YES_NO})
Options = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class FactFilter:
    """What one asks of a fact: an answer, some words, or between two numbers."""

    fact: FactTerm
    wanted: str = ""
    least: str = ""
    most: str = ""

    @property
    def is_number(self) -> bool:
        return self.fact.term.value_type in NUMBERS

    @property
    def is_active(self) -> bool:
        return bool(self.wanted or self.least or self.most)

    @property
    def label(self) -> str:
        return label_of_fact(self.fact)

    @property
    def options(self) -> Options:
        """The answers to choose from; none when words are typed."""
        language = current_language()
        if self.fact.term.value_type is ValueType.YES_NO:
            return [("oui", _("oui")), ("non", _("non"))]
        if self.fact.term.value_type not in CHOSEN:
            return []
        return [(c.id, c.labels.get(language) or c.id) for c in self.fact.term.choices]

    def accepts(self, value: Value | None) -> bool:
        if not self.is_active:
            return True
        if value is None:
            return False
        if self.is_number:
            return _between(value, self.least, self.most)
        if isinstance(value, bool):
            return value is (self.wanted == "oui")
        if isinstance(value, tuple):
            return self.wanted in value
        if self.fact.term.choices:
            return value == self.wanted
        shown = value.isoformat() if isinstance(value, date) else str(value)
        return fold(self.wanted) in fold(shown)


def _between(value: Value, least: str, most: str) -> bool:
    if isinstance(value, str | tuple | date | bool):
        return False
    bounds = [(_bound(least), 1), (_bound(most), -1)]
    return all(bound is None or (Decimal(value) - bound) * sign >= 0 for bound, sign in bounds)


def _bound(text: str) -> Decimal | None:
    """What is not a number bounds nothing."""
    try:
        return parse_number(text) if text else None
    except UnreadableValue:
        return None


def fact_filters(query: Mapping[str, str], facts: Facts) -> Iterator[FactFilter]:
    """What the parameters of an address ask of each fact in use."""
    for fact in facts.in_use:
        typed = {
            part: query.get(f"{fact.key}{suffix}", "").strip()[:LONGEST]
            for part, suffix in (("wanted", ""), ("least", "_min"), ("most", "_max"))
        }
        yield FactFilter(fact, **typed)


def all_accept(filters: Iterable[FactFilter], told: Facts, kept: Mapping[str, Any]) -> bool:
    """Whether what an entry says of the facts answers every filter."""
    return all(one.accepts(told.value(one.fact, kept)) for one in filters)


def among_facts(
    entries: EntryQuerySet, filters: Iterable[FactFilter], told: Facts
) -> EntryQuerySet:
    """The entries that answer: one query more, when something is asked."""
    asked = [one for one in filters if one.is_active]
    if not asked:
        return entries
    rows = entries.order_by().values_list("pk", "facts")
    return entries.filter(pk__in=[pk for pk, kept in rows if all_accept(asked, told, kept)])
