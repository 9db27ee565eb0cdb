"""The address of a draft, cleaned field by field, then read together with the gazetteer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from entrelieux.core.geo.gazetteer import Gazetteer
from entrelieux.core.interchange.clean import (
    Cleaned,
    clean_city,
    clean_insee,
    clean_position,
    clean_postcode,
    clean_text,
)
from entrelieux.core.interchange.doubting import address_problems, is_contact, is_said
from entrelieux.core.interchange.mapping import Draft, FormatMapping
from entrelieux.core.interchange.placing import (
    Address,
    find_commune,
    mend_point,
    place_name,
    position_of,
)
from entrelieux.core.interchange.records import PlaceField, Problem
from entrelieux.core.text import fold

F = PlaceField
TAIL = re.compile(
    r"(?:^|[\s,-]+)(?P<postcode>\d{5})\s+(?P<city>[^,\d]+?)(?:\s*,\s*France)?\.?$", re.IGNORECASE
)
FOREIGN = re.compile(r"[A-Z0-9][A-Z0-9 -]{1,9}")
# Names that lists write out, folded, French and English.
COUNTRIES = {
    "france": "FR", "fra": "FR", "france metropolitaine": "FR", "belgique": "BE", "belgium": "BE",
    "suisse": "CH", "switzerland": "CH", "allemagne": "DE", "germany": "DE", "deutschland": "DE",
    "italie": "IT", "italy": "IT", "espagne": "ES", "spain": "ES", "luxembourg": "LU",
    "pays bas": "NL", "netherlands": "NL", "portugal": "PT", "autriche": "AT", "austria": "AT",
    "royaume uni": "GB", "united kingdom": "GB", "uk": "GB", "irlande": "IE", "ireland": "IE",
    "danemark": "DK", "denmark": "DK", "suede": "SE", "sweden": "SE", "norvege": "NO",
    "norway": "NO", "finlande": "FI", "finland": "FI", "pologne": "PL", "poland": "PL",
    "grece": "GR", "greece": "GR", "roumanie": "RO", "romania": "RO", "etats unis": "US",
    "united states": "US", "usa": "US", "canada": "CA", "bresil": "BR", "brazil": "BR",
    "mexique": "MX", "mexico": "MX", "maroc": "MA", "morocco": "MA", "tunisie": "TN",
    "tunisia": "TN", "algerie": "DZ", "algeria": "DZ", "senegal": "SN", "inde": "IN",
    "india": "IN", "japon": "JP", "japan": "JP", "chine": "CN", "china": "CN",
    "australie": "AU", "australia": "AU",
}  # fmt: skip
CEDEX_TOLD = ("city", "postcode", "street_address", "address", "address_complement")
NOWHERE = Problem(
    "nowhere", F.POSITION, "", "Ni commune ni point possible : pas de fiche, corrigez la ligne."
)


class Located(NamedTuple):
    """`told` is what the source itself says: « city », « insee », « lat », « lon »."""

    problems: list[Problem]
    told: dict[str, Any]


def is_somewhere(values: Mapping[PlaceField, Any]) -> bool:
    """A card that no commune, postcode or point places would be nobody's."""
    return any(values.get(field) for field in (F.POSITION, F.CITY, F.POSTCODE, F.INSEE))


def locate(
    draft: Draft, values: dict[PlaceField, Any], gazetteer: Gazetteer, mapping: FormatMapping
) -> Located:
    """Fills the address and the position; gives what a coordinator would mend."""
    address = _address(draft, mapping.country)
    commune = find_commune(address, gazetteer)
    mend_point(address, commune, gazetteer, in_france="country" in mapping.expected)
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
    doubts = address_problems(address, commune, gazetteer, mapping.expected)
    lat, lon = address.point or (None, None)
    source = {F.CITY: address.city, F.INSEE: address.insee, "lat": lat, "lon": lon}
    return Located([*address.problems, *doubts], {k: v for k, v in source.items() if v})


def _address(draft: Draft, country: str) -> Address:
    """The draft's texts, cleaned one by one; their problems wait in the address."""
    texts = draft.texts
    told = _country(texts.get("country", "")) or country
    postcode = _postcode(texts.get("postcode", ""), told)
    city = clean_city(texts.get("city", ""))
    point = _point(texts, told)
    street = _street(texts.get("street_address") or texts.get("address", ""))
    address = Address(
        street=street.value,
        postcode=postcode.value,
        city=city.value,
        insee=clean_insee(texts.get("insee", "")).value,
        country=told,
        point=point.value,
        fidelity=draft.fidelity,
        is_cedex=any("cedex" in texts.get(name, "").casefold() for name in CEDEX_TOLD),
        problems=[*street.problems, *postcode.problems, *city.problems, *point.problems],
    )
    _take_tail(address)
    return address


def _street(text: str) -> Cleaned[str]:
    """Nothing for what cannot be one, which is told."""
    street = clean_text(text).value
    if not street or (is_said(street) and not is_contact(street)):
        return Cleaned(street)
    message = "Ce n’est pas une adresse : donnez le numéro et la rue."
    return Cleaned("", (Problem("bad_address", F.STREET_ADDRESS, street[:60], message),))


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
    return text.upper() if len(text) == 2 else COUNTRIES.get(fold(text), "")


def _take_tail(address: Address) -> None:
    """« 12 rue du Lac, 63000 Clermont-Ferrand, France »: the town leaves the street."""
    if match := TAIL.search(address.street):
        address.street = address.street[: match.start()].strip(" ,-")
        address.postcode = address.postcode or match["postcode"]
        address.city = address.city or clean_city(match["city"]).value
