"""The answers that need no session, as bytes: the same from the front and from Django."""

from __future__ import annotations

import orjson

from entrelieux.core.atlas import Hit
from entrelieux.search.called import is_called_otherwise
from entrelieux.search.parameters import Search
from entrelieux.search.reader import View

# Only what has a concept may be called otherwise: the others are not read again.
OTHER_NAME = b'"concept":'


def search_answer(view: View, search: Search) -> bytes:
    """The JSON of a search; each hit is the payload kept in the atlas, with its distance."""
    answer = view.snapshot.search(search.query)
    return orjson.dumps(
        {
            "version": view.version,
            "total": answer.total,
            "page": search.page,
            "pages": max(1, -(-answer.total // search.query.limit)),
            "hits": [_fragment(hit, search) for hit in answer.hits],
            "facets": answer.counts,
            "notes": list(search.understood.notes),
        }
    )


def _fragment(hit: Hit, search: Search) -> orjson.Fragment:
    """With what is of this search alone: the distance, and whether a word of others found it."""
    more = b""
    if hit.distance_km is not None:
        more += b',"distance_km":%.3f' % hit.distance_km
    if OTHER_NAME in hit.payload and _is_called_otherwise(hit, search):
        more += b',"called_otherwise":true'
    return orjson.Fragment(hit.payload[:-1] + more + b"}" if more else hit.payload)


def _is_called_otherwise(hit: Hit, search: Search) -> bool:
    told = orjson.loads(hit.payload)
    return is_called_otherwise(told["name"], told.get("concept") or "", search)


def tile_answer(view: View, search: Search, z: int, x: int, y: int) -> bytes:
    return view.snapshot.tile(z, x, y, search.query)
