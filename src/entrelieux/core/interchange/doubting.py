"""What of a row a coordinator would mend, once it is known where the row says that the place is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from entrelieux.core.geo.communes import Commune
from entrelieux.core.geo.gazetteer import Gazetteer
from entrelieux.core.geo.names import commune_key
from entrelieux.core.interchange.placing import Address, is_abroad, is_french
from entrelieux.core.interchange.records import PlaceField, Problem
from entrelieux.core.text import fold

F = PlaceField
# Collectivities that the gazetteer does not hold, and Monaco, which has French postcodes.
_ELSEWHERE = ("980", "984", "986", "987", "988")
_CONTACT = re.compile(r"https?:/|www\.|\S+@\S+\.\w|^[+(\d][\d\s().+-]{8,}$")
# Alike enough to be the same commune, badly written.
_ALIKE = 0.6
LOOKED_AT = 300  # characters: no name, street or e-mail takes more


def is_contact(text: str) -> bool:
    """An e-mail, a site or a telephone, where a name or a street is expected."""
    return bool(_CONTACT.search(text[:LOOKED_AT]))


def is_said(text: str) -> bool:
    """« ? » and « -- » say nothing."""
    return any(map(str.isalnum, text))


def name_problems(name: str, street: str) -> Iterator[Problem]:
    """What stands for the name without being one."""
    if is_contact(name) or not any(map(str.isalpha, name)):
        message = "Ce n’est pas un nom de lieu : donnez celui que l’on voit en arrivant."
        yield Problem("bad_name", F.NAME, name[:60], message)
    elif fold(name) == fold(street) and any(map(str.isdigit, street)):
        message = "Le nom est celui de la rue : donnez celui du lieu."
        yield Problem("bad_name", F.NAME, name[:60], message)


def address_problems(
    address: Address, commune: Commune | None, gazetteer: Gazetteer, expected: frozenset[str]
) -> Iterator[Problem]:
    """Of the address as a whole; `expected` are the targets whose absence is told."""
    told = {problem.field for problem in address.problems}
    yield from _of_point(address, commune)
    if "street_address" in expected and not address.street and F.STREET_ADDRESS not in told:
        yield Problem("missing_address", F.STREET_ADDRESS, "", "Donnez le numéro et la rue.")
    if F.CITY not in told:
        yield from _of_city(address, commune, gazetteer, expected)
    if address.postcode and is_french(address):
        doubts = list(_of_postcode(address, commune, gazetteer))
        if doubts and not (address.point and is_abroad(address.point, gazetteer)):
            yield from doubts


def _of_point(address: Address, commune: Commune | None) -> Iterator[Problem]:
    if address.point is None and not any(p.field is F.POSITION for p in address.problems):
        told = f"Placé au centre de {commune.name}." if commune else "Placez-le sur la carte."
        yield Problem("no_coordinates", F.POSITION, "", told)


def _of_city(
    address: Address, commune: Commune | None, gazetteer: Gazetteer, expected: frozenset[str]
) -> Iterator[Problem]:
    is_nowhere = commune is None and address.point is None
    if not address.city:
        if is_nowhere or "city" in expected:
            yield Problem("missing_city", F.CITY, "", "Donnez la commune.")
    elif "city" in expected and _is_no_commune(address, commune, gazetteer):
        message = "Aucune commune ne s’appelle ainsi : donnez son nom officiel."
        yield Problem("bad_city", F.CITY, address.city[:60], message)


def _is_no_commune(address: Address, commune: Commune | None, gazetteer: Gazetteer) -> bool:
    if not is_french(address) or address.postcode.startswith(_ELSEWHERE):
        return False
    if is_contact(address.city) or not any(map(str.isalpha, address.city)):
        return True
    if gazetteer.named(address.city) or (address.point and is_abroad(address.point, gazetteer)):
        return False
    key = commune_key(address.city)
    if commune is not None and commune_key(commune.name) in key:
        return False
    matches = gazetteer.find(address.city, postcode=address.postcode)
    return not matches or matches[0].score < _ALIKE


def _of_postcode(
    address: Address, commune: Commune | None, gazetteer: Gazetteer
) -> Iterator[Problem]:
    """A CEDEX code is no commune’s, and is right when it is told as such."""
    code = address.postcode
    if code.startswith(_ELSEWHERE):
        return
    told = f"{code} {commune.name if commune else address.city}".strip()
    is_insee = commune is not None and code == commune.code and code not in commune.postcodes
    if is_insee or not gazetteer.by_postcode(code):
        if is_insee or not address.is_cedex:
            message = "Ce code postal n’existe pas."
            if gazetteer.by_code(code):
                message = "C’est un code INSEE, pas un code postal."
            yield Problem("bad_postcode", F.POSTCODE, told, message)
    elif commune is not None and code not in commune.postcodes:
        message = f"{commune.name} a pour code postal {' ou '.join(commune.postcodes)}."
        yield Problem("postcode_city_mismatch", F.POSTCODE, told, message)
    elif commune is None and gazetteer.named(address.city):
        message = f"Aucune commune « {address.city} » n’a ce code postal."
        yield Problem("postcode_city_mismatch", F.POSTCODE, told, message)
