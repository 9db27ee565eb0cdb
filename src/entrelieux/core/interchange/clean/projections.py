"""Metres of the projections that French lists use, to WGS84 degrees.

Sources: IGN, note technique NTG 71 (Lambert conformal conic, algorithms ALG0004 and ALG0019) for
Lambert-93 and the nine zones CC42 to CC50; EPSG guidance note 7-2 for Web Mercator. RGF93 and WGS84
are held to be the same.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import NamedTuple

Point = tuple[float, float]  # latitude, longitude
_ECCENTRICITY, _AXIS = 0.0818191910428158, 6378137.0  # GRS 80
_MERIDIAN = math.radians(3)


class Cone(NamedTuple):
    """`n` and `c` of the projection, its false origin in metres."""

    n: float
    c: float
    x: float
    y: float


@cache
def _cone(origin: float, first: float, second: float, x: float, y: float) -> Cone:
    """The secant cone of two parallels, from its origin; degrees and metres."""
    phi, low, high = (math.radians(angle) for angle in (origin, first, second))
    n = math.log(_normal(high) * math.cos(high) / (_normal(low) * math.cos(low))) / (
        _isometric(low) - _isometric(high)
    )
    c = _normal(low) * math.cos(low) / n * math.exp(n * _isometric(low))
    return Cone(n, c, x, y + c * math.exp(-n * _isometric(phi)))


def _normal(phi: float) -> float:
    return _AXIS / math.sqrt(1 - (_ECCENTRICITY * math.sin(phi)) ** 2)


def _isometric(phi: float) -> float:
    sine = _ECCENTRICITY * math.sin(phi)
    return math.log(math.tan(math.pi / 4 + phi / 2)) + _ECCENTRICITY / 2 * math.log(
        (1 - sine) / (1 + sine)
    )


def _from_cone(cone: Cone, x: float, y: float) -> Point:
    radius = math.hypot(x - cone.x, y - cone.y) or 1e-9
    gamma = math.atan2(x - cone.x, cone.y - y)
    isometric = -math.log(radius / abs(cone.c)) / cone.n
    phi = 2 * math.atan(math.exp(isometric)) - math.pi / 2
    for _ in range(12):
        sine = _ECCENTRICITY * math.sin(phi)
        ratio = ((1 + sine) / (1 - sine)) ** (_ECCENTRICITY / 2)
        phi = 2 * math.atan(ratio * math.exp(isometric)) - math.pi / 2
    return math.degrees(phi), math.degrees(_MERIDIAN + gamma / cone.n)


def from_lambert93(x: float, y: float) -> Point:
    """EPSG:2154."""
    return _from_cone(_cone(46.5, 44, 49, 700_000, 6_600_000), x, y)


def from_zone(zone: int, x: float, y: float) -> Point:
    """EPSG:3942 to 3950: `zone` is the latitude of its middle, 42 to 50."""
    north = (zone - 41) * 1_000_000 + 200_000
    return _from_cone(_cone(zone, zone - 0.75, zone + 0.75, 1_700_000, north), x, y)


def from_web_mercator(x: float, y: float) -> Point:
    """EPSG:3857."""
    lat = math.degrees(2 * math.atan(math.exp(y / _AXIS)) - math.pi / 2)
    return lat, math.degrees(x / _AXIS)


PROJECTIONS: Mapping[str, Callable[[float, float], Point]] = {
    "lambert93": from_lambert93,
    "mercator": from_web_mercator,
    **{f"cc{zone}": partial(from_zone, zone) for zone in range(42, 51)},
}
