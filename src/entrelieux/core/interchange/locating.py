"""The address of a draft, cleaned field by field, then read together with the gazetteer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from entrelieux.core.geo.communes import Commune, departments_of_postcode
from entrelieux.core.geo.gazetteer import Gazetteer
from entrelieux.core.interchange.clean import (
    Cleaned,
    clean_city,
    clean_insee,
    clean_position,
    clean_postcode,
    clean_text,
)
from entrelieux.core.interchange.mapping import Draft
from entrelieux.core.interchange.placing import (
    Address,
    find_commune,
    place_name,
    position_of,
)
from entrelieux.core.interchange.records import PlaceField, Problem

F = PlaceField
TAIL = re.compile(
    r"(?:^|[\s,-]+)(?P<postcode>\d{5})\s+(?P<city>[^,\d]+?)(?:\s*,\s*France)?\.?$", re.IGNORECASE
)
FOREIGN = re.compile(r"[A-Z0-9][A-Z0-9 -]{1,9}")
COUNTRIES = {
    "france": "FR",
    "belgique": "BE",
    "belgium": "BE",
    "suisse": "CH",
    "switzerland": "CH",
    "allemagne": "DE",
    "germany": "DE",
    "deutschland": "DE",
    "italie": "IT",
    "italy": "IT",
    "espagne": "ES",
    "spain": "ES",
    "luxembourg": "LU",
}
NOWHERE = Problem(
    "nowhere", F.POSITION, "", "Ni commune ni point possible : pas de fiche, corrigez la ligne."
)


def is_somewhere(values: Mapping[PlaceField, Any]) -> bool:
    """A card that no commune, postcode or point places would be nobody's."""
    return any(values.get(field) for field in (F.POSITION, F.CITY, F.POSTCODE, F.INSEE))


def locate(
    draft: Draft, values: dict[PlaceField, Any], gazetteer: Gazetteer, country: str
) -> list[Problem]:
    """Fills the address and the position; gives what a coordinator would mend."""
    address = _address(draft, country)
    commune = find_commune(address, gazetteer)
    position = position_of(address, commune)
    told = {
        F.STREET_ADDRESS: address.street,
        F.POSTCODE: address.postcode,
        F.CITY: place_name(address, commune),
        F.INSEE: commune.code if commune else "",
        F.COUNTRY: "FR" if commune else address.country,
        F.POSITION: position,
    }
    values.update({name: value for name, value in told.items() if value})
    return [*address.problems, *_missing(address, commune, gazetteer)]


def _address(draft: Draft, country: str) -> Address:
    """The draft's texts, cleaned one by one; their problems wait in the address."""
    texts = draft.texts
    told = _country(texts.get("country", "")) or country
    postcode = _postcode(texts.get("postcode", ""), told)
    city = clean_city(texts.get("city", ""))
    point = _point(texts, told)
    address = Address(
        street=clean_text(texts.get("street_address") or texts.get("address", "")).value,
        postcode=postcode.value,
        city=city.value,
        insee=clean_insee(texts.get("insee", "")).value,
        country=told,
        point=point.value,
        fidelity=draft.fidelity,
        problems=[*postcode.problems, *city.problems, *point.problems],
    )
    _take_tail(address)
    return address


def _point(texts: dict[str, str], country: str) -> Cleaned[tuple[float, float] | None]:
    if texts.get("lat") or texts.get("lon"):
        cleaned = clean_position(texts.get("lat", ""), texts.get("lon", ""))
    else:
        cleaned = clean_position(texts.get("point", ""))
    is_swapped = any(problem.code == "swapped_lat_lon" for problem in cleaned.problems)
    # Mogadishu's coordinates, swapped, would be in France: they are right as they are.
    if is_swapped and country not in {"", "FR"} and cleaned.value:
        return Cleaned((cleaned.value[1], cleaned.value[0]))
    return cleaned


def _postcode(text: str, country: str) -> Cleaned[str]:
    """Abroad, at most ten letters, digits, spaces and hyphens: no « 11BP202Abidjan11 »."""
    cleaned = clean_postcode(text, country)
    if country in {"", "FR"} or not cleaned.value or FOREIGN.fullmatch(cleaned.value.upper()):
        return cleaned if country in {"", "FR"} else Cleaned(cleaned.value.upper())
    problem = Problem("bad_postcode", F.POSTCODE, text[:20], "Ce n’est pas un code postal.")
    return Cleaned("", (problem,))


def _country(text: str) -> str:
    """Two letters; the names of countries that French lists write out."""
    text = text.strip()
    return text.upper() if len(text) == 2 else COUNTRIES.get(text.casefold(), "")


def _take_tail(address: Address) -> None:
    """« 12 rue du Lac, 63000 Clermont-Ferrand, France »: the town leaves the street."""
    if match := TAIL.search(address.street):
        address.street = address.street[: match.start()].strip(" ,-")
        address.postcode = address.postcode or match["postcode"]
        address.city = address.city or clean_city(match["city"]).value


def _missing(address: Address, commune: Commune | None, gazetteer: Gazetteer) -> list[Problem]:
    """Problems of the address as a whole, once everything is known of it."""
    problems = []
    if address.point is None and not any(p.field is F.POSITION for p in address.problems):
        told = f"Placé au centre de {commune.name}." if commune else "Placez-le sur la carte."
        problems.append(Problem("no_coordinates", F.POSITION, "", told))
    if commune and address.postcode and address.postcode not in commune.postcodes:
        problems += _wrong_postcode(address, commune, gazetteer)
    if not address.city and commune is None and address.point is None:
        problems.append(Problem("missing_city", F.CITY, "", "Donnez la commune."))
    return problems


def _wrong_postcode(address: Address, commune: Commune, gazetteer: Gazetteer) -> list[Problem]:
    """A CEDEX code is no commune's, and is right in its département all the same."""
    told = f"{address.postcode} {commune.name}"
    if gazetteer.by_postcode(address.postcode):
        message = f"{commune.name} a pour code postal {' ou '.join(commune.postcodes)}."
        return [Problem("postcode_city_mismatch", F.POSTCODE, told, message)]
    if commune.department in departments_of_postcode(address.postcode):
        return []
    return [Problem("bad_postcode", F.POSTCODE, told, "Ce code postal n’existe pas.")]
