"""Who stands between the others: betweenness and constraint.

Sources: betweenness by path counting, Brandes, Journal of Mathematical Sociology 25 (2001) 163–177;
constraint, Burt, Structural Holes (1992), chapter 2.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from entrelieux.core.bridging.strength.network import Floats, Ints, Network

_ROWS = 128  # of sources counted at once
_SAME = 1e-9  # steps: two ways this close are equally short


@dataclass(frozen=True, slots=True)
class Broker:
    """`between` is the share (0 to 1) of the shortest ways between two others that pass there.

    `constraint` is low for who links neighbours that do not know each other, about 1 or more for
    who depends on one neighbour; None for a lone place.
    """

    key: str
    between: float
    constraint: float | None
    neighbours: int


def brokers(network: Network, *, limit: int = 10) -> tuple[Broker, ...]:
    """The places that most ways pass through, the busiest first, none that none passes."""
    between = betweenness(network)
    held_back = constraint(network)
    neighbours = np.diff(network.strengths.indptr)
    order = np.lexsort((np.arange(len(network)), -between))[:limit]
    return tuple(
        Broker(
            network.keys[rank],
            float(between[rank]),
            None if np.isnan(held_back[rank]) else float(held_back[rank]),
            int(neighbours[rank]),
        )
        for rank in order
        if between[rank] > 0
    )


def betweenness(network: Network) -> Floats:
    """(n,) the share of the pairs of others whose shortest ways pass there; equal ways share it."""
    size = len(network)
    total = np.zeros(size)
    if size < 3:
        return total
    arcs = _Arcs(network)
    for start in range(0, size, _ROWS):
        total += arcs.passing(np.arange(start, min(start + _ROWS, size)))
    return total / ((size - 1) * (size - 2))


class _Arcs:
    """Each tie in both ways: from `tails` to `heads`, in the order of the tails."""

    def __init__(self, network: Network) -> None:
        self.network = network
        lengths = network.lengths
        self.heads = lengths.indices.astype(np.intp)
        self.tails = np.repeat(np.arange(len(network)), np.diff(lengths.indptr))
        self.lengths = lengths.data
        arcs = len(self.lengths)
        ones, shape = np.ones(arcs), (len(network), arcs)
        self.into_heads = csr_array((ones, (self.heads, np.arange(arcs))), shape=shape)
        self.into_tails = csr_array((ones, (self.tails, np.arange(arcs))), shape=shape)

    def passing(self, sources: Ints) -> Floats:
        """(n,) how many shortest ways from these sources pass through each place, ends left out."""
        distances = np.ascontiguousarray(self.network.distances(sources).T)
        tight = self._tight(distances)
        itself = np.zeros(distances.shape)
        itself[sources, np.arange(len(sources))] = 1.0
        ways = _settled(lambda ways: itself + self.into_heads @ (tight * ways[self.tails]), itself)
        share = np.zeros(tight.shape)
        np.divide(ways[self.tails], ways[self.heads], out=share, where=tight)
        depends = _settled(
            lambda depends: self.into_tails @ (share * (1.0 + depends[self.heads])),
            np.zeros(distances.shape),
        )
        return np.asarray((depends * (1.0 - itself)).sum(axis=1), dtype=np.float64)

    def _tight(self, distances: Floats) -> NDArray[np.bool_]:
        """(arcs, sources): whether a shortest way from the source takes the arc."""
        with np.errstate(invalid="ignore"):  # inf − inf, out of reach
            late = distances[self.tails] + self.lengths[:, None] - distances[self.heads]
        tight: NDArray[np.bool_] = np.abs(late) <= _SAME
        return tight


def _settled(step: Callable[[Floats], Floats], start: Floats) -> Floats:
    """What `step` leaves as it is: each round reaches one tie further, so it ends."""
    while not np.array_equal(grown := step(start), start):
        start = grown
    return start


def constraint(network: Network) -> Floats:
    """(n,) Burt's constraint on each place; nan for a lone one."""
    strengths = network.strengths
    totals = np.asarray(strengths.sum(axis=1)).ravel()
    shares = strengths.copy()
    shares.data = shares.data / np.repeat(totals, np.diff(shares.indptr))
    two_ways = shares + shares @ shares
    on_ties = strengths.copy()
    on_ties.data = np.ones_like(on_ties.data)
    squared = (two_ways * on_ties).power(2)
    found = np.asarray(squared.sum(axis=1), dtype=np.float64).ravel()
    return np.where(totals > 0, found, np.nan)
