"""From degrees to the units of a picture, crowded parts drawn wider than empty ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from entrelieux.core.bridging.strength.network import Floats
from entrelieux.core.geo.boundaries import Outline, Ring, box_of
from entrelieux.core.geo.distance import Box
from entrelieux.core.geo.projection import Projection

_EVENED = 0.6  # of the way from the map to a picture where every strip holds as many places
_KNOTS = 25


@dataclass(frozen=True)
class Ground:
    """Each axis is stretched by itself: who is west or north of whom stays so."""

    projection: Projection
    knots: Floats  # (2, k) units of the map, growing, x then y
    drawn: Floats  # (2, k) where they are drawn, growing

    @property
    def width(self) -> float:
        return self.projection.width

    @property
    def height(self) -> float:
        return self.projection.height

    def points(self, lats: Sequence[float], lons: Sequence[float]) -> Floats:
        """(n, 2) units, to the right and downwards."""
        on_map = [self.projection.point(lat, lon) for lat, lon in zip(lats, lons, strict=True)]
        return self._stretched(np.array(on_map, dtype=np.float64).reshape(-1, 2))

    def path(self, outline: Outline) -> str:
        """The `d` of an SVG path."""
        return "".join(self._ring(ring) for ring in outline.rings)

    def _ring(self, ring: Ring) -> str:
        points = self.points([lat for _, lat in ring], [lon for lon, _ in ring])
        return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "z"

    def _stretched(self, points: Floats) -> Floats:
        axes = (np.interp(points[:, axis], self.knots[axis], self.drawn[axis]) for axis in (0, 1))
        return np.column_stack(tuple(axes))


def ground_of(
    lats: Sequence[float],
    lons: Sequence[float],
    outlines: Sequence[Outline] = (),
    *,
    width: float,
    margin: float,
) -> Ground:
    """The ground that holds the outlines and these places, as high as it is on the map."""
    projection = Projection.fitting(_box(lats, lons, outlines), width, margin)
    on_map = [projection.point(lat, lon) for lat, lon in zip(lats, lons, strict=True)]
    ends = np.array([(0.0, 0.0), (projection.width, projection.height)])
    points = np.array(on_map, dtype=np.float64).reshape(-1, 2)
    knots = np.stack([_knots(points[:, axis], ends[1, axis]) for axis in (0, 1)])
    inside = ends[1][:, None] - 2 * margin
    even = margin + inside * np.linspace(0, 1, _KNOTS)
    even[:, [0, -1]] = ends.T
    return Ground(projection, knots, (1 - _EVENED) * knots + _EVENED * even)


def _knots(values: Floats, end: float) -> Floats:
    """Where each share of the places begins, from one edge to the other."""
    if not len(values):
        return np.linspace(0.0, end, _KNOTS)
    inner = np.quantile(values, np.linspace(0, 1, _KNOTS)[1:-1])
    apart = np.concatenate(((0.0,), np.clip(inner, 0.0, end), (end,)))
    return np.maximum.accumulate(apart + np.linspace(0, 1e-6, _KNOTS))


def _box(lats: Sequence[float], lons: Sequence[float], outlines: Sequence[Outline]) -> Box:
    boxes = [box_of(outlines)] if outlines else []
    if len(lats):
        boxes.append(Box(min(lons), min(lats), max(lons), max(lats)))
    if not boxes:
        return Box(0.0, 0.0, 1.0, 1.0)
    west, south = min(box.west for box in boxes), min(box.south for box in boxes)
    east, north = max(box.east for box in boxes), max(box.north for box in boxes)
    return Box(west, south, max(east, west + 0.01), max(north, south + 0.01))
