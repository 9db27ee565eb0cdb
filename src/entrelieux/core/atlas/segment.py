"""Documents in Morton order: columns, and one roaring bitmap per word, facet value and slot.

A position is a rank in that order. Documents without coordinates come last.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from pyroaring import BitMap

from entrelieux.core.atlas.document import TIERS, Document
from entrelieux.core.atlas.morton import Words, interleave, project

Floats = npt.NDArray[np.float64]
Postings = Mapping[str, BitMap]
NO_CODE = np.uint64(2**64 - 1)
EMPTY = BitMap()


@dataclass(frozen=True, slots=True)
class Segment:
    """Immutable; arrays have one entry per document."""

    ids: npt.NDArray[np.int64]
    lat: Floats
    lon: Floats
    codes: Words
    scores: npt.NDArray[np.float32]
    public_ids: Sequence[str]
    payloads: Sequence[bytes]
    words: tuple[Postings, ...]
    facets: Mapping[str, Postings]
    slots: Mapping[int, BitMap]
    located: int

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def everything(self) -> BitMap:
        return BitMap(range(len(self.ids)))

    def range_of(self, first: int, after: int) -> tuple[int, int]:
        """The positions whose Morton code lies in [first, after)."""
        codes = self.codes[: self.located]
        start = int(np.searchsorted(codes, np.uint64(first)))
        last = np.uint64(min(after, 2**64) - 1)
        return start, int(np.searchsorted(codes, last, side="right"))


def make_segment(documents: Iterable[Document]) -> Segment:
    unordered = list(documents)
    lat = np.array([np.nan if d.lat is None else d.lat for d in unordered], np.float64)
    lon = np.array([np.nan if d.lon is None else d.lon for d in unordered], np.float64)
    codes = interleave(*project(lat, lon))
    codes[np.isnan(lat)] = NO_CODE
    order = np.argsort(codes, kind="stable")
    ordered = [unordered[rank] for rank in order]
    return Segment(
        ids=np.array([d.id for d in ordered], np.int64),
        lat=lat[order],
        lon=lon[order],
        codes=codes[order],
        scores=np.array([d.score for d in ordered], np.float32),
        public_ids=[d.public_id for d in ordered],
        payloads=[d.payload for d in ordered],
        words=_words(ordered),
        facets=_facets(ordered),
        slots=_slots(ordered),
        located=int(np.count_nonzero(~np.isnan(lat))),
    )


def _words(documents: Sequence[Document]) -> tuple[Postings, ...]:
    tiers: list[dict[str, list[int]]] = [defaultdict(list) for _ in TIERS]
    for position, document in enumerate(documents):
        for tier, tokens in zip(tiers, document.tiers, strict=False):
            for token in dict.fromkeys(tokens):
                tier[token].append(position)
    return tuple(_bitmaps(tier) for tier in tiers)


def _facets(documents: Sequence[Document]) -> dict[str, Postings]:
    facets: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for position, document in enumerate(documents):
        for name, values in document.facets.items():
            for value in dict.fromkeys(values):
                facets[name][value].append(position)
    return {name: _bitmaps(values) for name, values in facets.items()}


def _slots(documents: Sequence[Document]) -> dict[int, BitMap]:
    slots: dict[int, list[int]] = defaultdict(list)
    for position, document in enumerate(documents):
        for slot in document.open_slots:
            slots[slot].append(position)
    return {slot: BitMap(positions) for slot, positions in slots.items()}


def _bitmaps(positions: Mapping[str, list[int]]) -> dict[str, BitMap]:
    return {key: BitMap(values) for key, values in positions.items()}
