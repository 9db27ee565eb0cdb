"""From what a person types to the concepts that it may mean, best first (docs/algorithms/words.md).

The text is compared by label key: case, accents, plurals, hyphens and elisions do not count.
"""

from __future__ import annotations

import bisect
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from functools import cached_property
from itertools import product
from typing import NamedTuple

from entrelieux.core.text.stopwords import STOP_WORDS
from entrelieux.core.text.typos import TypoIndex
from entrelieux.core.words.concepts import Concept
from entrelieux.core.words.labels import label_key


class How(StrEnum):
    """How a text led to a concept: by which sort of label, or by mending or finishing one."""

    PREFERRED = "preferred"
    SYNONYM = "synonym"
    BRAND = "brand"
    MISSPELLING = "misspelling"
    TYPO = "typo"
    BEGINNING = "beginning"


class Found(NamedTuple):
    """`label` is the one that matched, as written; `score` is 1 for a preferred label in full."""

    concept: Concept
    label: str
    how: How
    score: float


class _Entry(NamedTuple):
    concept: Concept
    label: str
    how: How


_SCORES = {
    How.PREFERRED: 1.0,
    How.SYNONYM: 0.95,
    How.BRAND: 0.9,
    How.MISSPELLING: 0.85,
    How.TYPO: 0.8,
    How.BEGINNING: 0.7,
}
_BARE = 0.97  # without its small words
_INSIDE = 0.6  # a label among other words, by their share
_WORDS = 12  # of a text that are read
_LEAST_BEGINNING = 3
_CORRECTIONS = 3  # of each mistyped word
_MENDED = 3  # mistyped words at the most
_BEGUN = 40  # labels that are finished for somebody


class Finder:
    """An index of every label of some concepts; make one per vocabulary."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self._entries: dict[str, list[_Entry]] = defaultdict(list)
        self._bare: dict[str, list[_Entry]] = defaultdict(list)
        for entry in (entry for concept in concepts for entry in _entries(concept)):
            key = label_key(entry.label)
            self._entries[key].append(entry)
            self._bare[_bare(key.split())].append(entry)
        self._sorted = sorted(self._entries)
        self._longest = max((key.count(" ") + 1 for key in self._sorted), default=0)

    @cached_property
    def _words(self) -> frozenset[str]:
        """The words of labels, without those of misspellings: what may be meant."""
        return frozenset(
            word
            for key, entries in self._entries.items()
            if any(entry.how is not How.MISSPELLING for entry in entries)
            for word in key.split()
        )

    @cached_property
    def _typos(self) -> TypoIndex:
        return TypoIndex(self._words)

    def find(self, text: str, schemes: Sequence[str] = (), limit: int = 10) -> tuple[Found, ...]:
        """The concepts of some schemes (of all, by default), each once, best first."""
        every = label_key(text).split()
        words = every[:_WORDS]
        if not words:
            return ()
        wanted = frozenset(schemes)
        sure = list(_within(self._whole(every), wanted))  # some labels are as long as a sentence
        sure = sure or list(_within(self._mended(words), wanted))
        begun = _within(self._begun(" ".join(words if sure else self._read(words))), wanted)
        inside = () if sure else _within(self._inside(words), wanted)
        return _best((*sure, *begun, *inside), limit)

    def _whole(self, words: Sequence[str]) -> Iterator[Found]:
        for entry in self._entries.get(" ".join(words), ()):
            yield Found(*entry, _SCORES[entry.how])
        for entry in self._bare.get(_bare(words), ()):
            yield Found(*entry, _BARE * _SCORES[entry.how])

    def _mended(self, words: Sequence[str]) -> Iterator[Found]:
        """The labels that its words mistype; the slips lower the score."""
        unknown = sum(1 for word in words if word not in self._words)
        if not 0 < unknown <= _MENDED:
            return
        for mended in product(*(self._readings(word) for word in words)):
            cost = sum(price for _word, price in mended)
            for found in self._whole([word for word, _price in mended]):
                score = _SCORES[How.TYPO] * found.score - 0.1 * cost / len(words)
                yield found._replace(how=How.TYPO, score=score)

    def _read(self, words: Sequence[str]) -> list[str]:
        """Each word, or what it most likely mistypes."""
        return [self._readings(word)[0][0] for word in words]

    def _readings(self, word: str) -> list[tuple[str, float]]:
        if word in self._words or word in STOP_WORDS:
            return [(word, 0.0)]
        mended = self._typos.corrections(word, _CORRECTIONS)
        return [(m.word, m.cost) for m in mended] or [(word, 0.0)]

    def _begun(self, typed: str) -> Iterator[Found]:
        """The labels that begin so: a form proposes them while one types."""
        if len(typed) < _LEAST_BEGINNING:
            return
        first = bisect.bisect_left(self._sorted, typed)
        for key in self._sorted[first : first + _BEGUN]:
            if not key.startswith(typed):
                return
            for entry in self._entries[key]:
                if key != typed and entry.how is not How.MISSPELLING:
                    score = _SCORES[How.BEGINNING] * _SCORES[entry.how]
                    share = 0.9 + 0.1 * len(typed) / len(key)
                    yield Found(entry.concept, entry.label, How.BEGINNING, score * share)

    def _inside(self, words: Sequence[str]) -> Iterator[Found]:
        """The labels among its words: « notre vieille Trotec » names a laser cutter."""
        read = self._read(words)
        telling = sum(1 for word in read if word not in STOP_WORDS) or len(read)
        for run in self._runs(read):
            share = sum(1 for word in run if word not in STOP_WORDS) / telling
            for found in self._whole(run):
                yield found._replace(score=_INSIDE * found.score * share)

    def _runs(self, words: Sequence[str]) -> Iterator[Sequence[str]]:
        """The longest labels, from left to right, that never overlap."""
        place = 0
        while place < len(words):
            run = self._run_at(words, place)
            if run:
                yield run
            place += max(1, len(run))

    def _run_at(self, words: Sequence[str], place: int) -> Sequence[str]:
        for length in range(min(self._longest, len(words) - place), 0, -1):
            run = words[place : place + length]
            if run[0] not in STOP_WORDS and " ".join(run) in self._entries:
                return run
        return ()


def _entries(concept: Concept) -> Iterator[_Entry]:
    sorts = (
        (How.PREFERRED, (concept.fr, concept.en)),
        (How.SYNONYM, concept.alt),
        (How.BRAND, concept.brands),
        (How.MISSPELLING, concept.hidden),
    )
    return (_Entry(concept, label, how) for how, labels in sorts for label in labels)


def _bare(words: Sequence[str]) -> str:
    """« imprimante resine » is « imprimante à résine »."""
    return " ".join([word for word in words if word not in STOP_WORDS] or words)


def _within(found: Iterable[Found], schemes: frozenset[str]) -> Iterator[Found]:
    return (one for one in found if not schemes or one.concept.scheme in schemes)


def _best(found: Iterable[Found], limit: int) -> tuple[Found, ...]:
    """Each concept once, by its best score; equals keep the order of the vocabulary."""
    best: dict[tuple[str, str], Found] = {}
    for one in found:
        key = (one.concept.scheme, one.concept.id)
        if key not in best or best[key].score < one.score:
            best[key] = one
    return tuple(sorted(best.values(), key=lambda one: -one.score)[:limit])
