"""From (key, document) pairs to one bitmap per key, in bounded memory, and back.

Pairs are packed in 64 bits, set aside by the low bits of their key, then each share is sorted by
itself: a build never sorts more than one share at a time.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import numpy as np
import numpy.typing as npt
from pyroaring import BitMap

from entrelieux.core.atlas.bitmaps import EMPTY, Positions, bitmap_of
from entrelieux.core.atlas.file import Sections, SectionWriter

Pairs = npt.NDArray[np.uint64]
SHARES = 16
PAIRS_AT_ONCE = 2_000_000
LOW = np.uint64(0xFFFFFFFF)
KEPT_BITMAPS = 4096


class PairStore:
    """Collects pairs; beyond `at_once` they go to files in `folder`, when there is one."""

    def __init__(self, folder: Path | None, at_once: int = PAIRS_AT_ONCE) -> None:
        self._folder, self._at_once = folder, at_once
        self._keys, self._sizes, self._first = array("I"), array("I"), 0
        self._files: list[BinaryIO] = []
        self._held: list[Pairs] = []

    def add(self, keys: list[int]) -> None:
        """The keys of the next document, in the order of arrival."""
        self._keys.extend(keys)
        self._sizes.append(len(keys))
        if len(self._keys) >= self._at_once and self._folder:
            self._spill(self._folder)

    def shares(self) -> Iterator[Pairs]:
        """Every pair, `key << 32 | document`; the pairs of one key are in one share."""
        self._held.append(self._packed())
        for share in range(SHARES if self._files else 1):
            yield self._share(share) if self._files else np.concatenate(self._held)
            if self._files:
                self._files[share].close()

    def _share(self, share: int) -> Pairs:
        file = self._files[share]
        file.seek(0)
        spilt = np.frombuffer(file.read(), np.uint64)
        rest = [pairs[_share_of(pairs) == share] for pairs in self._held]
        return np.concatenate([spilt, *rest])

    def _packed(self) -> Pairs:
        sizes = np.frombuffer(self._sizes, np.uint32)
        documents = np.repeat(np.arange(self._first, self._first + len(sizes)), sizes)
        keys = np.frombuffer(self._keys, np.uint32).astype(np.uint64)
        return (keys << np.uint64(32)) | documents.astype(np.uint64)

    def _spill(self, folder: Path) -> None:
        if not self._files:
            self._files = [(folder / f"{share}.pairs").open("w+b") for share in range(SHARES)]
        pairs = self._packed()
        which = _share_of(pairs)
        for share, file in enumerate(self._files):
            file.write(pairs[which == share].data.cast("B"))
        self._first += len(self._sizes)
        self._keys, self._sizes = array("I"), array("I")


def _share_of(pairs: Pairs) -> npt.NDArray[np.uint8]:
    # The two lowest bits of a word's key are its tier: the next ones spread evenly.
    return ((pairs >> np.uint64(34)) % np.uint64(SHARES)).astype(np.uint8)


def write_postings(writer: SectionWriter, store: PairStore, rank_of: Positions, keys: int) -> None:
    """Writes the bitmap of positions of each of `keys` keys; `rank_of` maps arrival to position."""
    starts, lengths = np.zeros(keys, np.uint64), np.zeros(keys, np.uint32)
    sizes, at = np.zeros(keys, np.uint32), 0
    writer.begin("postings")
    for pairs in store.shares():
        for key, positions in _runs(pairs, rank_of):
            bitmap = bitmap_of(positions)
            bitmap.run_optimize()
            piece = bitmap.serialize()
            starts[key], lengths[key], sizes[key] = at, len(piece), len(bitmap)
            writer.append(piece)
            at += len(piece)
    writer.end()
    writer.array("posting_starts", starts)
    writer.array("posting_lengths", lengths)
    writer.array("posting_sizes", sizes)


def _runs(pairs: Pairs, rank_of: Positions) -> Iterator[tuple[int, Positions]]:
    if not len(pairs):
        return
    placed = (pairs & ~LOW) | rank_of[(pairs & LOW).astype(np.int64)]
    placed.sort()
    keys, positions = (placed >> np.uint64(32)).astype(np.uint32), placed.astype(np.uint32)
    edges = np.flatnonzero(np.diff(keys)) + 1
    starts, stops = [0, *edges.tolist()], [*edges.tolist(), len(keys)]
    for key, start, stop in zip(keys[starts].tolist(), starts, stops, strict=True):
        yield key, positions[start:stop]


class Postings:
    """The bitmaps of a file, read when they are first asked for; the last ones read are kept."""

    def __init__(self, sections: Sections) -> None:
        self._blob = sections.bytes("postings")
        self._starts = sections.array("posting_starts")
        self._lengths = sections.array("posting_lengths")
        self.sizes: Positions = sections.array("posting_sizes")
        self._kept: OrderedDict[int, BitMap] = OrderedDict()

    def __getitem__(self, key: int) -> BitMap:
        """The bitmap must not be changed: it is shared."""
        kept = self._kept.get(key)
        if kept is not None:
            return kept
        length = int(self._lengths[key])
        if not length:
            return EMPTY
        start = int(self._starts[key])
        bitmap = BitMap.deserialize(bytes(self._blob[start : start + length]))
        self._kept[key] = bitmap
        if len(self._kept) > KEPT_BITMAPS:
            self._kept.popitem(last=False)
        return bitmap
