"""Candidates, exact counts and ranking within one segment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import numpy.typing as npt
from pyroaring import BitMap

from entrelieux.core.atlas.document import TIERS
from entrelieux.core.atlas.query import Alternative, Box, Near, Query
from entrelieux.core.atlas.segment import EMPTY, Floats, Segment
from entrelieux.core.geo.distance import EARTH_RADIUS_KM

TIER_WEIGHTS = dict(zip(TIERS, (8.0, 4.0, 3.0, 1.0), strict=True))
Positions = npt.NDArray[np.uint32]


def candidates(segment: Segment, query: Query, alive: BitMap) -> BitMap:
    """Everything that answers the query, its facet selections left out."""
    found = alive
    for group in query.groups:
        found = found & _group(segment, group)
    if query.open_slot is not None:
        found = found & segment.slots.get(query.open_slot, EMPTY)
    if query.box:
        found = found & within_box(segment, query.box)
    if query.near and query.near.km is not None:
        found = found & within_radius(segment, query.near, found)
    return found


def _group(segment: Segment, group: Iterable[Alternative]) -> BitMap:
    union = BitMap()
    for alternative in group:
        for postings in segment.words:
            union |= postings.get(alternative.token, EMPTY)
    return union


def within_box(segment: Segment, box: Box) -> BitMap:
    lat, lon = segment.lat[: segment.located], segment.lon[: segment.located]
    inside = (lat >= box.south) & (lat <= box.north) & (lon >= box.west) & (lon <= box.east)
    return BitMap(np.flatnonzero(inside).astype(np.uint32))


def within_radius(segment: Segment, near: Near, among: BitMap) -> BitMap:
    positions = np.asarray(among.to_array(), np.uint32)
    km = distances(segment, near, positions)
    return BitMap(positions[km <= (near.km or 0.0)])


def distances(segment: Segment, near: Near, positions: Positions) -> Floats:
    """Kilometres; infinite where the position is not known."""
    phi, there = np.radians(near.lat), np.radians(segment.lat[positions])
    half_phi = (there - phi) / 2
    half_lambda = np.radians(segment.lon[positions] - near.lon) / 2
    h = np.sin(half_phi) ** 2 + np.cos(phi) * np.cos(there) * np.sin(half_lambda) ** 2
    km: Floats = 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.minimum(1.0, h)))
    return np.nan_to_num(km, nan=np.inf)


def selections(segment: Segment, query: Query) -> dict[str, BitMap]:
    chosen = {}
    for name, values in query.facets.items():
        postings = segment.facets.get(name, {})
        chosen[name] = BitMap.union(EMPTY, *(postings.get(value, EMPTY) for value in values))
    return chosen


def narrowed(found: BitMap, chosen: Mapping[str, BitMap], *, but: str = "") -> BitMap:
    for name, bitmap in chosen.items():
        if name != but:
            found = found & bitmap
    return found


def facet_counts(
    segment: Segment, found: BitMap, chosen: Mapping[str, BitMap]
) -> dict[str, dict[str, int]]:
    everything = narrowed(found, chosen)
    counts = {}
    for name, postings in segment.facets.items():
        base = narrowed(found, chosen, but=name) if name in chosen else everything
        counts[name] = {
            value: base.intersection_cardinality(bitmap) for value, bitmap in postings.items()
        }
    return counts


def relevance(segment: Segment, query: Query, found: BitMap, positions: Positions) -> Floats:
    """For each position, the sum over groups of its best alternative, plus the prior."""
    total = segment.scores[positions].astype(np.float64)
    for group in query.groups:
        best = np.zeros(len(positions))
        for alternative in group:
            for tier, postings in zip(TIERS, segment.words, strict=True):
                matched = postings.get(alternative.token)
                if matched is None:
                    continue
                hits = np.asarray((matched & found).to_array(), np.uint32)
                where = np.searchsorted(positions, hits)
                weight = alternative.weight * TIER_WEIGHTS[tier]
                best[where] = np.maximum(best[where], weight)
        total += best
    return total
