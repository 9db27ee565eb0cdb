"""How near the sentences of offers are to those of a need: cosines, no more than 1.

Those of whole texts are read of every offer, row after row, which is as fast as choosing among
them; those of titles only where it is asked, once.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from entrelieux.core.bridging.index.ranges import Positions, Ranges
from entrelieux.core.bridging.index.segment import Segment
from entrelieux.core.bridging.vectors import Coarse, Vectors

Cosines = npt.NDArray[np.float32]


def of_wholes(
    vectors: Vectors, wholes: Coarse, ranges: Ranges, last: Cosines | None = None
) -> Cosines:
    """Of whole texts, a number a place; those of the `last` places may be known. `vectors` are two
    columns, of the need's whole text and of its title."""
    if last is None:
        return wholes.products(ranges.pairs(), ranges.size, vectors[:, 0].copy())
    first = ranges.first(ranges.size - len(last))
    return np.concatenate((of_wholes(vectors, wholes, first), last))


def of_afar(vectors: Sequence[Vectors | None], segment: Segment) -> Sequence[Cosines | None]:
    """Of the whole texts that are had from afar, for each of many needs: all of them look there,
    and rows are read once."""
    told = [one[:, 0] for one in vectors if one is not None]
    if segment.vectors is None or len(told) < len(vectors):
        return [None] * len(vectors)
    ranges = segment.afar()
    products = segment.vectors.products(ranges.pairs(), ranges.size, np.stack(told, axis=1))
    return list(np.ascontiguousarray(products.T))


class TitleMeaning:
    """Of a title and the nearest of both, at some places of `ranges`."""

    def __init__(self, vectors: Vectors, wholes: Coarse, titles: Coarse, ranges: Ranges) -> None:
        self._pairs = (titles, vectors.copy()), (wholes, vectors[:, 1:].copy())
        self._ranges = ranges
        self._kept = np.full(ranges.size, np.nan, np.float32)

    def told(self, places: Positions) -> Cosines:
        """The cosines at some places of the stretches."""
        found = self._kept.take(places)
        unread = np.flatnonzero(np.isnan(found))
        if len(unread):
            at = self._ranges.positions_at(places.take(unread))
            found[unread] = np.maximum(
                *(rows.nearest(at, columns) for rows, columns in self._pairs)
            )
            self._kept[places] = found
        return found
