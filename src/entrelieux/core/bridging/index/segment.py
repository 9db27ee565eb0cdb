"""One set of offers, sorted by place, with all that matching reads."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from entrelieux.core.bridging.index.columns import Columns, ColumnsBuilder
from entrelieux.core.bridging.index.grid import cells_of, stretches
from entrelieux.core.bridging.index.incidence import Incidence, IncidenceBuilder, Ranges
from entrelieux.core.bridging.model import Offer
from entrelieux.core.bridging.reading.texts import OfferReading

Halves = npt.NDArray[np.float16]


@dataclass(frozen=True, slots=True)
class Segment:
    """Offers in the order of the grid. `farthest_km` is how far the one that travels most goes:
    infinity for those that are had from afar, 0 when one has to come.

    `vectors` and `titles` are unit vectors of the whole text and of the title, one row an offer,
    or None without an encoder.
    """

    offers: Sequence[Offer]
    cells: npt.NDArray[np.int64]
    columns: Columns
    concepts: Incidence
    hinted: Incidence
    sought: Incidence
    refused: Incidence
    refused_words: Incidence
    reserved_words: Incidence
    words: Incidence
    vectors: Halves | None
    titles: Halves | None
    farthest_km: float

    def __len__(self) -> int:
        return len(self.offers)

    def around(self, lat: float, lon: float, km: float) -> Ranges:
        """The stretches that may hold what is within `km`, or travels as far as there."""
        if self.farthest_km == math.inf:
            return self.whole()
        return stretches(self.cells, lat, lon, max(km, self.farthest_km))

    def whole(self) -> Ranges:
        """Every position."""
        size = len(self)
        return Ranges(np.array([0][:size], np.int64), np.array([size][:size], np.int64))


def in_order(offers: Iterable[Offer]) -> list[Offer]:
    """Offers by the cell of the grid where they are, equals by their id."""
    told = list(offers)
    lats, lons = (np.array([getattr(one, name) for one in told], float) for name in ("lat", "lon"))
    cells = cells_of(lats, lons)
    ids = np.array([one.id for one in told], np.str_)
    return [told[place] for place in np.lexsort((ids, cells)).tolist()]


class SegmentBuilder:
    """Takes readings in the order of the grid and keeps none of them: a million offers fit in
    memory."""

    def __init__(self) -> None:
        self._farthest_km = 0.0
        self.offers: list[Offer] = []
        self._columns = ColumnsBuilder()
        self._concepts, self._hinted = IncidenceBuilder(), IncidenceBuilder()
        self._sought = IncidenceBuilder()
        self._refused, self._words = IncidenceBuilder(), IncidenceBuilder(scale=10)
        self._refused_words, self._reserved_words = IncidenceBuilder(), IncidenceBuilder()

    def add(self, reading: OfferReading) -> None:
        self.offers.append(reading.offer)
        goes_km = math.inf if reading.moments.is_remote else reading.offer.mobile_km or 0.0
        self._farthest_km = max(self._farthest_km, goes_km)
        self._columns.add(reading)
        self._concepts.add(reading.concepts)
        self._hinted.add(reading.hinted)
        self._sought.add(reading.sought)
        self._refused.add(dict.fromkeys(reading.refused, 1.0))
        self._refused_words.add(dict.fromkeys(reading.refused_words, 1.0))
        self._reserved_words.add(dict.fromkeys(reading.reserved_words, 1.0))
        self._words.add(reading.words)

    def build(self, vectors: Halves | None, titles: Halves | None) -> Segment:
        """The segment; vectors come in the order of the offers."""
        columns = self._columns.build()
        return Segment(
            offers=self.offers,
            cells=cells_of(columns.lat, columns.lon),
            columns=columns,
            concepts=self._concepts.build(),
            hinted=self._hinted.build(),
            sought=self._sought.build(),
            refused=self._refused.build(),
            refused_words=self._refused_words.build(),
            reserved_words=self._reserved_words.build(),
            words=self._words.build(),
            vectors=vectors,
            titles=titles,
            farthest_km=self._farthest_km,
        )
