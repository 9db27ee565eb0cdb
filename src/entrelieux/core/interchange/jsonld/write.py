"""A graph of schema.org places. schema.org has no class for coworking or makerspace: the kinds
are keywords of a `LocalBusiness`, and the body that carries the place is its parent."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import orjson

from entrelieux.core.interchange.jsonld.hours import specification_of
from entrelieux.core.interchange.places import (
    PlaceRow,
    Report,
    attributions_of,
    licences_of,
    report_nothing,
)
from entrelieux.core.interchange.records import PlaceField, Problem

HEAD = b'{"@context":"https://schema.org","@graph":['
FOOT = b"\n]}\n"
F = PlaceField
Label = Callable[[str], str]


def jsonld_parts(
    rows: Iterable[PlaceRow], *, label: Label = str, report: Report = report_nothing
) -> Iterator[bytes]:
    """One part a place; `label` turns a concept's id into a word of the reader's language.

    `<` is escaped, so that a part can stand inside a page's script element.
    """
    yield HEAD
    separator = b"\n"
    for row in rows:
        yield separator + orjson.dumps(node_of(row, label, report)).replace(b"<", b"\\u003c")
        separator = b",\n"
    yield FOOT


def node_of(row: PlaceRow, label: Label = str, report: Report = report_nothing) -> dict[str, Any]:
    """One place as a JSON-LD node, without its context."""
    node = {
        "@id": row.url or None,
        "@type": ["Place", "LocalBusiness"],
        "name": row.text(F.NAME),
        "alternateName": list(row.texts(F.ALTERNATE_NAMES)),
        "description": row.text(F.DESCRIPTION),
        "url": row.text(F.WEBSITE) or row.url,
        "sameAs": list(row.pairs(F.SOCIAL).values()),
        "keywords": [label(concept) for concept in row.texts(F.KINDS)],
        "telephone": row.text(F.PHONE),
        "email": row.text(F.EMAIL),
        "address": _address(row),
        "geo": _geo(row),
        "openingHoursSpecification": _hours(row, report),
        "amenityFeature": _features(row, label),
        "isAccessibleForFree": True if row.texts(F.FEES) == ("free",) else None,
        "publicAccess": True if "public" in row.texts(F.ACCESS) else None,
        "identifier": _identifiers(row.pairs(F.EXTERNAL_IDS)),
        "foundingDate": row.text(F.OPENED_ON),
        "dissolutionDate": row.text(F.CLOSED_ON),
        "parentOrganization": _named("Organization", row.text(F.HOLDER)),
        "subjectOf": _about(row),
    }
    return {key: value for key, value in node.items() if value not in (None, "", [], {})}


def _named(kind: str, name: str) -> dict[str, str] | None:
    return {"@type": kind, "name": name} if name else None


def _address(row: PlaceRow) -> dict[str, str] | None:
    lines = (row.text(F.STREET_ADDRESS), row.text(F.ADDRESS_COMPLEMENT))
    address = {
        "streetAddress": ", ".join(line for line in lines if line),
        "postalCode": row.text(F.POSTCODE),
        "addressLocality": row.text(F.CITY),
        "addressCountry": row.text(F.COUNTRY),
    }
    filled = {key: value for key, value in address.items() if value}
    return {"@type": "PostalAddress", **filled} if filled else None


def _geo(row: PlaceRow) -> dict[str, Any] | None:
    """Nothing for the centre of a commune: a reader would take it for the door."""
    position = row.position
    if position is None or position["fidelity"] == "commune":
        return None
    return {"@type": "GeoCoordinates", "latitude": position["lat"], "longitude": position["lon"]}


def _hours(row: PlaceRow, report: Report) -> list[dict[str, object]] | None:
    osm = row.hours["osm"]
    if not osm:
        return None
    specification = specification_of(osm)
    if specification is None:
        report(row.id, Problem("cannot_hold", F.HOURS, osm, "schema.org tient une semaine simple."))
    return specification


def _features(row: PlaceRow, label: Label) -> list[dict[str, Any]]:
    services = [(label(concept), "true") for concept in row.texts(F.SERVICES)]
    accessibility = list(row.pairs(F.ACCESSIBILITY).items())
    return [
        {"@type": "LocationFeatureSpecification", "name": name, "value": _truth(value)}
        for name, value in (*services, *accessibility)
    ]


def _truth(value: str) -> bool | str:
    return {"true": True, "yes": True, "no": False}.get(value, value)


def _identifiers(pairs: Mapping[str, str]) -> list[dict[str, str]]:
    return [
        {"@type": "PropertyValue", "propertyID": key, "value": value}
        for key, value in pairs.items()
    ]


def _about(row: PlaceRow) -> dict[str, Any] | None:
    """Licence and thanks belong to the description of the place, not to the place."""
    about = {
        "url": row.url,
        "dateModified": row.updated_at,
        "license": list(licences_of(row)),
        "creditText": "; ".join(attributions_of(row)),
    }
    filled = {key: value for key, value in about.items() if value}
    return {"@type": "CreativeWork", **filled} if filled else None
