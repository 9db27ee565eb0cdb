"""The facts that communities tell in their own words, of whatever they keep."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from entrelieux.communities.circles import circle_of
from entrelieux.core.words.lexicon import (
    Subject,
    Term,
    UnreadableValue,
    load_value,
    render_value,
)
from entrelieux.inventory.models import Entry
from entrelieux.lexicons.models import LexiconTerm
from entrelieux.lexicons.queries import Facts, FactTerm, facts_about
from entrelieux.lexicons.serial import term_from_json
from entrelieux.places.models import Place
from entrelieux.places.vocabulary import current_language


def facts_told(subject: Subject, communities: Iterable[int], person: Any) -> Facts:
    """The facts that communities, and their networks, tell of a subject, as far as a person may
    read them."""
    return facts_about(subject, communities).visible_in(circle_of(person))


def facts_at(subject: Subject, place: Place | None, person: Any) -> Facts:
    """Those of the communities of a card."""
    if place is None:
        return Facts(subject, (), {})
    communities = (place.root or place).communities.values_list("pk", flat=True)
    return facts_told(subject, communities, person)


def facts_of_all(subject: Subject) -> Facts:
    """Those of every community, as everyone may read them."""
    return facts_about(subject).public()


def label_of_fact(fact: FactTerm) -> str:
    """« Distance à la gare (km) »: the unit is said once, above the values."""
    label = fact.label(current_language())
    return f"{label} ({fact.term.unit.value})" if fact.term.unit else label


def facts_said(entry: Entry, facts: Facts) -> list[tuple[str, str]]:
    """(« Distance à la gare », « 1,2 km »), for the facts that are told."""
    language = current_language()
    told = [(fact, facts.value(fact, entry.facts)) for fact in facts.in_use]
    return [
        (fact.label(language), render_value(fact.term, value, language))
        for fact, value in told
        if value is not None
    ]


def facts_words(values: Mapping[str, Any], *, is_named: bool = True) -> str:
    """« Distance à la gare : 1,2 km »: under the names of today, retired words too."""
    rows = LexiconTerm.objects.filter(uri__in=values)
    terms = {row.uri: term_from_json(row.data) for row in rows}
    language = current_language()
    said = []
    for uri, value in values.items():
        term = terms.get(uri)
        shown = _shown(term, value, language) if term else str(value)
        name = term.label(language) if term else uri
        said.append(f"{name} : {shown}" if is_named else shown)
    return " ; ".join(said)


def _shown(term: Term, value: Any, language: str) -> str:
    try:
        return render_value(term, load_value(term, value), language)
    except UnreadableValue:
        return str(value)
