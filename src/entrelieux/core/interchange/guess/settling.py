"""Which number is the latitude, in which order a point tells them, and of what projection they are.

What the rows say of their communes decides: the reading that puts most of them near theirs. Without
communes, the ranges of metropolitan France do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from statistics import median
from typing import Any

from entrelieux.core.geo.communes import Commune
from entrelieux.core.geo.distance import distance_km
from entrelieux.core.geo.gazetteer import Gazetteer
from entrelieux.core.interchange.clean import (
    clean_city,
    clean_insee,
    clean_position,
    clean_postcode,
    read_point,
)
from entrelieux.core.interchange.clean.projections import PROJECTIONS
from entrelieux.core.interchange.guess.addresses import town, whole_address
from entrelieux.core.interchange.guess.profile import Profile, text_of
from entrelieux.core.interchange.placing import Address, find_commune

Row = Mapping[str, Any]
Numbers = tuple[float, float]
Decode = Callable[[float, float], Numbers]
SAMPLE = 120
NEAR_KM = 30.0
LATITUDES, LONGITUDES = (41.0, 51.6), (-5.6, 9.8)
METRES = 1_000.0


def communes_of(
    rows: Sequence[Row], columns: Mapping[str, Sequence[str]], gazetteer: Gazetteer | None
) -> list[Commune | None]:
    """The commune that each row tells by its address alone."""
    if gazetteer is None:
        return [None] * len(rows)
    return [find_commune(_address(row, columns), gazetteer) for row in rows]


def _address(row: Row, columns: Mapping[str, Sequence[str]]) -> Address:
    def cell(field: str) -> str:
        return next((text for c in columns.get(field, ()) if (text := text_of(row.get(c)))), "")

    parts, both = whole_address(cell("street_address")), town(cell("postcode_city"))
    return Address(
        postcode=clean_postcode(cell("postcode")).value or both.postcode or parts.postcode,
        city=clean_city(cell("city") or both.city or parts.city).value,
        insee=clean_insee(cell("insee")).value,
    )


def settled_pair(
    lat: Profile, lon: Profile, rows: Sequence[Row], communes: Sequence[Commune | None]
) -> tuple[bool, str]:
    """Whether the two columns are to be exchanged, and the projection of their metres."""
    told = [
        (commune, pair)
        for row, commune in zip(rows, communes, strict=True)
        if (pair := _numbers(row, lat.column, lon.column))
    ][:SAMPLE]
    if _are_metres(lat, lon):
        return _projected(told)
    if "lat" in lat.naming.about and "lon" in lon.naming.about:
        return False, ""  # each row that is the other way round is told
    known = [(commune, pair) for commune, pair in told if commune]
    if len(known) >= 3:
        straight, crossed = _away(known, _straight), _away(known, _crossed)
        return crossed < straight and crossed < NEAR_KM, ""
    is_crossed = lies(lat, LONGITUDES) and not lies(lat, LATITUDES) and lies(lon, LATITUDES)
    return is_crossed, ""


def _are_metres(lat: Profile, lon: Profile) -> bool:
    return abs(lat.middle or 0) > METRES and abs(lon.middle or 0) > METRES


def _projected(told: Sequence[tuple[Commune | None, Numbers]]) -> tuple[bool, str]:
    """Northings come as latitudes, eastings as longitudes."""
    known = [(commune, pair) for commune, pair in told if commune]
    ways = [(name, crossed) for name in PROJECTIONS for crossed in (False, True)]
    if len(known) < 3:
        return _by_range([pair for _commune, pair in told])
    away = {way: _away(known, _decoder(*way)) for way in ways}
    best = min(ways, key=away.__getitem__)
    return (best[1], best[0]) if away[best] < NEAR_KM else (False, "lambert93")


def _by_range(pairs: Sequence[Numbers]) -> tuple[bool, str]:
    """Lambert-93 unless the numbers are where only the other can be."""
    if not pairs:
        return False, "lambert93"  # no row tells both
    first, second = (median(pair[i] for pair in pairs) for i in (0, 1))
    crossed = first < second
    north, east = (second, first) if crossed else (first, second)
    is_mercator = north < 6_000_000 or east < 50_000
    return crossed, "mercator" if is_mercator else "lambert93"


def _decoder(name: str, crossed: bool) -> Decode:
    project = PROJECTIONS[name]
    return (lambda n, e: project(n, e)) if crossed else (lambda n, e: project(e, n))


def _straight(first: float, second: float) -> Numbers:
    return first, second


def _crossed(first: float, second: float) -> Numbers:
    return second, first


def _away(known: Iterable[tuple[Commune | None, Numbers]], decode: Decode) -> float:
    """The median distance, in km, of the points to the communes of their rows."""
    found = []
    for commune, pair in known:
        lat, lon = decode(*pair)
        is_on_earth = commune is not None and abs(lat) <= 90 and abs(lon) <= 180
        found.append(
            distance_km(commune.lat, commune.lon, lat, lon) if commune and is_on_earth else 20_000.0
        )
    return median(found) if found else 20_000.0


def _numbers(row: Row, first: str, second: str) -> Numbers | None:
    told = clean_position(row.get(first), row.get(second))
    if told.value is None:
        texts = [
            text_of(row.get(name)).replace(",", ".").replace(" ", "") for name in (first, second)
        ]
        return _floats(texts)
    raw = _floats(
        [text_of(row.get(name)).replace(",", ".").replace(" ", "") for name in (first, second)]
    )
    return raw or told.value


def _floats(texts: Sequence[str]) -> Numbers | None:
    try:
        return float(texts[0]), float(texts[1])
    except ValueError:
        return None


def point_order(column: str, rows: Sequence[Row], communes: Sequence[Commune | None]) -> str:
    """ "lon lat" when the column's points are told that way round, "lat lon" otherwise."""
    told = [
        (commune, (point.first, point.second))
        for row, commune in zip(rows, communes, strict=True)
        if (point := read_point(row.get(column))) and not point.order
    ][:SAMPLE]
    known = [(commune, pair) for commune, pair in told if commune]
    if len(known) >= 3:
        return "lon lat" if _away(known, _crossed) < _away(known, _straight) else "lat lon"
    is_crossed = [_is_in(pair[1], LATITUDES) and _is_in(pair[0], LONGITUDES) for _c, pair in told]
    return "lon lat" if is_crossed and sum(is_crossed) > len(is_crossed) / 2 else "lat lon"


def lies(profile: Profile, bounds: Numbers) -> bool:
    return profile.middle is not None and _is_in(profile.middle, bounds)


def _is_in(number: float, bounds: Numbers) -> bool:
    return bounds[0] <= number <= bounds[1]
