"""The words of a place's communities as its resources use them: verbs, names of things."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from entrelieux.core.words.lexicon import (
    VERB_SCHEME,
    Relation,
    Term,
    TermKind,
    core_id,
    is_core_uri,
)
from entrelieux.lexicons.models import LexiconTerm
from entrelieux.lexicons.serial import term_from_json
from entrelieux.places.models import Place
from entrelieux.places.vocabulary import current_language


@dataclass(frozen=True)
class PlaceWords:
    """Terms in use that mean the same as a word of the shared vocabulary, by « scheme:id »."""

    terms: Mapping[str, Term] = field(default_factory=dict)

    @cached_property
    def verbs(self) -> dict[str, str]:
        """« book » to « prendre le feu »."""
        return {id_: label for scheme, id_, label in self._said() if scheme == VERB_SCHEME}

    @cached_property
    def things(self) -> dict[str, str]:
        """« machines:co2-laser » to « La grosse Bertha »."""
        return {
            f"{scheme}:{id_}": label for scheme, id_, label in self._said() if scheme != VERB_SCHEME
        }

    def _said(self) -> list[tuple[str, str, str]]:
        language = current_language()
        pairs = ((core_id(uri), term) for uri, term in self.terms.items())
        return [(scheme, id_, term.label(language)) for (scheme, id_), term in pairs]


def words_of(place: Place | None) -> PlaceWords:
    """Those of the communities of a card: one query; the first to say a word wins."""
    if place is None:
        return PlaceWords()
    rows = LexiconTerm.objects.filter(
        kind__in=(TermKind.VERB, TermKind.THING),
        is_retired=False,
        lexicon__community__places=place.root or place,
    )
    terms: dict[str, Term] = {}
    for row in rows.order_by("lexicon", "position", "pk"):
        term = term_from_json(row.data)
        for uri in filter(is_core_uri, term.aligned(Relation.EXACT)):
            terms.setdefault(uri, term)
    return PlaceWords(terms)
