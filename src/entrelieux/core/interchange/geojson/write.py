"""A FeatureCollection, one feature a line; a place without a position keeps a null geometry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import orjson

from entrelieux.core.interchange.places import PlaceRow
from entrelieux.core.interchange.records import PlaceField

HEAD = b'{"type":"FeatureCollection","features":['
FOOT = b"\n]}\n"


def geojson_parts(rows: Iterable[PlaceRow]) -> Iterator[bytes]:
    """One part a feature, in constant memory."""
    yield from collection_parts(feature_of(row) for row in rows)


def collection_parts(features: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    yield HEAD
    separator = b"\n"
    for feature in features:
        yield separator + orjson.dumps(feature)
        separator = b",\n"
    yield FOOT


def feature_of(row: PlaceRow) -> dict[str, Any]:
    """The position is the geometry; its fidelity stays among the properties."""
    values = {str(field): value for field, value in row.values.items() if value not in (None, "")}
    position = row.position
    values.pop(PlaceField.POSITION, None)
    properties = {
        "url": row.url,
        **values,
        "updated_at": row.updated_at,
        "sources": [credit._asdict() for credit in row.sources],
    }
    if position:
        properties["position_fidelity"] = position["fidelity"]
    return {
        "type": "Feature",
        "id": row.id,
        "geometry": geometry_of(row),
        "properties": properties,
    }


def geometry_of(row: PlaceRow) -> dict[str, Any] | None:
    position = row.position
    return position and {"type": "Point", "coordinates": [position["lon"], position["lat"]]}
