"""What both needs and offers are read by: the words that tell, their stems, and what is named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from entrelieux.core.bridging.reading.mentions import Mention, Spotter
from entrelieux.core.bridging.reading.negation import refused_scopes, refused_words
from entrelieux.core.bridging.reading.words import Word, words_of
from entrelieux.core.text.stems import english_stem, stem
from entrelieux.core.text.stopwords import STOP_WORDS

TITLE, DESCRIPTION = 1.0, 0.6
Mentions = Sequence[tuple[Mention, float]]


@lru_cache(maxsize=5_000)
def word_weights(title: str, description: str) -> Mapping[str, float]:
    """The stems of a text, in both languages; those of the title count twice."""
    weights: dict[str, float] = {}
    for text, weight in ((title, 2.0), (description, 1.0)):
        for word in sought_words(text):
            for one in stems_of(word.raw):
                weights[one] = weights.get(one, 0.0) + weight
    return weights


def sought_words(text: str) -> Iterator[Word]:
    """The telling words of a text, but for those that it refuses."""
    words = words_of(text)
    refused = refused_words(words)
    return (word for rank, word in enumerate(words) if rank not in refused and is_telling(word))


def refused_stems(text: str) -> tuple[tuple[frozenset[str], ...], ...]:
    """For each cue the stems of the telling words after it: « pas de meuble en kit »: two."""
    words = words_of(text)
    scopes = (
        tuple(stems_of(words[rank].raw) for rank in scope if is_telling(words[rank]))
        for scope in refused_scopes(words)
    )
    return tuple(scope for scope in scopes if scope)


def telling_words(text: str) -> Iterator[Word]:
    return (word for word in words_of(text) if is_telling(word))


def is_telling(word: Word) -> bool:
    return word.key not in STOP_WORDS and (len(word.key) > 1 or word.key.isdigit())


@lru_cache(maxsize=50_000)
def stems_of(raw: str) -> frozenset[str]:
    return frozenset((stem(raw), english_stem(raw)))


def named(mentions: Mentions) -> Mentions:
    return [(one, weight) for one, weight in mentions if not one.is_hint]


def things(mentions: Mentions, spotter: Spotter) -> Iterator[Mention]:
    """What is named but for brands: « sans Photoshop » refuses no other way to do it."""
    return (one for one, _weight in named(mentions) if not spotter.is_brand(one.label))


def refused_in(mentions: Iterable[Mention]) -> Iterator[str]:
    return (name for one in mentions if one.is_refused for name in one.concepts)
