"""A snapshot file as it is read: columns in Morton order, and bitmaps of positions.

A position is a rank in that order: it means nothing outside of one segment.
"""

from __future__ import annotations

import mmap
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt
from pyroaring import BitMap

from entrelieux.core.atlas.bitmaps import EMPTY, Positions, span, union
from entrelieux.core.atlas.builder import build_in_memory
from entrelieux.core.atlas.document import Document
from entrelieux.core.atlas.file import Sections
from entrelieux.core.atlas.morton import Words, tile_range
from entrelieux.core.atlas.orders import ORDERS, Order
from entrelieux.core.atlas.postings import Postings
from entrelieux.core.atlas.week import patterns_open_at
from entrelieux.core.atlas.words import SegmentWords

KEPT_SLOTS = 8


class Segment:
    """Immutable. Arrays have one entry per position."""

    def __init__(self, buffer: bytes | mmap.mmap) -> None:
        sections = self.sections = Sections(buffer)
        self.ids: npt.NDArray[np.int64] = sections.array("ids")
        self.codes: Words = sections.array("codes")
        self.lats: npt.NDArray[np.float64] = sections.array("lats")
        self.lons: npt.NDArray[np.float64] = sections.array("lons")
        self.scores: npt.NDArray[np.float32] = sections.array("scores")
        self.updated: npt.NDArray[np.int32] = sections.array("updated")
        self.names: npt.NDArray[np.bytes_] = sections.array("names")
        self.kinds: npt.NDArray[np.uint16] = sections.array("kinds")
        self.kind_names: list[str] = sections.header["kinds"]
        self.orders = {name: Order(sections, name) for name in ORDERS}
        self.located = int(np.searchsorted(self.codes, np.uint64(2**64 - 1)))
        self.everything = span(0, len(self.ids))
        self.postings = Postings(sections)
        self.words = SegmentWords(sections, self.postings)
        self._by_id: npt.NDArray[np.int64] = sections.array("by_id")
        self._slots: dict[int, BitMap] = {}
        self.records = Records(sections)
        self.facets = {
            name: FacetPostings([str(value) for value, _ in entries], [key for _, key in entries])
            for name, entries in sections.header["facets"].items()
        }

    def __len__(self) -> int:
        return len(self.ids)

    def facet(self, name: str) -> FacetPostings:
        return self.facets.get(name, NO_VALUES)

    def with_value(self, name: str, value: str) -> BitMap:
        key = self.facet(name).key_of.get(value)
        return EMPTY if key is None else self.postings[key]

    def within_tile(self, z: int, x: int, y: int) -> tuple[int, int]:
        """The first position of a tile, and the first after it."""
        first, after = tile_range(z, x, y)
        codes = self.codes[: self.located]
        start = int(np.searchsorted(codes, np.uint64(first)))
        return start, int(np.searchsorted(codes, np.uint64(after - 1), side="right"))

    def open_at(self, slot: int) -> BitMap:
        """Everything that is open during a slot of the week."""
        bitmap = self._slots.get(slot)
        if bitmap is None:
            keys = self.sections.array("week_keys")
            ranks = patterns_open_at(self.sections.array("weeks"), slot)
            bitmap = union(self.postings[int(keys[rank])] for rank in ranks)
            if len(self._slots) >= KEPT_SLOTS:
                self._slots = {}
            self._slots[slot] = bitmap
        return bitmap

    def having(self, ids: Iterable[int]) -> BitMap:
        """The positions of the documents of these ids."""
        wanted = np.fromiter(ids, np.int64)
        # Through the permutation: the sorted ids themselves are not stored.
        ranks = np.searchsorted(self.ids, wanted, sorter=self._by_id)
        inside = ranks < len(self)
        positions = self._by_id[ranks[inside]]
        return BitMap(positions[self.ids[positions] == wanted[inside]].tolist())


class Records:
    """The public id and the payload of each position, read from the file when needed."""

    def __init__(self, sections: Sections) -> None:
        self._bytes = sections.bytes("records")
        self._starts: npt.NDArray[np.uint64] = sections.array("record_starts")
        self._id_lengths: npt.NDArray[np.uint16] = sections.array("id_lengths")
        self._payload_lengths: Positions = sections.array("payload_lengths")

    def __getitem__(self, position: int) -> tuple[str, bytes]:
        start = int(self._starts[position])
        middle = start + int(self._id_lengths[position])
        stop = middle + int(self._payload_lengths[position])
        return bytes(self._bytes[start:middle]).decode(), bytes(self._bytes[middle:stop])


class FacetPostings:
    """The values of one facet, sorted, and where the bitmap of each is."""

    def __init__(self, values: Sequence[str], keys: Sequence[int]) -> None:
        self.values, self.keys = values, keys
        self.key_of = dict(zip(values, keys, strict=True))


NO_VALUES = FacetPostings((), ())


def segment_of(documents: Iterable[Document]) -> Segment:
    return Segment(build_in_memory(documents))
