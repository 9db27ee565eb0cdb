"""Choosing among the resources of a place: what everyone has, and the facts of its communities."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from entrelieux.core.words import load_core
from entrelieux.inventory.fact_filters import (
    LONGEST,
    FactFilter,
    Options,
    all_accept,
    fact_filters,
)
from entrelieux.inventory.models import EntryQuerySet
from entrelieux.lexicons.queries import Facts
from entrelieux.resources.choices import SCHEME_LABELS
from entrelieux.resources.models import Access, Condition, Kind
from entrelieux.resources.wording import GROUPS

SURE = 0.8


@dataclass(frozen=True, slots=True)
class Filters:
    """What a reader asked for; every part may be empty."""

    text: str
    kind: str
    condition: str
    access: str
    facts: tuple[FactFilter, ...]
    told: Facts

    @property
    def is_active(self) -> bool:
        return bool(self.text or self.kind or self.condition or self.access) or any(
            one.is_active for one in self.facts
        )

    @property
    def kinds(self) -> Options:
        return [(kind.value, str(GROUPS[kind])) for kind in Kind]

    @property
    def conditions(self) -> Options:
        return [(value, str(label)) for value, label in Condition.choices]

    def among(self, resources: EntryQuerySet) -> EntryQuerySet:
        """Those that answer: at most one query more than the list itself."""
        found = resources
        if self.kind:
            found = found.filter(kind=self.kind)
        if self.condition:
            found = found.filter(condition=self.condition)
        if self.text:
            found = found.filter(_says(self.text))
        asked = [one for one in self.facts if one.is_active]
        if not (asked or self.access):
            return found
        rows = found.order_by().values_list("pk", "access", "facts")
        return found.filter(pk__in=[pk for pk, access, facts in rows if self._fits(access, facts)])

    def _fits(self, access: list[str], facts: Mapping[str, Any]) -> bool:
        if self.access and self.access not in access:
            return False
        return all_accept(self.facts, self.told, facts)


def filters_in(query: Mapping[str, str], facts: Facts) -> Filters:
    """What the parameters of an address ask for; what they cannot mean is left out."""
    return Filters(
        text=query.get("q", "").strip()[:LONGEST],
        kind=_known(query.get("genre", ""), Kind.values),
        condition=_known(query.get("etat", ""), Condition.values),
        access=_known(query.get("acces", ""), Access.values),
        facts=tuple(fact_filters(query, facts)),
        told=facts,
    )


def _known(value: str, values: list[str]) -> str:
    return value if value in values else ""


def _says(text: str) -> Q:
    """Its name, maker or model says it, or it is of a sort that the text surely means."""
    meant = [
        f"{found.concept.scheme}:{found.concept.id}"
        for found in load_core().find(text, SCHEME_LABELS)
        if found.score >= SURE
    ]
    written = Q(name__icontains=text) | Q(make__icontains=text) | Q(model__icontains=text)
    return written | Q(concept__in=meant)
