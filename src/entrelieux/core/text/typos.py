"""Words of an index that a mistyped word may mean.

Candidates come from a deletion neighbourhood (Garbe's symmetric delete: two words at most one
edit apart share a form with one letter less), taken on the letters and on the sound. They are
then ranked by an edit cost where the slips of French hands cost less: doubled letters, letters
that sound alike, neighbours on the keyboard, two letters swapped.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

import numpy as np

_FREE_LETTERS = 3  # shorter words have no typo: too many others are one letter away
_INDEXED_LENGTH = 14  # letters beyond are not deleted: the beginning tells enough
_DOUBLED, _SOUND, _KEYBOARD, _SWAP, _FULL = 0.3, 0.4, 0.7, 0.6, 1.0
_COST_PER_LETTER = 0.19

# Letters and pairs that French says alike.
_ALIKE = ("ckq", "sz", "sc", "iy", "ae")
_ROWS = ("azertyuiop", "qsdfghjklm", "wxcvbn")
_SOUNDS = {frozenset(pair) for letters in _ALIKE for pair in combinations(letters, 2)}
_NEAR_KEYS = {frozenset(row[i : i + 2]) for row in _ROWS for i in range(len(row) - 1)}
_REPEATED = re.compile(r"(.)\1+")
_SPELLINGS = (
    ("qu", "k"),
    ("ph", "f"),
    ("ai", "e"),
    ("ei", "e"),
    ("eau", "o"),
    ("au", "o"),
    ("ck", "k"),
    ("c", "k"),
    ("y", "i"),
)


class Correction(NamedTuple):
    """`cost` is 0 for the same word; under 1 for a slip of the hand."""

    word: str
    cost: float


class TypoIndex:
    """A vocabulary, and the words in it that a mistyped one may mean.

    Forms are kept as sorted 32-bit hashes: about 20 forms of 8 bytes a word. Two forms of one hash
    only cost a comparison.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted({word for word in words if _may_be_mistyped(word)})
        forms = [_forms(word) for word in self._words]
        hashes = np.fromiter((_hash(form) for some in forms for form in some), np.uint32)
        owners = np.repeat(np.arange(len(forms), dtype=np.uint32), [len(some) for some in forms])
        order = np.argsort(hashes, kind="stable")
        self._hashes, self._owners = hashes[order], owners[order]

    def __len__(self) -> int:
        return len(self._words)

    def corrections(self, word: str, limit: int = 5) -> tuple[Correction, ...]:
        """The likeliest words, the cheapest first; only those near enough to be meant."""
        if not _may_be_mistyped(word) or not self._words:
            return ()
        return nearest_words(word, (self._words[owner] for owner in self._neighbours(word)), limit)

    def _neighbours(self, word: str) -> set[int]:
        wanted = np.fromiter((_hash(form) for form in _forms(word)), np.uint32)
        starts = np.searchsorted(self._hashes, wanted, side="left")
        ends = np.searchsorted(self._hashes, wanted, side="right")
        return {
            int(owner)
            for start, end in zip(starts, ends, strict=True)
            for owner in self._owners[start:end]
        }


def nearest_words(word: str, known: Iterable[str], limit: int = 5) -> tuple[Correction, ...]:
    """Those of `known` that `word` may mistype, the cheapest first."""
    if not _may_be_mistyped(word):
        return ()
    allowed = _COST_PER_LETTER * len(word)
    priced = (Correction(other, slip_cost(word, other)) for other in known)
    near = [correction for correction in priced if correction.cost <= allowed]
    return tuple(sorted(near, key=lambda c: (c.cost, c.word))[:limit])


def _hash(form: str) -> int:
    return zlib.crc32(form.encode())


def _forms(word: str) -> set[str]:
    """What words one letter apart share: each less one letter, as written and as said."""
    return {*_deletions(word), *_deletions(_sound(word))}


def _may_be_mistyped(word: str) -> bool:
    return len(word) > _FREE_LETTERS and word.isalpha()


def _deletions(word: str) -> Iterator[str]:
    """`word`, and its forms with one letter less."""
    yield word
    for i in range(min(len(word), _INDEXED_LENGTH)):
        yield word[:i] + word[i + 1 :]


@lru_cache(maxsize=20_000)
def _sound(word: str) -> str:
    """A rough sound: « coworquing » and « coworking », « bibliotèque » and « bibliothèque »."""
    for written, said in _SPELLINGS:
        word = word.replace(written, said)
    word = word.replace("h", "").rstrip("estx") or word
    return _REPEATED.sub(r"\1", word)


def slip_cost(typed: str, meant: str) -> float:
    """The cheapest way from one word to the other, by its letters or by its sound."""
    if typed == meant:
        return 0.0
    by_sound = _SOUND + _edit_cost(_sound(typed), _sound(meant))
    return min(_edit_cost(typed, meant), by_sound)


def _edit_cost(a: str, b: str) -> float:
    """Damerau–Levenshtein (optimal string alignment) with weights."""
    before: list[float] = []
    row = _first_row(b)
    for i, x in enumerate(a, 1):
        older, before, row = before, row, [row[0] + _dropped(a, i - 1)]
        for j, y in enumerate(b, 1):
            best = min(
                before[j] + _dropped(a, i - 1),
                row[j - 1] + _dropped(b, j - 1),
                before[j - 1] + _substituted(x, y),
            )
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y and x != y:
                best = min(best, older[j - 2] + _SWAP)
            row.append(best)
    return row[-1]


def _first_row(word: str) -> list[float]:
    row = [0.0]
    for place in range(len(word)):
        row.append(row[-1] + _dropped(word, place))
    return row


def _dropped(word: str, place: int) -> float:
    """A letter too many or missing: cheap when it doubles the one before, or is a silent h."""
    if place and (word[place] == word[place - 1] or word[place] == "h"):
        return _DOUBLED
    return _FULL


def _substituted(x: str, y: str) -> float:
    if x == y:
        return 0.0
    pair = frozenset((x, y))
    if pair in _SOUNDS:
        return _SOUND
    return _KEYBOARD if pair in _NEAR_KEYS else _FULL
