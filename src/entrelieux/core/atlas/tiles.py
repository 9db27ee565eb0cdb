"""A vector tile of what answers a query.

One layer, `places`. A place has `id`, `name`, `kind` and `url`; a cluster has `count`, `expand`
(the zoom where it comes apart; absent for places that share one spot) and `kind` when one
dominates. There is no buffer: maps do not clip circles and signs at the edge of a tile, and a
document that is in one tile only is counted once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import orjson

from entrelieux.core.atlas.cluster import LAST_ZOOM, Cluster, Piece, clusters
from entrelieux.core.atlas.mvt import Properties, encode_points

LAYER = "places"
MOST_BYTES = 40_000
LONGEST_NAME = 60
SHOWN = ("name", "kind", "url")


class NoSuchTile(ValueError):
    """Coordinates that no tile has."""


def check_tile(z: int, x: int, y: int) -> None:
    """Raises `NoSuchTile`."""
    if not 0 <= z <= LAST_ZOOM or not 0 <= x < 2**z or not 0 <= y < 2**z:
        raise NoSuchTile(f"A tile has 0 ≤ z ≤ {LAST_ZOOM}, 0 ≤ x < 2^z and 0 ≤ y < 2^z.")


def encode_tile(pieces: Sequence[Piece], z: int, x: int, y: int) -> bytes:
    """At most `MOST_BYTES`; empty when there is nothing to show. `pieces` are of this tile."""
    found = clusters(pieces, z, x, y)
    tile = _encoded(found, SHOWN)
    # Very long addresses: the page of a place can be found from its id.
    return tile if len(tile) <= MOST_BYTES else _encoded(found, ("kind",))


def _encoded(found: Iterable[Cluster], shown: Sequence[str]) -> bytes:
    return encode_points(LAYER, ((c.x, c.y, _properties(c, shown)) for c in found))


def _properties(cluster: Cluster, shown: Sequence[str]) -> Properties:
    if cluster.size == 1:
        return _place(cluster, shown)
    properties: Properties = {"count": cluster.size}
    if cluster.expansion_zoom is not None:
        properties["expand"] = cluster.expansion_zoom
    if cluster.kind:
        properties["kind"] = cluster.kind
    return properties


def _place(cluster: Cluster, shown: Sequence[str]) -> Properties:
    public_id, payload = cluster.segment.records[cluster.position]
    card = orjson.loads(payload)
    properties: Properties = {"id": public_id}
    for name in shown:
        if value := card.get(name):
            properties[name] = str(value)
    if len(str(properties.get("name", ""))) > LONGEST_NAME:
        properties["name"] = str(properties["name"])[: LONGEST_NAME - 1] + "…"
    return properties
