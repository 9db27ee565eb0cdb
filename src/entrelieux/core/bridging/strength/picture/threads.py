"""Ties as curves: short ones straight, long ones along the ties that go the same way.

Edge-path bundling: Wallinger et al., IEEE Transactions on Visualization and Computer Graphics 28
(2022) 313–323. A long tie follows a chain of shorter ones when that is hardly a detour, so a bundle
never suggests a tie that does not exist.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from entrelieux.core.bridging.strength.network import Floats, Ints

_DETOUR = 2.0  # times the straight line, at most
_SHORT = 60.0  # units: shorter ties stay straight
_BOW = 0.18  # of the length, aside
_SHYNESS = 1.6  # power of the length: over 1, chains of short ties draw long ones in


def chains(places: Floats, left: Ints, right: Ints) -> list[list[int]]:
    """For each tie, the ranks of the places that its curve heads for, from `left` to `right`."""
    lengths = np.hypot(*(places[left] - places[right]).T)
    drawn: list[list[int]] = [[int(one), int(two)] for one, two in zip(left, right, strict=True)]
    weights = np.maximum(lengths, 1e-6) ** _SHYNESS
    carriers = np.ones(len(left), dtype=bool)
    kept = np.zeros(len(left), dtype=bool)
    index = {(int(a), int(b)): at for at, (a, b) in enumerate(zip(left, right, strict=True))}
    for at in np.argsort(-lengths, kind="stable"):
        if lengths[at] < _SHORT:
            break
        if kept[at]:
            continue
        carriers[at] = False
        path = _path(places, left, right, weights, carriers, int(at))
        legs = list(pairwise(path))
        if path and _length(places, path) <= _DETOUR * lengths[at]:
            drawn[at] = path
            kept[[index[min(leg), max(leg)] for leg in legs]] = True
        else:
            carriers[at] = True
    return drawn


def _path(
    places: Floats, left: Ints, right: Ints, weights: Floats, carriers: Ints, at: int
) -> list[int]:
    size = len(places)
    graph = csr_array((weights[carriers], (left[carriers], right[carriers])), shape=(size, size))
    start, end = int(left[at]), int(right[at])
    limit = (_DETOUR**_SHYNESS) * weights[at]
    _, before = dijkstra(
        graph, directed=False, indices=start, return_predecessors=True, limit=limit
    )
    if before[end] < 0:
        return []
    path = [end]
    while path[-1] != start:
        path.append(int(before[path[-1]]))
    return path[::-1]


def _length(places: Floats, path: list[int]) -> float:
    return float(np.hypot(*np.diff(places[path], axis=0).T).sum())


def curve(places: Floats, path: list[int]) -> str:
    """The `d` of an SVG path: straight between two, else a smooth line that heads for each."""
    points = places[path]
    start = f"M{_told(points[0])}"
    if len(points) == 2:
        return f"{start}L{_told(points[1])}"
    middles = (points[1:-2] + points[2:-1]) / 2
    told = [
        f"Q{_told(handle)} {_told(end)}" for handle, end in zip(points[1:-2], middles, strict=True)
    ]
    return start + "".join(told) + f"Q{_told(points[-2])} {_told(points[-1])}"


def arc(start: Floats, end: Floats) -> str:
    """The `d` of a bow between two points, so that it is not mistaken for a tie."""
    away = end - start
    handle = (start + end) / 2 + _BOW * np.array([-away[1], away[0]])
    return f"M{_told(start)}Q{_told(handle)} {_told(end)}"


def _told(point: Floats) -> str:
    return f"{point[0]:.1f} {point[1]:.1f}"
