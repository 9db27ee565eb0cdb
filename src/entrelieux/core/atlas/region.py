"""Which positions lie within a box or a circle: whole cells at once, the edges one by one.

The box is cut in a grid of Morton cells. A cell is one range of positions: those wholly inside are
taken as they are, only the documents of the others are compared with the exact boundary.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from pyroaring import BitMap

from entrelieux.core.atlas.bitmaps import Positions, bitmap_of, positions_of, spans
from entrelieux.core.atlas.morton import BITS, interleave, project, unproject
from entrelieux.core.atlas.query import Box, Near
from entrelieux.core.atlas.segment import Segment
from entrelieux.core.geo.distance import EARTH_RADIUS_KM, KM_PER_DEGREE, box_around

GRID = 32  # cells across the longer side, at most
# Cells count as inside only by these margins: rounding must not decide.
MARGIN_KM = 0.001
MARGIN_DEGREES = 1e-9
Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
Cells = npt.NDArray[np.int64]
# Tells, of cells given by west, south, east and north in degrees, those wholly inside and those
# that may hold something that is.
Sort = Callable[[Floats, Floats, Floats, Floats], tuple[Mask, Mask]]


def within_box(segment: Segment, box: Box, among: BitMap) -> BitMap:
    """A box whose west is east of its east crosses the antimeridian."""
    if box.west > box.east:
        halves = (box._replace(east=180.0), box._replace(west=-180.0))
        return within_box(segment, halves[0], among) | within_box(segment, halves[1], among)

    def sort(west: Floats, south: Floats, east: Floats, north: Floats) -> tuple[Mask, Mask]:
        across = (west > box.west) & (east < box.east)
        return across & (south > box.south) & (north < box.north), np.ones(len(west), bool)

    sure, edge = _cover(segment, box, sort)
    positions = positions_of(among & edge)
    lats, lons = segment.lats[positions], segment.lons[positions]
    inside = (lats >= box.south) & (lats <= box.north) & (lons >= box.west) & (lons <= box.east)
    return (among & sure) | bitmap_of(positions[inside])


def within_circle(segment: Segment, near: Near, km: float, among: BitMap) -> BitMap:
    # The farthest point of a cell is a corner, unless the circle holds a pole.
    is_regular = abs(near.lat) * KM_PER_DEGREE + km < 90 * KM_PER_DEGREE

    def sort(west: Floats, south: Floats, east: Floats, north: Floats) -> tuple[Mask, Mask]:
        corners = [(south, west), (south, east), (north, west), (north, east)]
        to_corners = np.array([distances_km(near, lat, lon) for lat, lon in corners])
        # No point of a cell is farther from a corner than its height and its greater width.
        widest = np.cos(np.radians(np.minimum(np.abs(south), np.abs(north)))).clip(0.0, 1.0)
        widest = np.where(south * north < 0, 1.0, widest)
        size = ((north - south) + (east - west) * widest) * KM_PER_DEGREE
        possible = to_corners.min(axis=0) - size <= km + MARGIN_KM
        return is_regular & (to_corners.max(axis=0) < km - MARGIN_KM), possible

    sure, edge = _cover(segment, _box_holding(near, km), sort)
    positions = positions_of(among & edge)
    inside = distances_km(near, segment.lats[positions], segment.lons[positions]) <= km
    return (among & sure) | bitmap_of(positions[inside])


def _box_holding(near: Near, km: float) -> Box:
    """The whole turn of longitudes when the circle may cross the antimeridian."""
    west, south, east, north = box_around(near.lat, near.lon, km + MARGIN_KM)
    if west == -180.0 or east == 180.0:
        west, east = -180.0, 180.0
    return Box(south, west, north, east)


def distances(segment: Segment, near: Near, positions: Positions) -> Floats:
    """Kilometres; infinite where the position is not known."""
    km = distances_km(near, segment.lats[positions], segment.lons[positions])
    return np.nan_to_num(km, nan=np.inf)


def distances_km(near: Near, lats: Floats, lons: Floats) -> Floats:
    """Great-circle distances by the haversine formula."""
    phi, there = np.radians(near.lat), np.radians(lats)
    half_phi, half_lambda = (there - phi) / 2, np.radians(lons - near.lon) / 2
    h = np.sin(half_phi) ** 2 + np.cos(phi) * np.cos(there) * np.sin(half_lambda) ** 2
    km: Floats = 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.minimum(1.0, h)))
    return km


def _cover(segment: Segment, box: Box, sort: Sort) -> tuple[BitMap, BitMap]:
    """The positions of the cells wholly inside, and those of the cells that may hold an edge."""
    (x, x_end), (y_end, y) = (
        axis.astype(np.int64).tolist()
        for axis in project(np.array([box.south, box.north]), np.array([box.west, box.east]))
    )
    shift = max(0, max(x_end - x, y_end - y) // GRID).bit_length()
    columns = np.arange(x >> shift, (x_end >> shift) + 1)
    rows = np.arange(y >> shift, (y_end >> shift) + 1)
    xs, ys = (axis.ravel() for axis in np.meshgrid(columns, rows))
    starts, stops = _position_ranges(segment, xs, ys, shift)
    inhabited = starts < stops
    xs, ys, starts, stops = xs[inhabited], ys[inhabited], starts[inhabited], stops[inhabited]
    inside, edge = _sorted(xs, ys, shift, sort)
    return _merged(starts[inside], stops[inside]), _merged(starts[edge], stops[edge])


def _sorted(xs: Cells, ys: Cells, shift: int, sort: Sort) -> tuple[Mask, Mask]:
    north, west = unproject(xs << shift, ys << shift)
    south, east = unproject((xs + 1) << shift, (ys + 1) << shift)
    # Positions beyond the limit of the projection were brought to the outermost rows.
    last = (1 << (BITS - shift)) - 1
    wider = (west - MARGIN_DEGREES, south - MARGIN_DEGREES)
    further = (east + MARGIN_DEGREES, north + MARGIN_DEGREES)
    inside, possible = sort(*wider, *further)
    inner = (ys > 0) & (ys < last)
    return inside & inner, (possible & ~inside) | ~inner


def _position_ranges(segment: Segment, xs: Cells, ys: Cells, shift: int) -> tuple[Cells, Cells]:
    first = interleave(xs.astype(np.uint64), ys.astype(np.uint64)) << np.uint64(2 * shift)
    last = first + np.uint64((1 << (2 * shift)) - 1)
    codes = segment.codes[: segment.located]
    return np.searchsorted(codes, first), np.searchsorted(codes, last, side="right")


def _merged(starts: Cells, stops: Cells) -> BitMap:
    """Ranges that touch are joined first: a bitmap takes each range in one call."""
    order = np.argsort(starts)
    starts, stops = starts[order], stops[order]
    begins = np.ones(len(starts), bool)
    begins[1:] = starts[1:] != stops[:-1]
    ends = np.append(begins[1:], True) if len(begins) else begins
    return spans(zip(starts[begins].tolist(), stops[ends].tolist(), strict=True))
