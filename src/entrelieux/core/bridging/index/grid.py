"""A grid of latitudes and longitudes: a circle is a few stretches of positions, one a row.

Offers are kept apart by how far they may be had, one grid after the other.
"""

from __future__ import annotations

from enum import IntEnum

import numpy as np
import numpy.typing as npt

from entrelieux.core.bridging.index.ranges import Ranges
from entrelieux.core.geo.distance import box_around

_STEP = 0.1  # degrees: about 11 km from north to south
_ROW = 3600
_LAST_ROW = 1800
_GRID = 2000 * _ROW
Floats = npt.NDArray[np.float64]
Cells = npt.NDArray[np.int64]


class Mobility(IntEnum):
    """One has to come; it travels so far; it is had from afar."""

    STAYS = 0
    TRAVELS = 1
    FROM_AFAR = 2


def cells_of(lats: Floats, lons: Floats, mobility: npt.NDArray[np.integer]) -> Cells:
    """The cell of each position; sorting by it puts the rows of a grid one after the other."""
    rows = np.floor((lats + 90.0) / _STEP).astype(np.int64)
    columns = np.floor((lons + 180.0) / _STEP).astype(np.int64)
    return mobility * _GRID + rows * _ROW + columns


def stretches(cells: Cells, mobility: Mobility, lat: float, lon: float, km: float) -> Ranges:
    """The stretches of sorted `cells` that a circle may touch."""
    west, south, east, north = box_around(lat, lon, km)
    lowest, highest = (int(np.floor((edge + 90.0) / _STEP)) for edge in (south, north))
    rows = np.arange(max(0, lowest), min(_LAST_ROW, highest) + 1)
    # Whole numbers: with others a search would make the cells of every offer anew.
    first, last = (int(np.floor((edge + 180.0) / _STEP)) for edge in (west, east))
    before = mobility * _GRID + rows * _ROW
    return _inhabited(
        cells.searchsorted(before + first), cells.searchsorted(before + last, side="right")
    )


def whole_grid(cells: Cells, mobility: Mobility) -> Ranges:
    """All that is in one of the grids."""
    ends = cells.searchsorted([mobility * _GRID, (mobility + 1) * _GRID])
    return _inhabited(ends[:1], ends[1:])


def _inhabited(starts: npt.NDArray[np.integer], stops: npt.NDArray[np.integer]) -> Ranges:
    holds = starts < stops
    return Ranges(starts[holds].astype(np.int64), stops[holds].astype(np.int64))
