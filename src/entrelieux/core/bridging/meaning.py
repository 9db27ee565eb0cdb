"""How near the sentences of offers are to those of a need: cosines, no more than 1.

Those of whole texts are read of every offer, row after row, which is as fast as choosing among
them; those of titles only where it is asked, once.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from entrelieux.core.bridging.index.incidence import Positions, Ranges
from entrelieux.core.bridging.index.segment import Segment
from entrelieux.core.bridging.vectors import Vectors

Cosines = npt.NDArray[np.float32]


def of_wholes(vectors: Vectors | None, segment: Segment, ranges: Ranges) -> Cosines | None:
    """Of whole texts, a number a position; None without an encoder. `vectors` are two columns, of
    the need's whole text and of its title."""
    if vectors is None or segment.vectors is None:
        return None
    return segment.vectors.products(ranges.pairs(), ranges.size, vectors[:, 0].copy())


class TitleMeaning:
    """Of a title and the nearest of both, at some places of `ranges`."""

    def __init__(self, vectors: Vectors, segment: Segment, ranges: Ranges) -> None:
        self._segment, self._ranges = segment, ranges
        self._both, self._title = vectors.copy(), vectors[:, 1:].copy()
        self._kept = np.full(ranges.size, np.nan, np.float32)

    def told(self, places: Positions) -> Cosines:
        """The cosines at some places of the stretches."""
        found = self._kept.take(places)
        unread = np.flatnonzero(np.isnan(found))
        wholes, titles = self._segment.vectors, self._segment.titles
        if len(unread) and wholes is not None and titles is not None:
            at = self._ranges.positions_at(places.take(unread))
            read = titles.nearest(at, self._both), wholes.nearest(at, self._title)
            found[unread] = np.maximum(*read)
            self._kept[places] = found
        return found
