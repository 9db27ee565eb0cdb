"""Which offers hold which term, and how much: a sparse matrix read by term."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from entrelieux.core.bridging.index.ranges import Positions, Ranges

Weights = npt.NDArray[np.float32]
_MOST_KEPT = 20_000
_HALF = 0.005  # of a weight kept to the hundredth
_NOWHERE: Positions = np.empty(0, np.int64)


class IncidenceBuilder:
    """Takes rows in the order of their positions. A weight is kept as a whole number of
    `1 / scale`, up to 255 of them. A row that is given again is not read again."""

    def __init__(self, scale: int = 100) -> None:
        self._scale = scale
        self._terms: dict[str, int] = {}
        self._ranks, self._weights, self._sizes = array("i"), array("B"), array("i")
        self._kept: dict[int, tuple[Mapping[str, float], array[int], array[int]]] = {}

    def add(self, row: Mapping[str, float]) -> None:
        """The terms of the next row, with their weights."""
        self._sizes.append(len(row))
        if row:
            _row, ranks, weights = self._kept.get(id(row)) or self._told(row)
            self._ranks.extend(ranks)
            self._weights.extend(weights)

    def _told(self, row: Mapping[str, float]) -> tuple[Mapping[str, float], array[int], array[int]]:
        terms, scale = self._terms, self._scale
        ranks = array("i", [terms.setdefault(term, len(terms)) for term in row])
        weights = array("B", [min(255, round(weight * scale)) for weight in row.values()])
        if len(self._kept) >= _MOST_KEPT:
            self._kept.clear()
        # The row is held, so that no other one gets its identity.
        told = self._kept[id(row)] = row, ranks, weights
        return told

    def build(self) -> Incidence:
        """All that was added."""
        ranks = np.array(self._ranks, np.int32)
        order = np.argsort(ranks, kind="stable")
        at = np.arange(len(self._sizes), dtype=np.int32).repeat(self._sizes)[order]
        by = np.array(self._weights, np.uint8)[order]
        counts = np.bincount(ranks, minlength=len(self._terms))
        first = np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
        return Incidence(self._terms, first, at, by, self._scale)


def merged(parts: Sequence[tuple[Incidence, Positions]], size: int) -> Incidence:
    """Several as one, of `size` positions: each part comes with where its positions go, under 0
    for those that go nowhere. All have one scale."""
    terms: dict[str, int] = {}
    ranks, ats, weights = [], [], []
    for incidence, to in parts:
        names, rank, at, by = incidence.moved(to)
        renamed = np.array([terms.setdefault(name, len(terms)) for name in names], np.int64)
        ranks.append(renamed[rank])
        ats.append(at)
        weights.append(by)
    rank, at = np.concatenate(ranks), np.concatenate(ats)
    order = np.argsort(rank * size + at)
    first = rank[order].searchsorted(np.arange(len(terms) + 1))
    return Incidence(
        terms, first, at[order].astype(np.int32), np.concatenate(weights)[order], parts[0][0].scale
    )


class Incidence:
    """Immutable; terms are strings, positions ascend within a term."""

    def __init__(
        self,
        terms: Mapping[str, int],
        first: npt.NDArray[np.int64],
        at: Positions,
        by: npt.NDArray[np.uint8],
        scale: int,
    ) -> None:
        self._terms, self._first, self._at, self._by = terms, first, at, by
        self.scale = scale
        self._unit = np.float32(1 / scale)

    def __contains__(self, term: object) -> bool:
        return term in self._terms

    def count(self, term: str, gone: Positions = _NOWHERE) -> int:
        """How many positions hold the term, but for those that are gone."""
        rank = self._terms.get(term)
        if rank is None:
            return 0
        low, high = self._first[rank], self._first[rank + 1]
        if not len(gone):
            return int(high - low)
        at = self._at[low:high]
        lost = at.searchsorted(gone, side="right") - at.searchsorted(gone)
        return int(high - low - lost.sum())

    def moved(self, to: Positions) -> tuple[Sequence[str], Positions, Positions, Any]:
        """Its terms, and for each posting the rank of the term, the position that `to` gives
        instead (those under 0 are dropped) and the weight."""
        ranks = np.arange(len(self._terms)).repeat(np.diff(self._first))
        at = to[self._at]
        kept = at >= 0
        return list(self._terms), ranks[kept], at[kept], self._by[kept]

    def within(self, terms: Iterable[str], ranges: Ranges) -> tuple[Positions, Positions, Weights]:
        """Of several terms, one after the other: how many places of `ranges` hold each, all the
        places, ascending for each, and all the weights."""
        counts, chosen, places = self._postings(terms, ranges)
        return counts, places, self._by.take(chosen) * self._unit

    def _postings(
        self, terms: Iterable[str], ranges: Ranges
    ) -> tuple[Positions, Positions, Positions]:
        """The same, with the ranks of the postings for weights."""
        ranks = [self._terms.get(term) for term in terms]
        ends = np.zeros((2, len(ranks), len(ranges.starts)), np.int64)
        for row, rank in enumerate(ranks):
            if rank is not None:
                low, high = self._first[rank : rank + 2].tolist()
                ends[:, row] = self._at[low:high].searchsorted(ranges.ends)
                ends[:, row] += low
        firsts, stops = ends
        counts = stops - firsts
        held = np.flatnonzero(counts)
        if not len(held):
            return np.zeros(len(ranks), np.int64), _NOWHERE, _NOWHERE
        of_each, some = counts.sum(axis=1), counts.take(held)
        # Each stretch of postings, put one after the other without a loop.
        shift = firsts.take(held) - some.cumsum() + some
        chosen = np.arange(some.sum()) + shift.repeat(some)
        before = ranges.shifts.take(held % len(ranges.starts))
        return of_each, chosen, self._at.take(chosen) - before.repeat(some)

    def best(self, shares: Mapping[str, float], ranges: Ranges) -> Weights:
        """Of each place of `ranges` the largest weight of a term times its share; 0 where no
        term is held."""
        best = np.zeros(ranges.whole.size, np.float32)
        counts, places, weights = self.within(shares, ranges.whole)
        weights *= np.array(list(shares.values()), np.float32).repeat(counts)
        np.maximum.at(best, places, weights)
        return ranges.told(best)

    def mask(
        self, terms: Iterable[str], ranges: Ranges, least: float = 0.0
    ) -> npt.NDArray[np.bool_]:
        """Which places of `ranges` hold one of the terms, with that weight at least."""
        asked = tuple(terms)
        key = (id(self), asked, least)
        found = ranges.whole.once(key, lambda: self._mask(asked, ranges.whole, least))
        return ranges.told(found).copy()

    def _mask(self, terms: Iterable[str], ranges: Ranges, least: float) -> npt.NDArray[np.bool_]:
        found = np.zeros(ranges.size, bool)
        _counts, chosen, places = self._postings(terms, ranges)
        if least:
            places = places[self._by.take(chosen) * self._unit >= least - _HALF]
        found[places] = True
        return found
