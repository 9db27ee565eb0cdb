"""The answers that need no session, as bytes: the same from the front and from Django."""

from __future__ import annotations

import orjson

from entrelieux.core.atlas import Hit
from entrelieux.search.parameters import Search
from entrelieux.search.reader import View


def search_answer(view: View, search: Search) -> bytes:
    """The JSON of a search; each hit is the payload kept in the atlas, with its distance."""
    answer = view.snapshot.search(search.query)
    return orjson.dumps(
        {
            "version": view.version,
            "total": answer.total,
            "page": search.page,
            "pages": max(1, -(-answer.total // search.query.limit)),
            "hits": [_fragment(hit) for hit in answer.hits],
            "facets": answer.counts,
            "notes": list(search.understood.notes),
        }
    )


def _fragment(hit: Hit) -> orjson.Fragment:
    if hit.distance_km is None:
        return orjson.Fragment(hit.payload)
    distance = b',"distance_km":%.3f}' % hit.distance_km
    return orjson.Fragment(hit.payload[:-1] + distance)


def tile_answer(view: View, search: Search, z: int, x: int, y: int) -> bytes:
    return view.snapshot.tile(z, x, y, search.query)
