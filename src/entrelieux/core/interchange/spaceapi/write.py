"""One SpaceAPI 15 document: a place that has no endpoint of its own gets one from its card.

`opening_hours` is added beside the standard’s keys, which allows it. `state` is left out: only
the space knows whether its door is open now.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import orjson

from entrelieux.core.interchange.errors import OnePlaceOnly
from entrelieux.core.interchange.places import PlaceRow
from entrelieux.core.interchange.records import PlaceField

F = PlaceField
# The standard's own words for ways to reach a space.
NETWORKS = ("facebook", "twitter", "mastodon", "matrix", "irc", "foursquare", "gopher", "mumble")


def spaceapi_parts(rows: Iterable[PlaceRow], *, logo: str) -> Iterator[bytes]:
    """The document of the only row. Raises `OnePlaceOnly` for none or several."""
    found = iter(rows)
    row = next(found, None)
    if row is None or next(found, None) is not None:
        raise OnePlaceOnly
    yield orjson.dumps(document_of(row, logo=logo), option=orjson.OPT_INDENT_2)


def document_of(row: PlaceRow, *, logo: str) -> dict[str, Any]:
    """`logo` is the address of a picture; the standard requires one."""
    return {
        "api_compatibility": ["15"],
        "space": row.text(F.NAME),
        "logo": logo,
        "url": row.text(F.WEBSITE) or row.url,
        "contact": _contact(row),
        **_filled({"location": _location(row), "opening_hours": row.hours["osm"]}),
    }


def _location(row: PlaceRow) -> dict[str, Any]:
    town = " ".join(filter(None, (row.text(F.POSTCODE), row.text(F.CITY))))
    position = row.position
    # A hackerspace's visitor walks to this point: the centre of a commune would mislead.
    if position and position["fidelity"] != "commune":
        point = {"lat": position["lat"], "lon": position["lon"]}
    else:
        point = {}
    return _filled(
        {
            "address": ", ".join(filter(None, (row.text(F.STREET_ADDRESS), town))),
            **point,
            "timezone": row.text(F.TIME_ZONE),
            "country_code": row.text(F.COUNTRY),
            "hint": row.text(F.ADDRESS_COMPLEMENT),
        }
    )


def _contact(row: PlaceRow) -> dict[str, Any]:
    networks = {name: url for name, url in row.pairs(F.SOCIAL).items() if name in NETWORKS}
    return _filled({"phone": row.text(F.PHONE), "email": row.text(F.EMAIL), **networks})


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value not in ("", None, {})}
