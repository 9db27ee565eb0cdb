"""The orders of a list, computed once at build time: best first, freshest first, by name.

Each is a permutation of the positions. Cut in bands, it gives the first documents of any set
without looking at the others: the set meets one band after the other until it has enough.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
from pyroaring import BitMap

from entrelieux.core.atlas.bitmaps import Positions, bitmap_of, positions_of
from entrelieux.core.atlas.file import Sections, SectionWriter

ORDERS = ("score", "updated", "name")
NAME_BYTES = 24
BAND = 8_192
FEW = 4_096  # sets up to here are sorted whole


def name_key(sort_name: str) -> bytes:
    """`NAME_BYTES` bytes that compare like the beginning of the name."""
    return sort_name.encode()[:NAME_BYTES].ljust(NAME_BYTES, b"\0")


def write_orders(writer: SectionWriter, columns: dict[str, npt.NDArray[Any]]) -> None:
    """`columns`: ids, scores, updated and names (as `name_key`), by position."""
    ids, scores = columns["ids"], -columns["scores"]
    names = columns["names"].view(">u8").reshape(len(ids), NAME_BYTES // 8)
    keys = {
        "score": (ids, scores),
        "updated": (ids, scores, -columns["updated"].astype(np.int64)),
        "name": (ids, *(names[:, part] for part in reversed(range(names.shape[1])))),
    }
    for order in ORDERS:
        sorted_positions = np.lexsort(keys[order]).astype(np.uint32)
        ranks = np.empty_like(sorted_positions)
        ranks[sorted_positions] = np.arange(len(ids), dtype=np.uint32)
        writer.array(f"{order}_sorted", sorted_positions)
        writer.array(f"{order}_ranks", ranks)


class Order:
    """One permutation: where each position comes, and which comes where."""

    def __init__(self, sections: Sections, name: str) -> None:
        self._sorted: Positions = sections.array(f"{name}_sorted")
        self._ranks: Positions = sections.array(f"{name}_ranks")
        self._bands: dict[int, BitMap] = {}

    def first(self, found: BitMap, wanted: int) -> Positions:
        """The first `wanted` positions of `found`, in this order."""
        if len(found) <= max(FEW, wanted):
            return self._arranged(found)[:wanted]
        pieces, missing = [], wanted
        for part in self._parts(found):
            pieces.append(self._arranged(part)[:missing])
            missing -= len(pieces[-1])
            if not missing:
                break
        return np.concatenate(pieces)

    def _parts(self, found: BitMap) -> Iterator[BitMap]:
        for number in range(-(-len(self._sorted) // BAND)):
            part = found & self._band(number)
            if part:
                yield part

    def _arranged(self, found: BitMap) -> Positions:
        positions = positions_of(found)
        return positions[np.argsort(self._ranks[positions])]

    def _band(self, number: int) -> BitMap:
        if number not in self._bands:
            inside = self._sorted[number * BAND : (number + 1) * BAND]
            self._bands[number] = bitmap_of(np.sort(inside))
        return self._bands[number]
