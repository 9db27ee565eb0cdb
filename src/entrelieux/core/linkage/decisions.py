"""What people decided about pairs, checked for contradiction before anything is merged."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from entrelieux.core.linkage.columns import Ints
from entrelieux.core.linkage.rows import ContradictoryDecisions


@dataclass(frozen=True, slots=True)
class Decisions:
    """Pairs of ranks that must join, and pairs that must not, smaller rank first.

    `together_of` and `apart_of` give, for a rank, the larger ranks it was paired with.
    """

    together: tuple[tuple[int, int], ...]
    apart: tuple[tuple[int, int], ...]
    together_of: Mapping[int, Collection[int]]
    apart_of: Mapping[int, Collection[int]]

    def among(self, labels: Ints) -> Decisions:
        """Return the same decisions between places instead of rows: rank `labels[rank]` speaks."""
        together, apart = (_relabelled(pairs, labels) for pairs in (self.together, self.apart))
        return Decisions(tuple(together), tuple(apart), _partners(together), _partners(apart))

    @staticmethod
    def inside(ranks: list[int], partners: Mapping[int, Collection[int]]) -> list[tuple[int, int]]:
        """Return the decided pairs among `ranks`, as places in that list."""
        if not partners:
            return []
        at = {rank: place for place, rank in enumerate(ranks)}
        return [(at[one], at[two]) for one in ranks for two in partners.get(one, ()) if two in at]


def decided(
    ranks: Mapping[str, int],
    same: Collection[tuple[str, str]],
    different: Collection[tuple[str, str]],
) -> Decisions:
    """Return the decisions on known rows as ranks. Raises ContradictoryDecisions."""
    together, apart = _known(ranks, same), _known(ranks, different)
    if together and apart:
        _check(ranks, together, apart)
    return Decisions(tuple(together), tuple(apart), _partners(together), _partners(apart))


def _relabelled(pairs: tuple[tuple[int, int], ...], labels: Ints) -> list[tuple[int, int]]:
    told = ((int(labels[one]), int(labels[two])) for one, two in pairs)
    return sorted({(min(pair), max(pair)) for pair in told if pair[0] != pair[1]})


def _partners(pairs: list[tuple[int, int]]) -> dict[int, list[int]]:
    partners: dict[int, list[int]] = {}
    for one, two in pairs:
        partners.setdefault(one, []).append(two)
    return partners


def _known(ranks: Mapping[str, int], pairs: Collection[tuple[str, str]]) -> list[tuple[int, int]]:
    known = {
        (min(ranks[one], ranks[two]), max(ranks[one], ranks[two]))
        for one, two in pairs
        if one in ranks and two in ranks and one != two
    }
    return sorted(known)


def _check(
    ranks: Mapping[str, int], together: list[tuple[int, int]], apart: list[tuple[int, int]]
) -> None:
    one, two = np.array(together, dtype=np.int64).T
    graph = coo_matrix((np.ones(len(one)), (one, two)), shape=(len(ranks), len(ranks)))
    labels = connected_components(graph, directed=False)[1]
    names = list(ranks)
    for left, right in apart:
        if labels[left] == labels[right]:
            raise ContradictoryDecisions(names[left], names[right])
