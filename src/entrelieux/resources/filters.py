"""Choosing among the resources of a place: what everyone has, and the facts of its communities.

Facts are read in Python, as the page shows them: a word that replaced another finds its values too,
and both databases answer alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from entrelieux.core.text import fold
from entrelieux.core.words import load_core
from entrelieux.core.words.lexicon import Value, ValueType
from entrelieux.core.words.lexicon.errors import UnreadableValue
from entrelieux.core.words.lexicon.numbers import parse_number
from entrelieux.inventory.models import EntryQuerySet
from entrelieux.lexicons.queries import Facts, FactTerm
from entrelieux.places.vocabulary import current_language
from entrelieux.resources.choices import SCHEME_LABELS
from entrelieux.resources.models import Access, Condition, Kind
from entrelieux.resources.wording import GROUPS

LONGEST = 80
SURE = 0.8
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


def label_of_fact(fact: FactTerm) -> str:
    """« Distance à la gare (km) »: the unit is said once, above the values."""
    label = fact.label(current_language())
    return f"{label} ({fact.term.unit.value})" if fact.term.unit else label


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
        return all(one.accepts(self.told.value(one.fact, facts)) for one in self.facts)


def filters_in(query: Mapping[str, str], facts: Facts) -> Filters:
    """What the parameters of an address ask for; what they cannot mean is left out."""
    return Filters(
        text=query.get("q", "").strip()[:LONGEST],
        kind=_known(query.get("genre", ""), Kind.values),
        condition=_known(query.get("etat", ""), Condition.values),
        access=_known(query.get("acces", ""), Access.values),
        facts=tuple(_fact_filters(query, facts)),
        told=facts,
    )


def _fact_filters(query: Mapping[str, str], facts: Facts) -> Iterator[FactFilter]:
    for fact in facts.in_use:
        typed = {
            part: query.get(f"{fact.key}{suffix}", "").strip()[:LONGEST]
            for part, suffix in (("wanted", ""), ("least", "_min"), ("most", "_max"))
        }
        yield FactFilter(fact, **typed)


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
