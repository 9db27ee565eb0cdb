"""Exact counts for every value of every facet."""

from __future__ import annotations

from collections.abc import Iterable

from pyroaring import BitMap

from entrelieux.core.atlas.candidates import Selections, narrowed
from entrelieux.core.atlas.segment import Segment

Counts = dict[str, dict[str, int]]


def add_counts(
    counts: Counts,
    segment: Segment,
    found: BitMap,
    chosen: Selections,
    counted: Iterable[str] | None = None,
) -> None:
    """Adds to `counts` what each value would leave, its own facet's selection set aside."""
    within_all = narrowed(found, chosen)
    for name in segment.facets if counted is None else counted:
        base = narrowed(found, chosen, but=name) if name in chosen else within_all
        facet, known = segment.facet(name), counts.setdefault(name, {})
        for value, key in zip(facet.values, facet.keys, strict=True):
            more = base.intersection_cardinality(segment.postings[key]) if base else 0
            known[value] = known.get(value, 0) + more
