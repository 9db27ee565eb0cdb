"""The words that an index holds: which are known, which a mistyped or unfinished one may be."""

from __future__ import annotations

import bisect
from collections.abc import Iterable
from functools import cached_property
from typing import Protocol

from entrelieux.core.atlas.vocabulary import Vocabulary
from entrelieux.core.text.stems import STEM_MARK
from entrelieux.core.text.typos import Correction, TypoIndex, nearest_words

_LEAST_BEGINNING = 3
_TWO_ERRORS = 6  # words from this length on may have two
_PROPOSED = 60


class KnownWords(Protocol):
    """What the reader of queries asks of an index."""

    def __contains__(self, word: object, /) -> bool: ...

    def corrections(self, word: str, limit: int = 4) -> tuple[Correction, ...]:
        """The words that `word`, mistyped, may mean, the likeliest first."""
        ...

    def completions(self, beginning: str, limit: int = 4) -> tuple[str, ...]:
        """Words that begin like an unfinished one of three letters or more."""
        ...


class AtlasWords:
    """The words of an atlas, asked of it each time: an edit is known at once.

    `typos` knows slips by their sound, and may be of an older version of the atlas; without it
    (it takes a second for 100,000 words), only words one or two letters away are proposed.
    """

    def __init__(self, vocabulary: Vocabulary, typos: TypoIndex | None = None) -> None:
        self._vocabulary, self._typos = vocabulary, typos

    def __contains__(self, word: object, /) -> bool:
        return isinstance(word, str) and word in self._vocabulary

    def corrections(self, word: str, limit: int = 4) -> tuple[Correction, ...]:
        if self._typos is not None:
            return self._typos.corrections(word, limit)
        distance = 1 if len(word) < _TWO_ERRORS else 2
        proposed = self._vocabulary.propose(word, distance, _PROPOSED)
        return nearest_words(word, (p.word for p in proposed if p.word.isalnum()), limit)

    def completions(self, beginning: str, limit: int = 4) -> tuple[str, ...]:
        if len(beginning) < _LEAST_BEGINNING:
            return ()
        proposed = self._vocabulary.completions(beginning)
        return tuple(p.word for p in proposed if p.word.isalnum())[:limit]


class Lexicon:
    """A fixed set of words. Plain ones only: stems and terms of concepts are left out."""

    def __init__(self, terms: Iterable[str]) -> None:
        plain = (term for term in terms if term.isalnum() and not term.endswith(STEM_MARK))
        self._sorted = sorted(set(plain))
        self._known = frozenset(self._sorted)

    def __contains__(self, word: object, /) -> bool:
        return word in self._known

    def __len__(self) -> int:
        return len(self._sorted)

    def corrections(self, word: str, limit: int = 4) -> tuple[Correction, ...]:
        """The words that `word`, mistyped, may mean, the likeliest first."""
        return self._typos.corrections(word, limit)

    def completions(self, beginning: str, limit: int = 4) -> tuple[str, ...]:
        """The shortest words that begin like an unfinished one of three letters or more."""
        if len(beginning) < _LEAST_BEGINNING:
            return ()
        first = bisect.bisect_left(self._sorted, beginning)
        last = bisect.bisect_left(self._sorted, beginning + "\uffff")
        return tuple(sorted(self._sorted[first:last], key=len)[:limit])

    @cached_property
    def _typos(self) -> TypoIndex:
        return TypoIndex(self._sorted)
