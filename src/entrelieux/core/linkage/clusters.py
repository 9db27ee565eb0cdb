"""Rows gathered into places: every pair inside a place has its say, and some pairs have a veto.

Average linkage on log-odds: two groups join only when their pairs agree on the whole, so that
two France services do not become one place through the town hall that resembles both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from entrelieux.core.linkage.columns import Bools, Floats, Ints

# Beyond this, a pair's voice no longer grows: one sure pair does not drown five doubtful ones.
LOUDEST = 5.0
# A group this large is first parted along its weaker links.
LARGEST = 120
_NEVER = -1e6


@dataclass(frozen=True, slots=True)
class Cluster:
    """Rows that are one place, in the order of the input.

    `confidence` is between 0 and 1: for several rows, how sure the least sure of them belongs;
    for a single row, how sure it is that no other row is the same place.
    """

    members: tuple[str, ...]
    confidence: float


def pieces(
    total: int, left: Ints, right: Ints, strength: Floats, from_strength: float
) -> tuple[list[Ints], bool]:
    """Return groups of ranks connected by pairs of at least `from_strength`, none over LARGEST.

    Groups of one rank are left out. Larger groups are parted again with a higher bar, and at last
    cut; the second value says whether any was.
    """
    kept: list[Ints] = []
    bar = from_strength
    while True:
        strong = strength >= bar
        left, right, strength = left[strong], right[strong], strength[strong]
        groups = _connected(total, left, right)
        large = [group for group in groups if len(group) > LARGEST]
        kept.extend(group for group in groups if len(group) <= LARGEST)
        if not large:
            return kept, bar > from_strength
        if bar > LOUDEST:
            kept.extend(part for group in large for part in _cut(group))
            return kept, True
        bar += 0.5
        still = np.zeros(total, dtype=bool)
        still[np.concatenate(large)] = True
        left, right, strength = left[still[left]], right[still[left]], strength[still[left]]


def _connected(total: int, left: Ints, right: Ints) -> list[Ints]:
    """Return the connected groups of two ranks or more."""
    graph = coo_matrix((np.ones(len(left)), (left, right)), shape=(total, total))
    labels = connected_components(graph, directed=False)[1]
    order = np.argsort(labels, kind="stable")
    groups = np.split(order, np.flatnonzero(np.diff(labels[order])) + 1)
    return [group for group in groups if len(group) > 1]


def _cut(group: Ints) -> list[Ints]:
    """Return `group` in slices: nothing tells its rows apart any more."""
    return [group[start : start + LARGEST] for start in range(0, len(group), LARGEST)]


def gather(
    voices: Floats, apart: Bools, together: Sequence[tuple[int, int]], bar: float, best_bar: float
) -> Ints:
    """Return a label per row of one piece, by average linkage.

    `voices` is the symmetric matrix of clipped log-odds, `apart` the pairs that must not join,
    `together` those that must. Two groups join while their mean voice is over `bar` and their
    best one over `best_bar`, the most agreeing first.
    """
    size = len(voices)
    state = _State(voices, apart)
    for one, two in together:
        state.join(one, two)
    while size > 1:
        one, two = state.most_agreeing(best_bar)
        if one < 0 or state.mean(one, two) < bar:
            break
        state.join(one, two)
    return state.labels()


class _State:
    """Groups under way: sums, bests and vetoes between groups, kept up as groups join."""

    def __init__(self, voices: Floats, apart: Bools) -> None:
        self.sums = voices.copy()
        self.best = voices.copy()
        self.veto = apart.copy()
        self.sizes = np.ones(len(voices))
        self.owner = np.arange(len(voices))
        self.alive: npt.NDArray[np.bool_] = np.ones(len(voices), dtype=bool)

    def mean(self, one: int, two: int) -> float:
        return float(self.sums[one, two] / (self.sizes[one] * self.sizes[two]))

    def most_agreeing(self, best_bar: float) -> tuple[int, int]:
        means = self.sums / np.outer(self.sizes, self.sizes)
        shut = self.veto | (self.best < best_bar) | ~np.outer(self.alive, self.alive)
        means[shut] = _NEVER
        np.fill_diagonal(means, _NEVER)
        at = int(np.argmax(means))
        one, two = divmod(at, len(means))
        return (one, two) if means[one, two] > _NEVER else (-1, -1)

    def join(self, one: int, two: int) -> None:
        keep, gone = sorted((int(self.owner[one]), int(self.owner[two])))
        if keep == gone:
            return
        for matrix, merge in (
            (self.sums, np.add),
            (self.best, np.maximum),
            (self.veto, np.logical_or),
        ):
            merged = merge(matrix[keep], matrix[gone])
            matrix[keep], matrix[:, keep] = merged, merged
        self.sizes[keep] += self.sizes[gone]
        self.alive[gone] = False
        self.owner[self.owner == gone] = keep

    def labels(self) -> Ints:
        return self.owner.astype(np.int64)
