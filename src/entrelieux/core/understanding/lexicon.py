"""The words that an index holds: which are known, which a mistyped or unfinished one may be."""

from __future__ import annotations

import bisect
from collections.abc import Iterable
from functools import cached_property

from entrelieux.core.text.stems import STEM_MARK
from entrelieux.core.text.typos import Correction, TypoIndex


class Lexicon:
    """Plain words only: stems and terms of concepts are left out."""

    def __init__(self, terms: Iterable[str]) -> None:
        plain = (term for term in terms if term.isalnum() and not term.endswith(STEM_MARK))
        self._sorted = sorted(set(plain))
        self._known = frozenset(self._sorted)

    def __contains__(self, word: str) -> bool:
        return word in self._known

    def __len__(self) -> int:
        return len(self._sorted)

    def corrections(self, word: str, limit: int = 4) -> tuple[Correction, ...]:
        """The words that `word`, mistyped, may mean, the likeliest first."""
        return self._typos.corrections(word, limit)

    def completions(self, beginning: str, limit: int = 4) -> tuple[str, ...]:
        """The shortest words that begin like an unfinished one of three letters or more."""
        if len(beginning) < 3:
            return ()
        first = bisect.bisect_left(self._sorted, beginning)
        last = bisect.bisect_left(self._sorted, beginning + "\uffff")
        return tuple(sorted(self._sorted[first:last], key=len)[:limit])

    @cached_property
    def _typos(self) -> TypoIndex:
        return TypoIndex(self._sorted)
