"""Which offers hold which term, and how much: a sparse matrix read by term."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

Positions = npt.NDArray[np.integer[Any]]
Weights = npt.NDArray[np.float16]
S = TypeVar("S", bound=np.generic)
_NOWHERE, _NOTHING = np.empty(0, np.int32), np.empty(0, np.float16)


@dataclass(frozen=True)
class Ranges:
    """Stretches of positions side by side: `starts[i]` to `stops[i]`, and where each begins
    among them all."""

    starts: npt.NDArray[np.int64]
    stops: npt.NDArray[np.int64]

    @cached_property
    def offsets(self) -> npt.NDArray[np.int64]:
        return np.concatenate(([0], np.cumsum(self.stops - self.starts)))

    @cached_property
    def size(self) -> int:
        return int(self.offsets[-1])

    def positions(self) -> Positions:
        parts = [
            np.arange(a, b, dtype=np.int32) for a, b in zip(self.starts, self.stops, strict=True)
        ]
        return np.concatenate(parts) if parts else np.empty(0, np.int32)

    def position(self, place: int) -> int:
        """The position that is `place`-th of the stretches."""
        rank = int(self.offsets.searchsorted(place, side="right")) - 1
        return int(self.starts[rank] + place - self.offsets[rank])

    def take(self, column: npt.NDArray[S]) -> npt.NDArray[S]:
        """The values of a column over the stretches, in order."""
        parts = [column[a:b] for a, b in self.pairs()]
        return np.concatenate(parts) if parts else column[:0]

    def pairs(self) -> Iterator[tuple[int, int]]:
        return zip(self.starts.tolist(), self.stops.tolist(), strict=True)


class IncidenceBuilder:
    """Takes rows in the order of arrival; they are put in their final order when all are there."""

    def __init__(self) -> None:
        self._terms: dict[str, int] = {}
        self._ids, self._weights, self._sizes = array("i"), array("f"), array("i")

    def add(self, row: Mapping[str, float]) -> None:
        """The terms of the next row, with their weights."""
        terms = self._terms
        self._ids.extend(terms.setdefault(term, len(terms)) for term in row)
        self._weights.extend(row.values())
        self._sizes.append(len(row))

    def build(self, position: npt.NDArray[np.int32]) -> Incidence:
        """`position[i]` is where the row that came as `i` stands from now on."""
        ids = np.frombuffer(self._ids, np.int32) if self._ids else np.empty(0, np.int32)
        at = np.repeat(position, np.frombuffer(self._sizes, np.int32))
        order = np.lexsort((at, ids))
        first = np.searchsorted(ids[order], np.arange(len(self._terms) + 1)).astype(np.int64)
        weights = np.array(self._weights, np.float16)[order]
        return Incidence(self._terms, first, at[order].astype(np.int32), weights)


class Incidence:
    """Immutable; terms are strings, positions ascend within a term."""

    def __init__(
        self, terms: Mapping[str, int], first: npt.NDArray[np.int64], at: Positions, by: Weights
    ) -> None:
        self._terms, self._first, self._at, self._by = terms, first, at, by

    def __contains__(self, term: object) -> bool:
        return term in self._terms

    def count(self, term: str) -> int:
        """How many positions hold the term."""
        rank = self._terms.get(term)
        return 0 if rank is None else int(self._first[rank + 1] - self._first[rank])

    def within(self, term: str, ranges: Ranges) -> tuple[Positions, Weights]:
        """Ranks among the positions of `ranges`, ascending, and weights."""
        rank = self._terms.get(term)
        if rank is None:
            return _NOWHERE, _NOTHING
        low, high = self._first[rank], self._first[rank + 1]
        at = self._at[low:high]
        firsts = at.searchsorted(ranges.starts)
        counts = at.searchsorted(ranges.stops) - firsts
        total = int(counts.sum())
        if not total:
            return _NOWHERE, _NOTHING
        # Each stretch of postings, put one after the other without a loop.
        shift = firsts - counts.cumsum() + counts
        chosen = np.arange(total) + shift.repeat(counts)
        local = at[chosen] - (ranges.starts - ranges.offsets[:-1]).repeat(counts)
        return local, self._by[low + chosen]

    def mask(
        self, terms: Iterable[str], ranges: Ranges, least: float = 0.0
    ) -> npt.NDArray[np.bool_]:
        """Which positions of `ranges` hold one of the terms, with that weight at least."""
        found = np.zeros(ranges.size, bool)
        for term in terms:
            local, weights = self.within(term, ranges)
            if len(local):
                found[local[weights >= least] if least else local] = True
        return found
