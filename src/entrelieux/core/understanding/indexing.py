"""The words by which a place is found, tier by tier: what `Reader` asks for is what is indexed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from entrelieux.core.geo.communes import Commune
from entrelieux.core.text.tokens import index_terms
from entrelieux.core.understanding.terms import commune_term, concept_terms, department_term
from entrelieux.core.words import Vocabulary

Tiers = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...]]


def place_tiers(
    *,
    names: Iterable[str],
    concepts: Mapping[str, Sequence[str]],
    types: Iterable[str],
    where: Iterable[str],
    texts: Iterable[str],
    commune: Commune | None,
    vocabulary: Vocabulary,
) -> Tiers:
    """Names; what it is and offers; where it is; the rest.

    `concepts` are ids by scheme of the vocabulary (`kinds`, `services`, `audiences`, `labels`…).
    Only preferred labels are indexed: synonyms and misspellings are the reader's work, and
    their words (« espace », « maison ») would make unlike places alike.
    """
    terms = [term for scheme, ids in concepts.items() for term in concept_terms(scheme, ids)]
    kinds = _labels(vocabulary, "kinds", concepts.get("kinds", ()))
    others = (
        label
        for scheme, ids in concepts.items()
        if scheme != "kinds"
        for label in _labels(vocabulary, scheme, ids)
    )
    located = []
    if commune:
        located = [commune_term(commune.code), department_term(commune.department)]
    return (
        _words(names),
        (*terms, *_words([*kinds, *types])),
        (*located, *_words([*where, *([commune.name] if commune else [])])),
        _words([*texts, *others]),
    )


def _labels(vocabulary: Vocabulary, scheme: str, ids: Iterable[str]) -> list[str]:
    found = (vocabulary.get(concept_id, scheme) for concept_id in ids)
    return [label for concept in found if concept for label in (concept.fr, concept.en)]


def _words(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(term for text in texts if text for term in index_terms(text)))
