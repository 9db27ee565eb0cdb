"""The words of one segment: exact, by prefix, or nearly."""

from __future__ import annotations

from functools import cached_property

import numpy as np
import numpy.typing as npt
from pyroaring import BitMap

from entrelieux.core.atlas.bitmaps import Positions
from entrelieux.core.atlas.document import TIERS
from entrelieux.core.atlas.file import Sections
from entrelieux.core.atlas.postings import Postings
from entrelieux.core.atlas.strings import SortedStrings

Masks = npt.NDArray[np.uint64]


class SegmentWords:
    """Words are named by their rank in alphabetical order."""

    def __init__(self, sections: Sections, postings: Postings) -> None:
        self._blob: npt.NDArray[np.uint8] = sections.array("words")
        self._starts: Positions = sections.array("word_starts")
        self._keys: Positions = sections.array("word_keys")
        self._postings = postings
        self.strings = SortedStrings(self._blob, self._starts)

    def found(self, word: str) -> tuple[BitMap, ...]:
        """The bitmap of `word` in each tier; nothing when the word is nowhere."""
        rank = self.strings.find(word)
        if rank is None:
            return ()
        key = int(self._keys[rank])
        return tuple(self._postings[key + tier] for tier in range(len(TIERS)))

    def frequency(self, rank: int) -> int:
        """In how many documents the word is, counted tier by tier."""
        key = int(self._keys[rank])
        return int(self._postings.sizes[key : key + len(TIERS)].sum())

    def commonest(self, ranks: range, limit: int) -> list[int]:
        keys = self._keys[ranks.start : ranks.stop].astype(np.int64)
        frequencies = sum(self._postings.sizes[keys + tier] for tier in range(len(TIERS)))
        best = np.argsort(-np.asarray(frequencies, np.int64), kind="stable")[:limit]
        return [ranks.start + int(rank) for rank in best]

    def alike(self, word: str, max_distance: int) -> list[int]:
        """The ranks of all words within so many errors, and some more.

        An error changes at most two letters of the set of a word's letters, and its length by one:
        comparing bit masks leaves few words to compare letter by letter. Words are ASCII.
        """
        masks, lengths = self._masks
        letters = word.encode()
        near = np.abs(lengths - len(letters)) <= max_distance
        near &= np.bitwise_count(masks ^ _mask(letters)) <= 2 * max_distance
        return [int(rank) for rank in np.flatnonzero(near)]

    @cached_property
    def _masks(self) -> tuple[Masks, npt.NDArray[np.int64]]:
        starts = self._starts.astype(np.int64)
        lengths = np.diff(starts)
        bits = np.left_shift(np.uint64(1), (self._blob % 64).astype(np.uint64))
        masks, filled = np.zeros(len(lengths), np.uint64), lengths > 0
        if filled.any():
            masks[filled] = np.bitwise_or.reduceat(bits, starts[:-1][filled])
        return masks, lengths


def _mask(word: bytes) -> np.uint64:
    mask = 0
    for byte in word:
        mask |= 1 << (byte % 64)
    return np.uint64(mask)
