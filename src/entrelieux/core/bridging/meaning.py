"""How near the sentences of offers are to those of a need, read only where it is asked, once."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from entrelieux.core.bridging.index.incidence import Positions, Ranges
from entrelieux.core.bridging.index.segment import Segment
from entrelieux.core.bridging.vectors import Coarse, Vectors

# Of the whole texts, then of a title and the nearest of both: cosines, no more than 1.
MEANINGS = ("meaning", "title_meaning")
Cosines = npt.NDArray[np.float32]


class Meanings:
    """Of the offers in some stretches of a segment. `vectors` are two columns, of the need's whole
    text and of its title, or None without an encoder: then nothing is told, under no name."""

    def __init__(self, vectors: Vectors | None, segment: Segment, ranges: Ranges) -> None:
        self._ranges = ranges
        self._kept: dict[str, Cosines] = {}
        self._pairs: Mapping[str, tuple[tuple[Coarse, Vectors], ...]] = {}
        wholes, titles = segment.vectors, segment.titles
        if vectors is not None and wholes is not None and titles is not None:
            whole, title = (np.ascontiguousarray(one) for one in vectors.T)
            nearest = (wholes, title), (titles, whole), (titles, title)
            self._pairs = dict(zip(MEANINGS, (((wholes, whole),), nearest), strict=True))

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._pairs)

    def told(self, name: str, places: Positions) -> Cosines:
        """The cosines at some places of the stretches, of one of `names`."""
        if name not in self._kept:
            self._kept[name] = np.full(self._ranges.size, np.nan, np.float32)
        kept = self._kept[name]
        found = kept.take(places)
        unread = np.flatnonzero(np.isnan(found))
        if len(unread):
            at = self._ranges.positions_at(places.take(unread))
            found[unread] = np.maximum.reduce(
                [rows.products(at, vector) for rows, vector in self._pairs[name]]
            )
            kept[places] = found
        return found
