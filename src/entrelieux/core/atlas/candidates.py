"""Which positions of a segment answer a query, before anything is ranked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pyroaring import BitMap

from entrelieux.core.atlas.bitmaps import union
from entrelieux.core.atlas.query import Alternative, Query
from entrelieux.core.atlas.region import within_box, within_circle
from entrelieux.core.atlas.segment import Segment

Selections = Mapping[str, BitMap]


def candidates(segment: Segment, query: Query, alive: BitMap) -> BitMap:
    """Everything that answers the query, its facet selections left out."""
    found = alive
    if query.only is not None:
        found = found & segment.having(query.only)
    if query.without:
        found = found - segment.having(query.without)
    for group in query.groups:
        found = found & with_group(segment, group)
    if query.open_slot is not None:
        found = found & segment.open_at(query.open_slot)
    if query.box:
        found = within_box(segment, query.box, found)
    if query.near and query.near.km is not None:
        found = within_circle(segment, query.near, query.near.km, found)
    return found


def with_group(segment: Segment, group: Iterable[Alternative]) -> BitMap:
    return union(tier for alternative in group for tier in segment.words.found(alternative.token))


def selections(segment: Segment, query: Query) -> Selections:
    """What each selected facet lets through."""
    return {
        name: union(segment.with_value(name, value) for value in values)
        for name, values in query.facets.items()
    }


def narrowed(found: BitMap, chosen: Selections, *, but: str = "") -> BitMap:
    """`found` within every selection, except that of the facet `but`."""
    for name, bitmap in chosen.items():
        if name != but:
            found = found & bitmap
    return found
