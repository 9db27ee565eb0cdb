"""From degrees to the units of a drawing, and back."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from entrelieux.core.geo.boundaries import Ring
from entrelieux.core.geo.distance import Box

_TENTHS = 10  # a tenth of a unit is finer than any screen


@dataclass(frozen=True, slots=True)
class Projection:
    """Spherical Mercator, as web maps: shapes keep their look when the live map takes over.

    `scale` is in units per radian; (x, y) grow to the right and downwards from the box's corner.
    """

    west: float
    top: float
    scale: float
    width: float
    height: float

    @classmethod
    def fitting(cls, box: Box, width: float, margin: float = 0.0) -> Projection:
        """As wide as `width`, as high as the box then needs, `margin` included."""
        span = math.radians(box.east - box.west)
        top, bottom = _stretched(box.north), _stretched(box.south)
        scale = (width - 2 * margin) / max(span, 1e-9)
        height = (top - bottom) * scale + 2 * margin
        pad = margin / scale
        west = math.radians(box.west) - pad
        return cls(west, top + pad, scale, width, round(height, 1))

    def point(self, lat: float, lon: float) -> tuple[float, float]:
        x = (math.radians(lon) - self.west) * self.scale
        return x, (self.top - _stretched(lat)) * self.scale

    def degrees(self, x: float, y: float) -> tuple[float, float]:
        """The (lat, lon) drawn at (x, y)."""
        lat = 2 * math.atan(math.exp(self.top - y / self.scale)) - math.pi / 2
        return math.degrees(lat), math.degrees(self.west + x / self.scale)

    def svg_path(self, rings: Iterable[Ring]) -> str:
        """The `d` of a path, in relative steps of a tenth of a unit."""
        return "".join(self._ring_path(ring) for ring in rings)

    def _ring_path(self, ring: Ring) -> str:
        tenths = [self._tenths(lat, lon) for lon, lat in ring]
        steps = [(x - a, y - b) for (a, b), (x, y) in pairwise(tenths) if (x, y) != (a, b)]
        start = _written(tenths[:1])
        return f"M{start}l{_written(steps)}z" if steps else ""

    def _tenths(self, lat: float, lon: float) -> tuple[int, int]:
        x, y = self.point(lat, lon)
        return round(_TENTHS * x), round(_TENTHS * y)


def _written(pairs: list[tuple[int, int]]) -> str:
    """Numbers as short as SVG allows: a minus sign separates too."""
    numbers = (f"{value / _TENTHS:g}" for pair in pairs for value in pair)
    return " ".join(numbers).replace(" -", "-")


def _stretched(lat: float) -> float:
    bounded = max(-85.0, min(85.0, lat))
    return math.log(math.tan(math.pi / 4 + math.radians(bounded) / 2))
