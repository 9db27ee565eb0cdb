"""Coordinates as people give them, to WGS84 degrees."""

from __future__ import annotations

import math

from entrelieux.core.interchange.clean.cleaned import Cleaned
from entrelieux.core.interchange.clean.points import read_point, sexagesimal
from entrelieux.core.interchange.clean.projections import from_lambert93
from entrelieux.core.interchange.records import PlaceField, Problem

Point = tuple[float, float]
METROPOLE = (41.0, -5.6, 51.5, 9.9)  # south, west, north, east
NOTHING = frozenset({"", "-", "nan", "none", "null", "n/a", "na"})


def clean_position(lat: object, lon: object = None) -> Cleaned[Point | None]:
    """(lat, lon), from two numbers, one text holding both, or metres of Lambert-93."""
    first, second = _pair(lat) if lon is None else (_number(lat), _number(lon))
    if first is None and second is None and not (_is_told(lat) or _is_told(lon)):
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


def _is_told(value: object) -> bool:
    return str("" if value is None else value).strip().lower() not in NOTHING


def _number(value: object) -> float | None:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value) if math.isfinite(value) else None
    text = str(value or "").strip().replace("\u00a0", "").replace("\u202f", "")
    plain = text.replace(" ", "").replace(",", ".")
    try:
        number = float(plain)
    except ValueError:
        return sexagesimal(text)
    return number if math.isfinite(number) else None


def _pair(value: object) -> tuple[float | None, float | None]:
    told = read_point(value)
    if told is None:
        return None, None
    return (told.second, told.first) if told.order == "lon lat" else (told.first, told.second)


def _inside(lat: float, lon: float) -> bool:
    south, west, north, east = METROPOLE
    return south <= lat <= north and west <= lon <= east


def _is_lambert93(x: float, y: float) -> bool:
    return 50_000 < x < 1_300_000 and 6_000_000 < y < 7_200_000


def _problem(code: str, lat: object, lon: object) -> Problem:
    messages = {
        "bad_coordinates": "Ces coordonnées ne sont pas sur Terre : vérifiez-les.",
        "zero_coordinates": "Coordonnées 0, 0 : la position est à donner.",
        "swapped_lat_lon": "Latitude et longitude étaient inversées : remises en ordre.",
    }
    told = f"{lat}" if lon is None else f"{lat}, {lon}"
    return Problem(code, PlaceField.POSITION, told[:60], messages[code])
