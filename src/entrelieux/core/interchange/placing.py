"""Where a place is: its commune by code, postcode and name, and how far its point can be trusted.

Sources disagree with themselves: a code of a commune merged since, a district of Paris for Paris,
the centre of the commune given as a point, a point in another département.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from entrelieux.core.geo.communes import Commune
from entrelieux.core.geo.distance import distance_km
from entrelieux.core.geo.gazetteer import Gazetteer
from entrelieux.core.geo.names import commune_key
from entrelieux.core.interchange.records import Fidelity, PlaceField, Position, Problem

# A geocoder that only found the commune gives its centre, to the rounding of the decimals.
SAME_POINT_KM = 0.015
NEAR_CENTRE_KM = 0.03
FAR_KM = 20.0
GUIANA_KM = 150.0
SURE_NAME = 0.85
# A name alone names a commune in another département too easily.
SURE_NAME_ALONE = 0.95
# Beyond, the nearest centre may well be another country's neighbour.
NEAREST_KM = 5.0
# No inhabited place of France is as far from the centres of all communes, but in Guiana.
ABROAD_KM = 35.0
# Where France is, and the gazetteer is not: south, west, north, east.
PACIFIC = (
    (-23.5, 163.0, -17.5, 169.0),
    (-28.5, -155.0, -7.5, -134.0),
    (-14.6, -178.6, -13.0, -175.8),
)
GUIANA = (2.0, -54.7, 6.0, -51.5)
NUMBER = re.compile(r"\d")


@dataclass(slots=True)
class Address:
    """What a row says of where it is, cleaned field by field but not yet together."""

    street: str = ""
    postcode: str = ""
    city: str = ""
    insee: str = ""
    country: str = ""
    point: tuple[float, float] | None = None
    fidelity: Fidelity = "exact"
    is_cedex: bool = False
    problems: list[Problem] = field(default_factory=list)


def is_french(address: Address) -> bool:
    return address.country in {"", "FR", "GP", "MQ", "GF", "RE", "YT", "PM", "BL", "MF"}


def find_commune(address: Address, gazetteer: Gazetteer) -> Commune | None:
    """By code, by name and postcode, or by point: the code unless all the rest denies it."""
    # The gazetteer holds no commune of New Caledonia nor of Polynesia: no homonym is taken.
    if not is_french(address) or address.postcode.startswith("98"):
        return None
    coded = gazetteer.by_code(address.insee.zfill(5)) if address.insee else None
    if coded and _agrees(coded, address):
        return coded
    named = _by_name(address, gazetteer)
    if coded and not (named and _agrees(named, address)):
        return coded if address.city or address.postcode else _by_point(address, gazetteer)
    return named or _by_point(address, gazetteer)


def _agrees(commune: Commune, address: Address) -> bool:
    """Whether the postcode or the name is the commune's; without either, whether it is near."""
    if not address.city and not address.postcode:
        return address.point is None or away_km(commune, address.point) <= reach_km(commune)
    return address.postcode in commune.postcodes or (
        commune_key(address.city) == commune_key(commune.name)
    )


def away_km(commune: Commune, point: tuple[float, float]) -> float:
    return distance_km(commune.lat, commune.lon, *point)


def reach_km(commune: Commune) -> float:
    """How far from its centre a commune may reach: Maripasoula is larger than a département."""
    return GUIANA_KM if commune.department == "973" else FAR_KM


def _by_name(address: Address, gazetteer: Gazetteer) -> Commune | None:
    if not address.city and not address.postcode:
        return None
    if served := _served(address, gazetteer):
        return served
    matches = gazetteer.find(address.city, postcode=address.postcode)
    least = SURE_NAME if address.postcode else SURE_NAME_ALONE
    if not matches or matches[0].score < least:
        return _despite_postcode(address, gazetteer) if address.postcode else None
    if not address.postcode and address.point:
        return _nearest_homonym([m.commune for m in matches if m.score >= least], address.point)
    return matches[0].commune


def _served(address: Address, gazetteer: Gazetteer) -> Commune | None:
    """The postcode's commune of that very name: most rows, and no need to search for it."""
    told = commune_key(address.city)
    communes = gazetteer.by_postcode(address.postcode) if told and address.postcode else ()
    return next((commune for commune in communes if commune_key(commune.name) == told), None)


