"""How well a document matches the words: its level, and the documents level by level.

The level of a document is the sum, over the groups of words, of the best of its alternatives: the
weight of the tier where the word was found times the weight of the alternative. Preferred groups
add theirs to what has them.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from itertools import count, groupby
from operator import attrgetter
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from pyroaring import BitMap

from entrelieux.core.atlas.bitmaps import Positions, positions_of, union
from entrelieux.core.atlas.document import TIER_WEIGHTS
from entrelieux.core.atlas.query import Alternative
from entrelieux.core.atlas.segment import Segment

Group = Sequence[Alternative]
# Levels are multiples of 1/1024: their sums are exact, whatever the order of the additions.
FINENESS = 1024


class Level(NamedTuple):
    value: float
    found: BitMap


def group_levels(segment: Segment, group: Group) -> list[Level]:
    """Bitmaps that do not overlap, best level first."""
    by_value: dict[float, list[BitMap]] = {}
    for alternative in group:
        for weight, bitmap in zip(
            TIER_WEIGHTS, segment.words.found(alternative.token), strict=False
        ):
            if bitmap:
                value = round(alternative.weight * weight * FINENESS) / FINENESS
                by_value.setdefault(value, []).append(bitmap)
    levels, taken = [], BitMap()
    for value in sorted(by_value, reverse=True):
        bitmap = union(by_value[value]) - taken
        if bitmap:
            levels.append(Level(value, bitmap))
            taken |= bitmap
    return levels


def preferred_levels(segment: Segment, group: Group, found: BitMap) -> list[Level]:
    """The same, and those of `found` that none of the alternatives is in, at zero."""
    levels = group_levels(segment, group)
    return [*levels, Level(0.0, found - union(level.found for level in levels))]


def best_levels(groups: Sequence[Sequence[Level]], found: BitMap) -> Iterator[Level]:
    """`found` cut by level, best first, no further than the caller reads."""
    for value, same in groupby(_best_first(groups, found), key=attrgetter("value")):
        # Different words may add up to the same level.
        yield Level(value, union(level.found for level in same))


def _best_first(groups: Sequence[Sequence[Level]], found: BitMap) -> Iterator[Level]:
    """Best-first search: a node has settled some groups, its bound adds the best of the others."""
    bounds = [0.0]
    for levels in reversed(groups):
        bounds.append(bounds[-1] + (levels[0].value if levels else 0.0))
    bounds.reverse()
    tie = count()
    heap = [(-bounds[0], next(tie), 0, 0.0, found)]
    while heap:
        _, _, depth, value, within = heapq.heappop(heap)
        if depth == len(groups):
            yield Level(value, within)
            continue
        for level in groups[depth]:
            narrower = within & level.found
            if narrower:
                sofar = value + level.value
                bound = -(sofar + bounds[depth + 1])
                heapq.heappush(heap, (bound, next(tie), depth + 1, sofar, narrower))


def levels_at(
    groups: Sequence[Sequence[Level]], found: BitMap, positions: Positions
) -> npt.NDArray[np.float64]:
    """The level of each of `positions`, which are those of `found`, ascending."""
    total = np.zeros(len(positions))
    for levels in groups:
        for level in levels:
            matched = positions_of(level.found & found)
            total[np.searchsorted(positions, matched)] += level.value
    return total
