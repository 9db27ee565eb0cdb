"""The next bridges that would strengthen the network most.

Greedy: the pair that adds most to the efficiency, then the next on the network so changed. Lazy: a
gain is computed only while what it is at most may still win, so the choice is that of plain greedy.
The idea is Minoux’s (Optimization Techniques, 1978, 234–243), but a gain in efficiency can grow as
ties are added: the bound of a pair is its last gain plus what each tie since allows it to grow by.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from entrelieux.core.bridging.strength.bounds import most, rise
from entrelieux.core.bridging.strength.errors import OutOfRange, TieToItself
from entrelieux.core.bridging.strength.gains import Shortened, connect, gain_of, shortened
from entrelieux.core.bridging.strength.network import Floats, Network
from entrelieux.core.bridging.strength.ties import together

CAPACITY = 2  # new bridges that a place of which nothing is said can welcome
_NOTHING = 1e-9  # what rounding alone can add to a sum of 1 / steps
_ROUNDING = 1e-9  # of a gain: it is not summed in the same order twice


@dataclass(frozen=True, slots=True)
class CandidatePair:
    """Two places that could do something together, and why, as people would say it.

    `strength` is that of the tie once made; `likelihood` that it is made when proposed.
    """

    left: str
    right: str
    reasons: tuple[str, ...] = ()
    strength: float = 1.0
    likelihood: float = 1.0

    def __post_init__(self) -> None:
        if self.left == self.right:
            raise TieToItself(self.left)
        for name in ("strength", "likelihood"):
            if not 0 < getattr(self, name) <= 1:
                raise OutOfRange(f"A {name}", getattr(self, name), "one over 0, 1 at most")


@dataclass(frozen=True, slots=True)
class NextBridge:
    """A pair chosen, and what it changes on the network with the bridges chosen before it.

    `gain` is what is added to the efficiency, `efficiency` what it becomes; `steps_before` is inf
    when nothing linked both; `nearer` counts the pairs of places brought nearer.
    """

    pair: CandidatePair
    gain: float
    efficiency: float
    steps_before: float
    steps_after: float
    nearer: int

    @property
    def joins(self) -> bool:
        """Whether two parts of the network that nothing linked become one."""
        return math.isinf(self.steps_before)


def next_bridges(
    network: Network,
    candidates: Sequence[CandidatePair],
    *,
    count: int = 15,
    capacities: Mapping[str, int] | None = None,
) -> tuple[NextBridge, ...]:
    """At most `count` pairs, the best first by likelihood × gain; equals in the given order.

    No pair is chosen twice, no place gets more new bridges than `capacities` says (2 when it says
    nothing). Fewer pairs when no candidate left adds anything. Holds all distances: 8 MB at 1,000
    places, 800 MB at 10,000. Raises UnknownPlace, OutOfRange.
    """
    search = _Search(network, candidates, capacities or {})
    chosen: list[NextBridge] = []
    while len(chosen) < count and (bridge := search.next_one()):
        chosen.append(bridge)
    return tuple(chosen)


class _Search:
    def __init__(
        self,
        network: Network,
        candidates: Sequence[CandidatePair],
        capacities: Mapping[str, int],
    ) -> None:
        size = len(network)
        self.candidates = candidates
        self.distances = network.distances()
        self.pairs_of_places = size * (size - 1) / 2
        self.efficiency = network.nearness / 2 / max(1.0, self.pairs_of_places)
        self.us = np.array([network.rank(one.left) for one in candidates], dtype=np.intp)
        self.vs = np.array([network.rank(one.right) for one in candidates], dtype=np.intp)
        self.lengths = 1.0 / self._strengths(network)
        self.likelihoods = np.array([one.likelihood for one in candidates])
        self.room = np.array([_capacity(capacities, key) for key in network.keys])
        self.is_open = (self.room[self.us] > 0) & (self.room[self.vs] > 0)
        first = most(self.distances, self.us, self.vs, self.lengths)
        self.bounds = np.where(self.is_open, self.likelihoods * first, 0.0)

    def _strengths(self, network: Network) -> Floats:
        held = network.strengths_of(self.us, self.vs)
        told = (one.strength for one in self.candidates)
        return np.array(
            [together(*both) for both in zip(held, told, strict=True)], dtype=np.float64
        )

    def next_one(self) -> NextBridge | None:
        """The best pair of this round, its tie made; None when none adds anything."""
        best, at = _NOTHING, -1
        with np.errstate(divide="ignore"):  # from a place to itself: never read
            nearness = 1.0 / self.distances
        for rank in np.argsort(-self.bounds, kind="stable"):
            if self.bounds[rank] < best * (1 - _ROUNDING):
                break
            ends = self.us[rank], self.vs[rank], self.lengths[rank]
            value = self.likelihoods[rank] * gain_of(self.distances, nearness, *ends)
            self.bounds[rank] = value
            if value > best * (1 + _ROUNDING * (1 if rank > at else -1)):
                best, at = value, int(rank)
        return self._take(at) if at >= 0 else None

    def _take(self, rank: int) -> NextBridge:
        u, v, length = int(self.us[rank]), int(self.vs[rank]), float(self.lengths[rank])
        change = shortened(self.distances, u, v, length)
        steps = float(self.distances[u, v])
        gain = change.gain / self.pairs_of_places
        self.efficiency += gain
        self.room[[u, v]] -= 1
        self.is_open &= (self.room[self.us] > 0) & (self.room[self.vs] > 0)
        self.is_open &= ~(np.isin(self.us, (u, v)) & np.isin(self.vs, (u, v)))
        self._make(change)
        return NextBridge(
            self.candidates[rank], gain, self.efficiency, steps, length, change.nearer
        )

    def _make(self, change: Shortened) -> None:
        """Write the new distances; bounds of the pairs left rise by what these allow."""
        before = self.distances.copy()
        connect(self.distances, change)
        self.bounds[~self.is_open] = 0.0
        left = np.flatnonzero(self.is_open)
        at = self.us[left], self.vs[left], self.lengths[left]
        self.bounds[left] += self.likelihoods[left] * rise(before, self.distances, *at)


def _capacity(capacities: Mapping[str, int], key: str) -> int:
    capacity = capacities.get(key, CAPACITY)
    if capacity < 0:
        raise OutOfRange(f"The capacity of “{key}”", capacity, "0 or more")
    return capacity
