"""Places with OSM tags as GeoJSON, to compare with the map or to prepare an edit in an editor.

An export for people, never for an automatic upload: what the licences of the sources allow in
OpenStreetMap is for its contributors to check; `source` names them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from entrelieux.core.interchange.geojson.write import collection_parts, geometry_of
from entrelieux.core.interchange.osm.tags import tags_of_kinds
from entrelieux.core.interchange.places import PlaceRow, attributions_of
from entrelieux.core.interchange.records import PlaceField
from entrelieux.core.words import Vocabulary

F = PlaceField
TEXTS = {
    F.NAME: "name",
    F.STREET_ADDRESS: "addr:full",
    F.POSTCODE: "addr:postcode",
    F.CITY: "addr:city",
    F.COUNTRY: "addr:country",
    F.WEBSITE: "website",
    F.PHONE: "phone",
    F.EMAIL: "email",
    F.DESCRIPTION: "description",
    F.HOLDER: "operator",
    F.OPENED_ON: "start_date",
    F.CLOSED_ON: "end_date",
}
IDENTIFIERS = {"siret": "ref:FR:SIRET", "wikidata": "wikidata", "spaceapi": "url:spaceapi"}
# A value of a tag holds 255 characters.
TAG_CHARACTERS = 255


def osm_parts(rows: Iterable[PlaceRow], *, vocabulary: Vocabulary) -> Iterator[bytes]:
    """One part a feature, in constant memory."""
    return collection_parts(feature_of(row, vocabulary) for row in rows)


def feature_of(row: PlaceRow, vocabulary: Vocabulary) -> dict[str, Any]:
    tags = {
        **tags_of(row, vocabulary),
        "@id": row.pairs(F.EXTERNAL_IDS).get("osm", ""),
        "card": row.url,
    }
    return {
        "type": "Feature",
        "id": row.id,
        "geometry": geometry_of(row),
        "properties": {key: value for key, value in tags.items() if value},
    }


def tags_of(row: PlaceRow, vocabulary: Vocabulary) -> dict[str, str]:
    """The tags in use for such places; a kind without an OSM tag leaves no trace."""
    tags = {tag: row.text(field) for field, tag in TEXTS.items()}
    tags["alt_name"] = ";".join(row.texts(F.ALTERNATE_NAMES))
    tags["opening_hours"] = row.hours["osm"]
    tags["wheelchair"] = row.pairs(F.ACCESSIBILITY).get("wheelchair", "")
    tags["source"] = "; ".join(attributions_of(row))
    tags.update({f"contact:{name}": url for name, url in row.pairs(F.SOCIAL).items()})
    tags.update(_identifiers(row.pairs(F.EXTERNAL_IDS)))
    tags.update(tags_of_kinds(row.texts(F.KINDS), vocabulary))
    return {key: value[:TAG_CHARACTERS] for key, value in tags.items() if value}


def _identifiers(pairs: Mapping[str, str]) -> dict[str, str]:
    return {tag: pairs[name] for name, tag in IDENTIFIERS.items() if name in pairs}
