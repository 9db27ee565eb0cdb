"""Between numpy positions and roaring bitmaps.

Source: Lemire et al., Roaring bitmaps: implementation of an optimized software library, 2018.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
from pyroaring import BitMap

Positions = npt.NDArray[np.uint32]
EMPTY = BitMap()
FEW = 48  # up to here a list is the faster way in


def bitmap_of(positions: Positions) -> BitMap:
    """Through `array`: a numpy array would be read one Python integer at a time."""
    if len(positions) <= FEW:
        return BitMap(positions.tolist())
    return BitMap(array("I", positions.tobytes()))


def positions_of(bitmap: BitMap) -> Positions:
    """Ascending."""
    return np.frombuffer(bitmap.to_array(), np.uint32)


def span(start: int, stop: int) -> BitMap:
    return BitMap(range(start, stop))


def spans(ranges: Iterable[tuple[int, int]]) -> BitMap:
    bitmap = BitMap()
    for start, stop in ranges:
        bitmap.add_range(start, stop)
    return bitmap


def union(bitmaps: Iterable[BitMap]) -> BitMap:
    return BitMap.union(EMPTY, *bitmaps)
