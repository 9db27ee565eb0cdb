"""The vocabulary that searches are read with: the shared one, and every community's own words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from entrelieux.core.understanding import CommunityWords
from entrelieux.core.words import Vocabulary, label_key, load_core
from entrelieux.core.words.concepts import SCHEMES, Concept


class Word(Protocol):
    """What an app above gives (`SEARCH_WORDS`): what a community calls a concept."""

    @property
    def label(self) -> str: ...
    @property
    def scheme(self) -> str: ...
    @property
    def concept(self) -> str: ...
    @property
    def community(self) -> str: ...


def spoken_words() -> tuple[Vocabulary, CommunityWords]:
    """The vocabulary with the communities' labels, and who says each of them (by label key)."""
    words: list[Word] = (
        list(import_string(settings.SEARCH_WORDS)()) if settings.SEARCH_WORDS else []
    )
    if not words:
        return load_core(), {}
    return extended(load_core(), words), {label_key(word.label): word.community for word in words}


def extended(vocabulary: Vocabulary, words: Iterable[Word]) -> Vocabulary:
    """A label that already means a concept of the same scheme keeps its meaning."""
    added: dict[tuple[str, str], list[str]] = defaultdict(list)
    for word in words:
        if word.scheme in SCHEMES and vocabulary.concept_of(word.label, word.scheme) is None:
            added[word.scheme, word.concept].append(word.label)
    return Vocabulary({scheme: _with(vocabulary.scheme(scheme), added) for scheme in SCHEMES})


def _with(
    concepts: Iterable[Concept], added: dict[tuple[str, str], list[str]]
) -> Iterator[Concept]:
    for concept in concepts:
        labels = added.get((concept.scheme, concept.id))
        yield replace(concept, alt=(*concept.alt, *labels)) if labels else concept
