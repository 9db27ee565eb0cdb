"""Points that would touch on a drawing, gathered until none does."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_SINGLE_RADIUS, _LEAST_RADIUS, _MOST_RADIUS = 7.0, 11.0, 26.0


@dataclass(frozen=True, slots=True)
class Group:
    """`members` are places in the sequence that was given; (x, y) is their mean."""

    x: float
    y: float
    members: tuple[int, ...]

    @property
    def radius(self) -> float:
        """Grows with the square root of the count: the surface tells the number, within bounds."""
        if len(self.members) == 1:
            return _SINGLE_RADIUS
        return min(_MOST_RADIUS, _LEAST_RADIUS + 1.2 * math.sqrt(len(self.members)))


def gathered(points: Sequence[tuple[float, float]], spacing: float) -> list[Group]:
    """Groups whose discs do not touch, the largest first. Deterministic.

    A first pass gathers by cells of half the spacing, in linear time; then groups that touch are
    joined, the largest first, until none does.
    """
    groups = _cells(points, spacing / 2)
    while True:
        joined = _join_once(groups, spacing)
        if len(joined) == len(groups):
            return sorted(joined, key=lambda g: (-len(g.members), g.members[0]))
        groups = joined


def _cells(points: Sequence[tuple[float, float]], size: float) -> list[Group]:
    cells: dict[tuple[int, int], list[int]] = defaultdict(list)
    for place, (x, y) in enumerate(points):
        cells[math.floor(x / size), math.floor(y / size)].append(place)
    return [_mean(members, points) for members in cells.values()]


def _mean(members: list[int], points: Sequence[tuple[float, float]]) -> Group:
    x = math.fsum(points[place][0] for place in members) / len(members)
    y = math.fsum(points[place][1] for place in members) / len(members)
    return Group(x, y, tuple(members))


def _join_once(groups: Iterable[Group], spacing: float) -> list[Group]:
    """Each group takes in those that touch it and that no other has taken, the largest first."""
    ordered = sorted(groups, key=lambda g: (-len(g.members), g.members[0]))
    cells: dict[tuple[int, int], list[int]] = defaultdict(list)
    for place, group in enumerate(ordered):
        cells[_cell(group)].append(place)
    taken: set[int] = set()
    joined = []
    for place, group in enumerate(ordered):
        if place in taken:
            continue
        near = [
            other
            for other in _around(cells, group)
            if other > place and other not in taken and _touch(group, ordered[other], spacing)
        ]
        taken.update(near)
        joined.append(_joined([group, *(ordered[other] for other in near)]))
    return joined


_CELL = 2 * _MOST_RADIUS


def _cell(group: Group) -> tuple[int, int]:
    return math.floor(group.x / _CELL), math.floor(group.y / _CELL)


def _around(cells: dict[tuple[int, int], list[int]], group: Group) -> list[int]:
    column, row = _cell(group)
    return sorted(
        place
        for dx in (-1, 0, 1)
        for dy in (-1, 0, 1)
        for place in cells.get((column + dx, row + dy), ())
    )


def _touch(a: Group, b: Group, spacing: float) -> bool:
    """Discs that overlap; two single places may come as near as a third of the spacing."""
    reach = max(spacing / 3, a.radius + b.radius)
    return math.hypot(a.x - b.x, a.y - b.y) < reach


def _joined(groups: Sequence[Group]) -> Group:
    if len(groups) == 1:
        return groups[0]
    total = sum(len(group.members) for group in groups)
    x = math.fsum(group.x * len(group.members) for group in groups) / total
    y = math.fsum(group.y * len(group.members) for group in groups) / total
    return Group(x, y, tuple(sorted(place for group in groups for place in group.members)))
