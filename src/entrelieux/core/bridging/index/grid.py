"""A grid of latitudes and longitudes: a circle is a few stretches of positions, one a row."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from entrelieux.core.bridging.index.incidence import Ranges
from entrelieux.core.geo.distance import box_around

_STEP = 0.1  # degrees: about 11 km from north to south
_ROW = 3600
Floats = npt.NDArray[np.float64]


def cells_of(lats: Floats, lons: Floats) -> npt.NDArray[np.int64]:
    """The cell of each position; sorting by it puts the rows of the grid one after the other."""
    rows = np.floor((lats + 90.0) / _STEP).astype(np.int64)
    columns = np.floor((lons + 180.0) / _STEP).astype(np.int64)
    return rows * _ROW + columns


def stretches(cells: npt.NDArray[np.int64], lat: float, lon: float, km: float) -> Ranges:
    """The stretches of sorted `cells` that a circle may touch."""
    west, south, east, north = box_around(lat, lon, km)
    rows = np.arange(np.floor((south + 90.0) / _STEP), np.floor((north + 90.0) / _STEP) + 1)
    first, last = np.floor((west + 180.0) / _STEP), np.floor((east + 180.0) / _STEP)
    starts = np.searchsorted(cells, rows * _ROW + first)
    stops = np.searchsorted(cells, rows * _ROW + last, side="right")
    inhabited = starts < stops
    return Ranges(starts[inhabited].astype(np.int64), stops[inhabited].astype(np.int64))
