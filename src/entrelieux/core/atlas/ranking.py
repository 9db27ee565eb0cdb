"""The first documents of a set, within one segment, with keys that compare between segments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from pyroaring import BitMap

from entrelieux.core.atlas.bitmaps import Positions, positions_of
from entrelieux.core.atlas.levels import (
    Level,
    best_levels,
    group_levels,
    levels_at,
    preferred_levels,
)
from entrelieux.core.atlas.query import Near, Query
from entrelieux.core.atlas.region import distances, within_circle
from entrelieux.core.atlas.segment import Segment

Floats = npt.NDArray[np.float64]
Groups = Sequence[Sequence[Level]]
# By relevance, 40 km weigh as much as one point of level, and all beyond 200 km alike.
KM_PER_POINT, FAR_KM = 40.0, 200.0
RINGS_KM = (3.0, 9.0, 27.0, 81.0, 200.0, 600.0, 1_800.0)
FEW = 4_096


class Ranked(NamedTuple):
    """`key` sorts, lowest first, and ends with the document's id; no two are equal."""

    key: tuple[float | int | bytes, ...]
    position: int
    level: float
    km: float | None


def ranked(
    segment: Segment, query: Query, found: BitMap, wanted: int, skipped: int
) -> list[Ranked]:
    """The first `wanted` of `found`, in order, without the `skipped` first ones.

    Sorting by distance needs `query.near`.
    """
    groups = [
        *(group_levels(segment, group) for group in query.groups),
        *(preferred_levels(segment, group, found) for group in query.preferred),
    ]
    if query.near and query.sort in ("relevance", "distance"):
        return _ranked_near(segment, query, query.near, groups, found, wanted)[skipped:]
    if query.sort in ("freshness", "name"):
        positions = segment.orders[_ORDERS[query.sort]].first(found, wanted)[skipped:]
        levels = _levels_of(groups, positions)
    else:
        pieces = list(_by_level(segment, groups, found, wanted))
        positions = np.concatenate([piece for _, piece in pieces] or [NOTHING])[skipped:]
        sizes = [len(piece) for _, piece in pieces]
        levels = np.repeat([value for value, _ in pieces], sizes)[skipped:]
    return _entries(segment, query, positions, levels)


NOTHING = np.zeros(0, np.uint32)
_ORDERS = {"freshness": "updated", "name": "name"}


def _by_level(
    segment: Segment, groups: Groups, found: BitMap, wanted: int
) -> Iterator[tuple[float, Positions]]:
    order = segment.orders["score"]
    for level in best_levels(groups, found):
        positions = order.first(level.found, wanted)
        yield level.value, positions
        wanted -= len(positions)
        if wanted <= 0:
            return


def _levels_of(groups: Groups, positions: Positions) -> Floats:
    """Levels of positions in any order."""
    ascending = np.sort(positions)
    levels = levels_at(groups, BitMap(ascending.tolist()), ascending)
    return levels[np.searchsorted(ascending, positions)]


def _entries(segment: Segment, query: Query, positions: Positions, levels: Floats) -> list[Ranked]:
    """Without distance keys, for positions already in order."""
    km = distances(segment, query.near, positions).tolist() if query.near else None
    ids = segment.ids[positions].tolist()
    scores = (-segment.scores[positions]).tolist()
    values = np.asarray(levels, np.float64).tolist()
    keys: Iterator[tuple[float | int | bytes, ...]]
    if query.sort == "name":
        keys = zip(segment.names[positions].tolist(), ids, strict=True)
    elif query.sort == "freshness":
        keys = zip((-segment.updated[positions]).tolist(), scores, ids, strict=True)
    else:
        keys = zip((-value for value in values), scores, ids, strict=True)
    return [
        Ranked(key, position, values[rank], km[rank] if km else None)
        for rank, (key, position) in enumerate(zip(keys, positions.tolist(), strict=True))
    ]


def _ranked_near(
    segment: Segment, query: Query, near: Near, groups: Groups, found: BitMap, wanted: int
) -> list[Ranked]:
    """Circle after circle, until nothing outside can come before what is inside."""
    best_level = sum(levels[0].value for levels in groups if levels)
    if len(found) > max(FEW, wanted):
        for ring_km in RINGS_KM:
            if query.sort == "relevance" and ring_km > FAR_KM:
                break
            inside = within_circle(segment, near, ring_km, found)
            if len(inside) < wanted:
                continue
            bound = ring_km if query.sort == "distance" else _near_key(best_level, ring_km)
            entries = _first_near(segment, query, near, groups, inside, wanted)
            if float(entries[-1].key[0]) < bound:
                return entries
    return _first_near(segment, query, near, groups, found, wanted)


def _near_key(level: float, km: float) -> float:
    return min(km, FAR_KM) / KM_PER_POINT - level


def _first_near(
    segment: Segment, query: Query, near: Near, groups: Groups, found: BitMap, wanted: int
) -> list[Ranked]:
    positions = positions_of(found)
    km = distances(segment, near, positions)
    if query.sort == "distance":
        levels, keys, priors = np.zeros(len(km)), km, np.zeros(len(km))
    else:
        levels = levels_at(groups, found, positions)
        keys = np.minimum(km, FAR_KM) / KM_PER_POINT - levels
        priors = -segment.scores[positions].astype(np.float64)
    if len(keys) > wanted > 0:
        kept = keys <= np.partition(keys, wanted - 1)[wanted - 1]
        positions, km, levels = positions[kept], km[kept], levels[kept]
        keys, priors = keys[kept], priors[kept]
    ids = segment.ids[positions]
    order = np.lexsort((ids, priors, keys))[:wanted]
    columns = (keys, priors, ids, positions, levels, km)
    rows = zip(*(column[order].tolist() for column in columns), strict=True)
    return [Ranked((k, p, i), at, level, d) for k, p, i, at, level, d in rows]
