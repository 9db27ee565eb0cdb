"""The graph of places and communities, each pair with the strength of all that ties it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, triu
from scipy.sparse.csgraph import connected_components, dijkstra

from entrelieux.core.bridging.strength.errors import OutOfRange, RepeatedPlace, UnknownPlace
from entrelieux.core.bridging.strength.ties import FADING, Fading, Tie, TieKind, held, together

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]

# A pair held by less than this is no longer tied: it would be over twenty steps long.
FORGOTTEN = 0.05
_ROWS = 512  # of distances held at once: 4 MB for each thousand places


@dataclass(frozen=True, eq=False)
class Network:
    """`keys` in order; `strengths` a symmetric (n, n) matrix, what it stores is over 0, up to 1."""

    keys: tuple[str, ...]
    strengths: csr_array

    def __len__(self) -> int:
        return len(self.keys)

    @cached_property
    def ranks(self) -> Mapping[str, int]:
        return {key: rank for rank, key in enumerate(self.keys)}

    def rank(self, key: str) -> int:
        """Where `key` is in `keys`. Raises UnknownPlace."""
        try:
            return self.ranks[key]
        except KeyError:
            raise UnknownPlace(key) from None

    @cached_property
    def lengths(self) -> csr_array:
        """In steps: 1 for a tie of full strength, 2 for one that is half as strong."""
        lengths = self.strengths.copy()
        lengths.data = 1.0 / lengths.data
        return lengths

    @cached_property
    def pairs(self) -> tuple[Ints, Ints, Floats]:
        """The ranks of the two ends and the strength of each tied pair, left before right."""
        upper = triu(self.strengths, k=1, format="coo")
        order = np.lexsort((upper.col, upper.row))
        return (
            upper.row[order].astype(np.intp),
            upper.col[order].astype(np.intp),
            upper.data[order],
        )

    def strengths_of(self, left: Ints, right: Ints) -> Floats:
        """The strength of each pair of ranks; 0 when nothing ties it."""
        if not len(left):
            return np.zeros(0)
        return np.asarray(self.strengths[left, right], dtype=np.float64).ravel()

    @cached_property
    def piece_of(self) -> Ints:
        """The number of the piece that each place is in; 0 is the largest, then the next."""
        _, found = connected_components(self.strengths, directed=False)
        sizes = np.bincount(found, minlength=1)
        rank = np.empty(len(sizes), dtype=np.intp)
        rank[np.argsort(-sizes, kind="stable")] = np.arange(len(sizes))
        piece_of: Ints = rank[found]
        return piece_of

    @cached_property
    def nearness(self) -> float:
        """The sum of 1 / steps over all (place, other place)."""
        size = len(self)
        chunks = (np.arange(start, min(start + _ROWS, size)) for start in range(0, size, _ROWS))
        return sum(nearness(self.distances(chunk)) for chunk in chunks)

    def distances(self, sources: Ints | None = None) -> Floats:
        """(sources, n) steps from each source to each place; inf where no chain of ties leads."""
        if not len(self):
            return np.zeros((0, 0))
        return np.asarray(dijkstra(self.lengths, directed=True, indices=sources), dtype=np.float64)

    def part(self, ranks: Ints) -> Network:
        """The network of these places only, ranks in growing order."""
        keys = tuple(self.keys[rank] for rank in ranks)
        return Network(keys, csr_array(self.strengths[ranks][:, ranks]))

    def without(self, key: str) -> Network:
        """The network if this place closed."""
        return self.part(np.delete(np.arange(len(self)), self.rank(key)))


def nearness(distances: Floats) -> float:
    """The sum of 1 / steps over (source, place), a source itself left out."""
    away = distances > 0
    return float(np.divide(1.0, distances, out=np.zeros_like(distances), where=away).sum())


def network_of(
    keys: Iterable[str],
    ties: Iterable[Tie],
    *,
    at: date,
    fading: Mapping[TieKind, Fading] = FADING,
) -> Network:
    """The network of the places `keys` as it holds on the day `at`.

    Raises RepeatedPlace, and UnknownPlace when a tie names another place.
    """
    strengths: dict[tuple[str, str], float] = {}
    for tie in ties:
        pair = (tie.left, tie.right) if tie.left < tie.right else (tie.right, tie.left)
        strengths[pair] = together(strengths.get(pair, 0.0), held(tie, at, fading))
    return network_of_pairs(keys, strengths)


def network_of_pairs(keys: Iterable[str], strengths: Mapping[tuple[str, str], float]) -> Network:
    """The network where the strength of each tied pair is known, each pair given once."""
    ordered = tuple(sorted(keys))
    for one, next_one in pairwise(ordered):
        if one == next_one:
            raise RepeatedPlace(one)
    ranks = {key: rank for rank, key in enumerate(ordered)}
    kept = [
        (_rank(ranks, left), _rank(ranks, right), strength)
        for (left, right), strength in sorted(strengths.items())
        if _checked(strength) >= FORGOTTEN
    ]
    return Network(ordered, _symmetric(kept, len(ordered)))


def _symmetric(kept: list[tuple[int, int, float]], size: int) -> csr_array:
    left, right, value = (
        np.array([row[place] for row in kept], dtype=kind)
        for place, kind in enumerate((np.int32, np.int32, np.float64))
    )
    ends = np.concatenate((left, right)), np.concatenate((right, left))
    matrix = csr_array((np.concatenate((value, value)), ends), shape=(size, size))
    matrix.sort_indices()
    return matrix


def _rank(ranks: Mapping[str, int], key: str) -> int:
    if key not in ranks:
        raise UnknownPlace(key)
    return ranks[key]


def _checked(strength: float) -> float:
    if not 0 <= strength <= 1:
        raise OutOfRange("The strength of a pair", strength, "one from 0 to 1")
    return strength
