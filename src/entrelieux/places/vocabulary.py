"""The core vocabulary as the interface uses it: in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import get_language

from entrelieux.core.words import load_core


def current_language() -> str:
    return (get_language() or "fr")[:2]


def label_of(concept: str) -> str:
    """The label of a concept, « id » or « scheme:id »; the text itself when it is not known."""
    scheme, _colon, known = concept.rpartition(":")
    return load_core().label(known, current_language(), scheme) or concept


def labels_of(concepts: Iterable[str]) -> list[str]:
    return [label_of(concept) for concept in concepts]


def concept_choices(scheme: str) -> list[tuple[str, str]]:
    """(id, label) pairs of a scheme, in alphabetical order of the labels."""
    concepts = load_core().scheme(scheme)
    return sorted(((c.id, label_of(c.id)) for c in concepts), key=lambda pair: pair[1].casefold())
