"""Which two of many profiles score highest, found with matrices: every pair is scored, none built.

A score is a sum over concepts, hence three products of matrices of 0, 1 and credits. They are made
for some hundred rows at a time, so that memory grows with the number of profiles, not its square.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from entrelieux.core.geo.distance import EARTH_RADIUS_KM

Matrix = NDArray[np.float32]
_ROWS = 512
# Single precision ranks; who is so near the last one kept is weighed exactly by the caller.
_SLACK = 1e-4


@dataclass(frozen=True, slots=True)
class Table:
    """One row a profile, one column a concept.

    `shared`, `asked_too` and `lacks` are weighted by what each concept is worth; `gives` holds the
    credit at which a profile answers a concept. `place` are unit vectors, NaN for no position.
    """

    does: Matrix
    seeks: Matrix
    lacks: Matrix
    gives: Matrix
    disciplines: Matrix
    place: NDArray[np.float64]
    worth_shared: Matrix
    worth_asked_too: Matrix
    worth_lacked: Matrix

    def best(self, most: int, max_km: float) -> list[tuple[int, int]]:
        """The pairs of rows, the lower first, among which are the `most` best."""
        found: list[tuple[float, int, int]] = []
        least = 0.0
        for start in range(0, len(self.does), _ROWS):
            scores = self._scores(slice(start, start + _ROWS), max_km)
            rows, columns = np.nonzero(scores > max(least - _SLACK, 0.0))
            kept = zip(scores[rows, columns].tolist(), rows.tolist(), columns.tolist(), strict=True)
            found += [(score, row + start, column) for score, row, column in kept]
            if len(found) > most:
                least = sorted((one[0] for one in found), reverse=True)[most - 1]
                found = [one for one in found if one[0] >= least - _SLACK]
        return [(row, column) for _score, row, column in found]

    def _scores(self, rows: slice, max_km: float) -> Matrix:
        """Of these rows with each later one; 0 for those who are not to be paired."""
        scores = (self.does[rows] * self.worth_shared) @ self.does.T
        scores += (self.seeks[rows] * self.worth_asked_too) @ self.seeks.T
        scores += (self.lacks[rows] * self.worth_lacked) @ self.gives.T
        scores += self.gives[rows] @ (self.lacks * self.worth_lacked).T
        reach = math.cos(min(max_km / EARTH_RADIUS_KM, math.pi)) - 1e-12
        near = self.place[rows] @ self.place.T >= reach
        near |= np.isnan(self.place[rows, :1]) | np.isnan(self.place[:, 0])
        unlike = self.disciplines[rows] @ self.disciplines.T == 0
        scores[~(near & unlike)] = 0.0
        first = rows.start or 0
        return np.triu(scores, k=first + 1)


def marks(sets: Sequence[Iterable[str]], columns: Mapping[str, int]) -> Matrix:
    """1 where a set of the row holds the concept of the column."""
    table = np.zeros((len(sets), len(columns)), dtype=np.float32)
    for row, names in enumerate(sets):
        for name in names:
            if name in columns:
                table[row, columns[name]] = 1.0
    return table


def unit_vectors(positions: Sequence[tuple[float | None, float | None]]) -> NDArray[np.float64]:
    """Points of the unit sphere, in which the nearness of two is one product."""
    degrees = np.array(
        [(math.nan, math.nan) if None in one else one for one in positions], dtype=np.float64
    ).reshape(-1, 2)
    lat, lon = np.radians(degrees[:, 0]), np.radians(degrees[:, 1])
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)
