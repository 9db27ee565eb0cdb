"""A list of Open Know-Where facilities; what the schema leaves open follows the standard’s Agent.

Lost: kinds, types, services, audiences, fees, labels, accessibility but the wheelchair, the
position’s fidelity and the hours’ text: the schema has no place for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import orjson

from entrelieux.core.interchange.places import PlaceRow, Report, report_nothing
from entrelieux.core.interchange.records import PlaceField, Problem

F = PlaceField
STATUS = {
    "planned": "Planned",
    "open": "Active",
    "suspended": "Temporary Closure",
    "closed": "Closed",
}
# The openest answer first: the schema holds one.
ACCESS = {
    "public": "Public",
    "walk-in": "Public",
    "members": "Membership",
    "students": "Restricted",
    "residents": "Restricted",
    "no-public": "Restricted",
}
DATE_CHARACTERS = 10


def okw_parts(rows: Iterable[PlaceRow], *, report: Report = report_nothing) -> Iterator[bytes]:
    """A JSON array, one part a facility, in constant memory."""
    separator = b"[\n"
    for row in rows:
        yield separator + orjson.dumps(facility_of(row, report))
        separator = b",\n"
    yield b"[]\n" if separator == b"[\n" else b"\n]\n"


def facility_of(row: PlaceRow, report: Report = report_nothing) -> dict[str, Any]:
    """One facility, valid for the shared schema: name, location and status are always there."""
    facility = {
        "id": _uuid(row),
        "name": row.text(F.NAME),
        "facility_status": _status(row, report),
        "location": _location(row),
        "owner": _filled({"name": row.text(F.HOLDER)}),
        "contact": _contact(row),
        "opening_hours": row.hours["osm"],
        "description": row.text(F.DESCRIPTION),
        "date_founded": _date(row.text(F.OPENED_ON)),
        "access_type": _access(row.texts(F.ACCESS)),
        "wheelchair_accessibility": row.pairs(F.ACCESSIBILITY).get("wheelchair"),
        "record_data": _record(row),
    }
    return {key: value for key, value in facility.items() if value or key == "location"}


def _uuid(row: PlaceRow) -> str:
    """The schema wants a UUID: the one that the card's address names, the same at each export."""
    return str(uuid5(NAMESPACE_URL, row.url)) if row.url else ""


def _status(row: PlaceRow, report: Report) -> str:
    """The schema requires a status: a place that nobody says closed is taken as active."""
    status = row.text(F.STATUS)
    if not status:
        report(row.id, Problem("assumed_status", F.STATUS, "", "Compté comme en activité."))
    return STATUS.get(status, "Active")


def _location(row: PlaceRow) -> dict[str, Any]:
    position = row.position
    address = {
        "street": row.text(F.STREET_ADDRESS),
        "postcode": row.text(F.POSTCODE),
        "city": row.text(F.CITY),
        "country": row.text(F.COUNTRY),
    }
    gps = f"{position['lat']}, {position['lon']}" if position else ""
    return _filled({"address": _filled(address), "gps_coordinates": gps})


def _contact(row: PlaceRow) -> dict[str, Any]:
    lines = {"landline": row.text(F.PHONE), "email": row.text(F.EMAIL)}
    return _filled(
        {
            "website": row.text(F.WEBSITE),
            "contact": _filled(lines),
            "social_media": dict(row.pairs(F.SOCIAL)),
        }
    )


def _date(text: str) -> str:
    """The schema wants a whole date; a year alone cannot be said."""
    return text if len(text) == DATE_CHARACTERS else ""


def _access(access: tuple[str, ...]) -> str:
    return next((word for concept, word in ACCESS.items() if concept in access), "")


def _record(row: PlaceRow) -> dict[str, Any]:
    sources = [_filled(credit._asdict()) for credit in row.sources]
    return _filled({"date_updated": row.updated_at, "sources": sources, "url": row.url})


def _filled(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value}
