"""Coordinates as people give them, to WGS84 degrees."""

from __future__ import annotations

import math
import re

from entrelieux.core.interchange.clean.cleaned import Cleaned
from entrelieux.core.interchange.records import PlaceField, Problem

Point = tuple[float, float]
METROPOLE = (41.0, -5.6, 51.5, 9.9)  # south, west, north, east


def clean_position(lat: object, lon: object = None) -> Cleaned[Point | None]:
    """(lat, lon), from two numbers, one text holding both, or metres of Lambert-93."""
    first, second = _pair(lat) if lon is None else (_number(lat), _number(lon))
    if first is None and second is None:
        return Cleaned(None)
    if first is None or second is None:
        return Cleaned(None, (_problem("bad_coordinates", lat, lon),))
    if first == 0 and second == 0:
        return Cleaned(None, (_problem("zero_coordinates", lat, lon),))
    if _is_lambert93(first, second):
        return Cleaned(from_lambert93(first, second))
    if _is_lambert93(second, first):
        return Cleaned(from_lambert93(second, first))
    if _inside(second, first) and not _inside(first, second):
        return Cleaned((second, first), (_problem("swapped_lat_lon", lat, lon),))
    if abs(first) > 90 or abs(second) > 180:
        return Cleaned(None, (_problem("bad_coordinates", lat, lon),))
    return Cleaned((first, second))


def _number(value: object) -> float | None:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value) if math.isfinite(value) else None
    text = str(value or "").strip().replace("\u00a0", "").replace(" ", "").replace(",", ".")
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _pair(value: object) -> tuple[float | None, float | None]:
    if isinstance(value, list | tuple) and len(value) == 2:
        return _number(value[0]), _number(value[1])
    found = re.findall(r"-?\d+(?:[.]\d+)?", str(value or ""))
    return (float(found[0]), float(found[1])) if len(found) == 2 else (None, None)


def _inside(lat: float, lon: float) -> bool:
    south, west, north, east = METROPOLE
    return south <= lat <= north and west <= lon <= east


def _is_lambert93(x: float, y: float) -> bool:
    return 50_000 < x < 1_300_000 and 6_000_000 < y < 7_200_000


def from_lambert93(x: float, y: float) -> Point:
    """EPSG:2154 metres to WGS84 degrees. Source: IGN, Projection conique conforme, ALG0004."""
    n, c, xs, ys = 0.7256077650532670, 11754255.426096, 700000.0, 12655612.049876
    eccentricity, meridian = 0.08181919106, math.radians(3)
    radius = math.hypot(x - xs, y - ys)
    gamma = math.atan((x - xs) / (ys - y))
    isometric = -math.log(abs(radius / c)) / n
    phi = 2 * math.atan(math.exp(isometric)) - math.pi / 2
    for _ in range(12):
        sine = eccentricity * math.sin(phi)
        ratio = ((1 + sine) / (1 - sine)) ** (eccentricity / 2)
        phi = 2 * math.atan(ratio * math.exp(isometric)) - math.pi / 2
    return math.degrees(phi), math.degrees(meridian + gamma / n)


def _problem(code: str, lat: object, lon: object) -> Problem:
    messages = {
        "bad_coordinates": "Ces coordonnées ne sont pas sur Terre : vérifiez-les.",
        "zero_coordinates": "Coordonnées 0, 0 : la position est à donner.",
        "swapped_lat_lon": "Latitude et longitude étaient inversées : remises en ordre.",
    }
    return Problem(code, PlaceField.POSITION, f"{lat}, {lon}"[:60], messages[code])
