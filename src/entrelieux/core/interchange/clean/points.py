"""A point told in one text, in the many ways in which people and software tell it."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

Order = Literal["lat lon", "lon lat", ""]
TEXT = 300  # characters: no point takes more
_POINT = re.compile(
    r"^\s*(?:SRID=\d+;\s*)?(?:MULTI)?POINT\s*(?:Z|M|ZM)?\s*\(+([^()]+)\)+\s*$", re.IGNORECASE
)
_DOTS = re.compile(r"^[\s\[({]*(?:geo:)?(-?\d+(?:\.\d+)?)\s*[,;/|\s]\s*(-?\d+(?:\.\d+)?)[\s\])}]*$")
_IS_ONE_NUMBER = re.compile(r"^-?\d+,\d{2,}$")  # « 45,11 » is no pair, « 0,0 » is
_COMMAS = re.compile(r"^[\s\[(]*(-?\d+,\d+)\s*[;/|\s]\s*(-?\d+,\d+)[\s\])]*$")
_NAMED = re.compile(
    r"\b(?P<axis>lat|lon|lng)[a-z]*[\"'\s]*[:=]\s*[\"']?(?P<number>-?\d+(?:[.,]\d+)?)",
    re.IGNORECASE,
)
_SEXAGESIMAL = re.compile(
    r"(?P<before>[NSEWO])?\s*(?P<sign>-)?(?P<d>\d{1,3}(?:[.,]\d+)?)\s*[°º]\s*"
    r"(?:(?P<m>\d{1,2}(?:[.,]\d+)?)\s*['′’´]\s*)?"
    r"(?:(?P<s>\d{1,2}(?:[.,]\d+)?)\s*(?:\"|″|”|''|’’)\s*)?(?P<after>[NSEWO]\b)?",
    re.IGNORECASE,
)
_LATITUDE = {"N", "S"}


class Told(NamedTuple):
    """Two degrees as they come, and which is which when the text says it."""

    first: float
    second: float
    order: Order = ""

    def flipped(self) -> Told:
        order: Order = {"lat lon": "lon lat", "lon lat": "lat lon"}.get(self.order, "")  # type: ignore[assignment]
        return Told(self.second, self.first, order)


def read_point(value: object) -> Told | None:
    """Two numbers, WKT, a JSON object or list, degrees and minutes; None for anything else.

    >>> read_point("POINT (2.869 45.11)"), read_point("45,11 ; 2,869")
    (Told(first=2.869, second=45.11, order='lon lat'), Told(first=45.11, second=2.869, order=''))
    """
    if isinstance(value, Mapping):
        return _from_object(value)
    if isinstance(value, list | tuple):
        return _from_list(value)
    text = str(value or "").strip()
    if not text or len(text) > TEXT:
        return None
    if text[0] in "{[" and (told := _from_json(text)):
        return told
    return _from_wkt(text) or _from_numbers(text) or _from_names(text) or _from_minutes(text)


def sexagesimal(text: str) -> float | None:
    """« 45°06'39"N » in degrees; None when the text is not that alone."""
    match = _SEXAGESIMAL.fullmatch(text.strip())
    return _degrees(match) if match else None


def _from_json(text: str) -> Told | None:
    try:
        told = json.loads(text.replace("'", '"'))
    except (ValueError, RecursionError):
        return None
    return _from_object(told) if isinstance(told, dict) else _from_list(told)


def _from_object(told: Mapping[str, Any]) -> Told | None:
    if isinstance(told.get("coordinates"), list):
        inner = _from_list(told["coordinates"])
        return inner and inner._replace(order="lon lat")
    found = {str(key).lower()[:3]: _finite(number) for key, number in told.items()}
    lat, lon = found.get("lat"), found.get("lon", found.get("lng"))
    return Told(lat, lon, "lat lon") if lat is not None and lon is not None else None


def _from_list(told: Any) -> Told | None:
    """Two numbers; a third would be a height."""
    if not isinstance(told, list | tuple) or not 2 <= len(told) <= 3:
        return None
    first, second = _finite(told[0]), _finite(told[1])
    return Told(first, second) if first is not None and second is not None else None


def _from_wkt(text: str) -> Told | None:
    match = _POINT.match(text)
    told = _from_list(match[1].split()[:2]) if match else None
    return told and told._replace(order="lon lat")


def _from_numbers(text: str) -> Told | None:
    match = _COMMAS.match(text) or (None if _IS_ONE_NUMBER.match(text) else _DOTS.match(text))
    told = _from_list(match.groups()) if match else None
    # « 15 300 » is a postcode, « 0, 0 » a position that is not known.
    is_point = bool(_COMMAS.match(text)) or "." in text or (told is not None and not any(told[:2]))
    return told if is_point else None


def _from_names(text: str) -> Told | None:
    """« lat: 45.11, lng: 2.869 »."""
    found = {match["axis"].lower()[:2]: _finite(match["number"]) for match in _NAMED.finditer(text)}
    lat, lon = found.get("la"), found.get("lo", found.get("ln"))
    return Told(lat, lon, "lat lon") if lat is not None and lon is not None else None


def _from_minutes(text: str) -> Told | None:
    matches = list(_SEXAGESIMAL.finditer(text))
    if len(matches) != 2 or not all("°" in match[0] or "º" in match[0] for match in matches):
        return None
    first, second = (_degrees(match) for match in matches)
    letters = [(match["before"] or match["after"] or "").upper() for match in matches]
    if not all(letters):
        return Told(first, second)
    return Told(first, second, "lat lon" if letters[0] in _LATITUDE else "lon lat")


def _degrees(match: re.Match[str]) -> float:
    parts = [float((match[name] or "0").replace(",", ".")) for name in ("d", "m", "s")]
    degrees = parts[0] + parts[1] / 60 + parts[2] / 3600
    letter = (match["before"] or match["after"] or "").upper()
    is_negative = match["sign"] or letter in {"S", "W", "O"}
    return round(-degrees if is_negative else degrees, 7)


def _finite(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(str(value).replace(",", "."))
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None
