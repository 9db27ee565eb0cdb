"""What the others would lose if a place closed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from entrelieux.core.bridging.strength.brokers import brokers
from entrelieux.core.bridging.strength.measures import efficiency
from entrelieux.core.bridging.strength.network import Network, nearness


@dataclass(frozen=True, slots=True)
class Closing:
    """`before` and `after` are the efficiency between the other places; `cut_off` those that would
    no longer reach the largest group of what was their piece."""

    key: str
    before: float
    after: float
    cut_off: tuple[str, ...]

    @property
    def lost(self) -> float:
        """The share of the others' efficiency that goes, 0 to 1."""
        return 1.0 - self.after / self.before if self.before else 0.0


def closing_of(network: Network, key: str) -> Closing:
    """What closing `key` would cost to the others. Raises UnknownPlace."""
    rank = network.rank(key)
    rest = network.without(key)
    return Closing(key, _among_others(network, rank), efficiency(rest), _cut_off(network, rank))


def closings(network: Network, *, limit: int = 10) -> tuple[Closing, ...]:
    """What would be lost with each of the `limit` busiest places, the worst first.

    A place that no shortest way passes through costs the others nothing, so is not tried.
    """
    found = [closing_of(network, broker.key) for broker in brokers(network, limit=limit)]
    return tuple(sorted(found, key=lambda one: (-one.lost, one.key)))


def _among_others(network: Network, rank: int) -> float:
    """The efficiency between the others, ways through the place included."""
    size = len(network)
    if size < 3:
        return 0.0
    own = nearness(network.distances(np.array([rank])))
    return (network.nearness - 2 * own) / ((size - 1) * (size - 2))


def _cut_off(network: Network, rank: int) -> tuple[str, ...]:
    others = np.delete(np.arange(len(network)), rank)
    mates = others[network.piece_of[others] == network.piece_of[rank]]
    if not len(mates):
        return ()
    rest = network.part(mates)
    return tuple(np.array(rest.keys, dtype=object)[rest.piece_of > 0])