def _despite_postcode(address: Address, gazetteer: Gazetteer) -> Commune | None:
    """The only commune of that very name, or the one where the point is: the postcode is wrong."""
    communes = gazetteer.named(address.city)
    if address.point:
        return _nearest_homonym(list(communes), address.point) if communes else None
    return communes[0] if len(communes) == 1 else None


def _nearest_homonym(communes: list[Commune], point: tuple[float, float]) -> Commune | None:
    """Without a postcode, the point chooses between Saint-Denis and Saint-Denis."""
    nearest = min(communes, key=lambda commune: away_km(commune, point))
    return nearest if away_km(nearest, point) <= reach_km(nearest) else None


def _by_point(address: Address, gazetteer: Gazetteer) -> Commune | None:
    """The nearest centre: among the postcode's communes when there is one."""
    if address.point is None:
        return None
    served = gazetteer.by_postcode(address.postcode) if address.postcode else ()
    if served:
        return _nearest_homonym(list(served), address.point)
    if address.city or address.postcode:
        return None
    nearest = gazetteer.nearest(*address.point)
    return nearest[0][0] if nearest and nearest[0][1] <= NEAREST_KM else None


def place_name(address: Address, commune: Commune | None) -> str:
    """The commune's own spelling when the row means it; else what the row says."""
    told = commune_key(address.city)
    if commune is None or (not told and not address.postcode and not address.insee):
        return address.city
    return commune.name if not told or told == commune_key(commune.name) else address.city


def is_abroad(point: tuple[float, float], gazetteer: Gazetteer) -> bool:
    """Whether no commune of France is near, and no collectivity of the Pacific."""
    if any(_is_inside(point, box) for box in (*PACIFIC, GUIANA)):
        return False
    nearest = gazetteer.nearest(*point)
    return not nearest or nearest[0][1] > ABROAD_KM


def _is_inside(point: tuple[float, float], box: tuple[float, float, float, float]) -> bool:
    south, west, north, east = box
    return south <= point[0] <= north and west <= point[1] <= east


def mend_point(
    address: Address, commune: Commune | None, gazetteer: Gazetteer, *, in_france: bool
) -> None:
    """Puts right a point told the wrong way round, and tells one that cannot be the place's.

    `in_france`: a row in another country would say so.
    """
    point = address.point
    if point is None:
        return
    if commune is None:
        if in_france and is_french(address) and is_abroad(point, gazetteer):
            address.problems.append(_outside(point))
        return
    away = away_km(commune, point)
    if commune.is_approximate or away <= reach_km(commune):
        return
    if _is_swapped(commune, point):
        address.point = (point[1], point[0])
        address.problems.append(_swapped(point))
    elif is_abroad(point, gazetteer):
        address.problems.append(_outside(point))
    else:
        address.problems.append(_far(point, commune, away))


def _is_swapped(commune: Commune, point: tuple[float, float]) -> bool:
    is_on_earth = abs(point[1]) <= 90 and abs(point[0]) <= 180
    return is_on_earth and away_km(commune, (point[1], point[0])) <= reach_km(commune)


def position_of(address: Address, commune: Commune | None) -> Position | None:
    """The row's point with its fidelity; the commune's centre when there is no usable point."""
    point, fidelity = address.point, address.fidelity
    if point and commune and not commune.is_approximate:
        away = away_km(commune, point)
        if away > reach_km(commune):
            point = None
        elif away <= (SAME_POINT_KM if NUMBER.search(address.street) else NEAR_CENTRE_KM):
            fidelity = "commune"
    if point:
        return Position(lat=point[0], lon=point[1], fidelity=fidelity)
    if commune is None:
        return None
    return Position(lat=commune.lat, lon=commune.lon, fidelity="commune")


def _swapped(point: tuple[float, float]) -> Problem:
    message = "Latitude et longitude étaient inversées : remises en ordre."
    return Problem("swapped_lat_lon", PlaceField.POSITION, f"{point[0]}, {point[1]}", message)


def _outside(point: tuple[float, float]) -> Problem:
    message = "Ce point n’est pas en France : corrigez-le, ou dites le pays."
    return Problem("outside_france", PlaceField.POSITION, f"{point[0]}, {point[1]}", message)


def _far(point: tuple[float, float], commune: Commune, away: float) -> Problem:
    return Problem(
        "far_from_commune",
        PlaceField.POSITION,
        f"{point[0]}, {point[1]}",
        f"À {away:.0f} km de {commune.name} : placé au centre de la commune, corrigez le point.",
    )
