"""Nodes, ways and relations of an Overpass answer, or features of overpass-turbo."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from entrelieux.core.interchange.geojson.read import with_point
from entrelieux.core.interchange.mapping import Draft, Row, cell_text
from entrelieux.core.interchange.osm.tags import types_of
from entrelieux.core.interchange.records import PlaceField

ACCESS = {"yes": "public", "public": "public", "customers": "members", "members": "members"}
PREFIXES = ("tags.", "properties.")
ELEMENTS = frozenset({"node", "way", "relation"})


def unfold(row: Row) -> Row:
    """The tags themselves as columns, with `osm_id` as `node/123`."""
    tags: dict[str, Any] = {}
    for column, value in with_point(row).items():
        prefix = next((prefix for prefix in PREFIXES if column.startswith(prefix)), "")
        tags[column[len(prefix) :]] = value
    tags["osm_id"] = _identifier(row, tags)
    return tags


def _identifier(row: Row, tags: Row) -> str:
    """`node/123`, as overpass-turbo writes it and as an element of Overpass says in two columns."""
    kind, number = cell_text(row, "type"), cell_text(row, "id")
    if kind in ELEMENTS and number:
        return f"{kind}/{number}"
    return cell_text(tags, "@id")


def mend(row: Row, draft: Draft) -> None:
    tags = {column: str(value) for column, value in row.items() if isinstance(value, str)}
    draft.key = tags.get("osm_id") or draft.key
    _set_street(draft)
    draft.lists["types"] = types_of(tags)
    _set_access(tags, draft)
    # A place that OSM keeps under a life-cycle prefix is gone.
    if any(key.startswith(("disused:", "abandoned:", "was:")) for key in tags):
        draft.values[PlaceField.STATUS] = "closed"


def _set_street(draft: Draft) -> None:
    parts = (draft.texts.pop("house_number", ""), draft.texts.pop("street", ""))
    if street := " ".join(filter(None, parts)):
        draft.texts["street_address"] = street


def _set_access(tags: Mapping[str, str], draft: Draft) -> None:
    if access := ACCESS.get(tags.get("access", "")):
        draft.values[PlaceField.ACCESS] = [access]
    if tags.get("fee") == "no":
        draft.values[PlaceField.FEES] = ["free"]
    if wheelchair := tags.get("wheelchair"):
        draft.values[PlaceField.ACCESSIBILITY] = {"wheelchair": wheelchair}
