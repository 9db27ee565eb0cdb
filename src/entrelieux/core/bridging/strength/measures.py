"""How strong the network is, in four figures, and what they can be compared with.

Sources: efficiency, Latora and Marchiori, Physical Review Letters 87 (2001) 198701; algebraic
connectivity, Fiedler, Czechoslovak Mathematical Journal 23 (1973) 298–305.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy.sparse.csgraph import laplacian
from scipy.sparse.linalg import eigsh

from entrelieux.core.bridging.strength.network import Floats, Ints, Network, network_of_pairs

_DENSE = 200  # places under which the whole spectrum costs less than a search
_BELOW_ZERO = -1e-3  # where the search starts: the Laplacian is singular at 0
_DRAWS = 5
_NOUGHT = 1e-9  # of an eigenvector: rounding is on no side


@dataclass(frozen=True, slots=True)
class Seam:
    """Where the largest piece would part most easily: two sides, and the ties between them."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    ties: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Measures:
    """`efficiency` is 0 to 1; `connectivity` is that of the largest piece, 0 when it is one place.

    `tied` counts the pairs that hold, `pieces` the groups that no tie joins, lone places included.
    """

    places: int
    tied: int
    efficiency: float
    largest: int
    pieces: int
    alone: int
    connectivity: float
    seam: Seam

    @property
    def steps(self) -> float:
        """From one place to another, the (harmonic) mean of the steps; inf when nothing is tied."""
        return 1.0 / self.efficiency if self.efficiency else math.inf


@dataclass(frozen=True, slots=True)
class Reference:
    """A network of the same size to compare with: `code` is chain, star, random or complete."""

    code: str
    efficiency: float
    connectivity: float


def measure(network: Network) -> Measures:
    """The figures of the network."""
    sizes = np.bincount(network.piece_of) if len(network) else np.zeros(0, dtype=int)
    connectivity, seam = _largest_piece(network)
    return Measures(
        places=len(network),
        tied=len(network.pairs[0]),
        efficiency=efficiency(network),
        largest=int(sizes.max(initial=0)),
        pieces=len(sizes),
        alone=int((sizes == 1).sum()),
        connectivity=connectivity,
        seam=seam,
    )


def efficiency(network: Network) -> float:
    """The mean over all pairs of places of 1 / steps: 1 when all are tied, 0 when none is."""
    size = len(network)
    return network.nearness / (size * (size - 1)) if size > 1 else 0.0


def connectivity(network: Network) -> tuple[float, Floats]:
    """The second smallest eigenvalue of the Laplacian, and its vector (signs: the seam).

    0 when the network is in several pieces, or holds fewer than two places.
    """
    size = len(network)
    if size < 2:
        return 0.0, np.zeros(size)
    values, vectors = _lowest_two(laplacian(network.strengths.tocsc()), size)
    vector = vectors[:, 1]
    return max(0.0, float(values[1])), vector if vector[np.argmax(np.abs(vector))] > 0 else -vector


def _lowest_two(matrix: object, size: int) -> tuple[Floats, Floats]:
    if size <= _DENSE:
        values, vectors = np.linalg.eigh(matrix.toarray())  # type: ignore[attr-defined]
    else:
        start = np.cos(
            np.arange(size, dtype=np.float64)
        )  # any fixed vector: same input, same output
        values, vectors = eigsh(matrix, k=2, sigma=_BELOW_ZERO, v0=start)
    order = np.argsort(values)
    return values[order], vectors[:, order]


def _largest_piece(network: Network) -> tuple[float, Seam]:
    piece = network.part(np.flatnonzero(network.piece_of == 0)) if len(network) else network
    value, vector = connectivity(piece)
    on_left = vector < -_NOUGHT
    left, right = (
        tuple(key for key, is_left in zip(piece.keys, on_left, strict=True) if is_left is side)
        for side in (np.True_, np.False_)
    )
    tails, heads, _ = piece.pairs
    across = np.flatnonzero(on_left[tails] != on_left[heads])
    ties = tuple((piece.keys[tails[at]], piece.keys[heads[at]]) for at in across)
    return value, Seam(left, right, ties)


def references(network: Network, *, seed: int) -> Mapping[str, Reference]:
    """What the figures would be if the same places were tied otherwise, by code.

    A chain, a star and a complete network, each tie as strong as the mean one here; and as many
    ties of the same strengths as here, between places drawn at random (mean of five draws).
    """
    size = len(network)
    if size < 2:
        return {}
    told = {
        "chain": (_chain_efficiency(size), 2 * (1 - math.cos(math.pi / size))),
        "star": ((size + 2) / (2 * size), 1.0 if size > 2 else 2.0),
        "complete": (1.0, float(size)),
    }
    mean = float(network.pairs[2].mean()) if network.strengths.nnz else 0.0
    found = {code: Reference(code, mean * one, mean * two) for code, (one, two) in told.items()}
    return {**found, "random": _random_reference(network, np.random.default_rng(seed))}


def _chain_efficiency(size: int) -> float:
    apart = np.arange(1, size)
    return float(2 * ((size - apart) / apart).sum() / (size * (size - 1)))


def _random_reference(network: Network, random: np.random.Generator) -> Reference:
    drawn = [_shuffled(network, random) for _ in range(_DRAWS)]
    return Reference(
        "random",
        sum(efficiency(one) for one in drawn) / _DRAWS,
        sum(_largest_piece(one)[0] for one in drawn) / _DRAWS,
    )


def _shuffled(network: Network, random: np.random.Generator) -> Network:
    size = len(network)
    strengths = network.pairs[2]
    chosen = random.choice(size * (size - 1) // 2, len(strengths), replace=False)
    left, right = _pair_at(chosen, size)
    keys = network.keys
    return network_of_pairs(
        keys,
        {
            (keys[one], keys[two]): float(strength)
            for one, two, strength in zip(left, right, strengths, strict=True)
        },
    )


def _pair_at(places: Ints, size: int) -> tuple[Ints, Ints]:
    """The pairs at these places of the list (0, 1), (0, 2), …, (1, 2), …"""
    starts = np.cumsum(np.arange(size - 1, 0, -1)) - np.arange(size - 1, 0, -1)
    left: Ints = np.searchsorted(starts, places, side="right") - 1
    return left, places - starts[left] + left + 1
