"""One set of offers, sorted by place, with all that matching reads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from entrelieux.core.bridging.index.columns import Columns, ColumnsBuilder
from entrelieux.core.bridging.index.grid import Mobility, cells_of, stretches, whole_grid
from entrelieux.core.bridging.index.incidence import Incidence, IncidenceBuilder
from entrelieux.core.bridging.index.ranges import Positions, Ranges, joined
from entrelieux.core.bridging.model import Offer
from entrelieux.core.bridging.reading.moments import moments_in
from entrelieux.core.bridging.reading.offers import OfferReading
from entrelieux.core.bridging.vectors import Coarse
from entrelieux.core.geo.distance import unit_vectors

NOWHERE: Positions = np.empty(0, np.int32)
INCIDENCES = (
    "concepts", "hinted", "sought", "refused", "denied", "only", "refused_words",
    "reserved_words", "words",
)  # fmt: skip


class Held(list[Offer]):
    """Offers by position, and positions by the id of the offer."""

    @cached_property
    def places(self) -> Mapping[str, int]:
        return {one.id: place for place, one in enumerate(self)}


@dataclass(frozen=True, slots=True)
class Segment:
    """Offers in the order of the grids. `roams_km` is how far the one that travels most goes.

    `points` are those of the unit sphere, an axis a row. `vectors` and `titles` are unit vectors of
    the whole text and of the title, one row an offer, or None without an encoder. `gone` are the
    positions of offers that hold no more, ascending: a segment is never changed, another one says
    that they are gone.
    """

    offers: Held
    cells: npt.NDArray[np.int64]
    points: npt.NDArray[np.float32]
    columns: Columns
    concepts: Incidence
    hinted: Incidence
    sought: Incidence
    refused: Incidence
    denied: Incidence
    only: Incidence
    refused_words: Incidence
    reserved_words: Incidence
    words: Incidence
    vectors: Coarse | None
    titles: Coarse | None
    roams_km: float
    gone: Positions = field(default_factory=lambda: NOWHERE)

    def __len__(self) -> int:
        return len(self.offers) - len(self.gone)

    @property
    def words_told(self) -> float:
        """How many words its offers say, together."""
        length = self.columns.length
        return float(length.sum(dtype=float) - length[self.gone].sum(dtype=float))

    def without(self, ids: Iterable[str]) -> Segment:
        """The same but for some offers; ids that it does not hold say nothing."""
        places = self.offers.places
        found = [places[one] for one in ids if one in places]
        return replace(self, gone=np.union1d(self.gone, np.array(found, np.int32)))

    def around(self, lat: float, lon: float, km: float) -> Ranges:
        """The stretches that may hold what is within `km`, travels as far as there, or is had
        from afar."""
        roaming = max(km, self.roams_km)
        found = (
            stretches(self.cells, Mobility.STAYS, lat, lon, km),
            stretches(self.cells, Mobility.TRAVELS, lat, lon, roaming),
            whole_grid(self.cells, Mobility.FROM_AFAR),
        )
        return joined(found).without(self.gone)

    def afar(self) -> Ranges:
        """What is had from afar: the last places of whatever is looked at."""
        return whole_grid(self.cells, Mobility.FROM_AFAR).without(self.gone)

    def whole(self) -> Ranges:
        """Every position."""
        size = len(self.offers)
        ends = np.array([0][:size], np.int64), np.array([size][:size], np.int64)
        return Ranges(*ends).without(self.gone)


def mobility(offer: Offer) -> Mobility:
    if moments_in(offer.available).is_remote:
        return Mobility.FROM_AFAR
    return Mobility.TRAVELS if offer.mobile_km else Mobility.STAYS


def mobility_of(columns: Columns) -> npt.NDArray[np.int64]:
    """The same, of what was read of many."""
    moves = np.where(columns.roams_km > 0, Mobility.TRAVELS, Mobility.STAYS)
    return np.where(columns.is_remote, Mobility.FROM_AFAR, moves).astype(np.int64)


def in_order(offers: Iterable[Offer]) -> list[Offer]:
    """Offers by the cell of the grid where they are, equals by their id."""
    told = list(offers)
    lats, lons = (np.array([getattr(one, name) for one in told], float) for name in ("lat", "lon"))
    cells = cells_of(lats, lons, np.array([mobility(one) for one in told], np.int64))
    ids = np.array([one.id for one in told], np.str_)
    return [told[place] for place in np.lexsort((ids, cells)).tolist()]


class SegmentBuilder:
    """Takes readings in the order of the grid and keeps none of them: a million offers fit in
    memory."""

    def __init__(self) -> None:
        self._roams_km = 0.0
        self.offers = Held()
        self._columns = ColumnsBuilder()
        self._concepts, self._hinted = IncidenceBuilder(), IncidenceBuilder()
        self._sought = IncidenceBuilder()
        self._refused, self._words = IncidenceBuilder(), IncidenceBuilder(scale=10)
        self._denied, self._only = IncidenceBuilder(), IncidenceBuilder()
        self._refused_words, self._reserved_words = IncidenceBuilder(), IncidenceBuilder()

    def add(self, reading: OfferReading) -> None:
        self.offers.append(reading.offer)
        self._roams_km = max(self._roams_km, reading.offer.mobile_km or 0.0)
        self._columns.add(reading)
        self._concepts.add(reading.concepts)
        self._hinted.add(reading.hinted)
        self._sought.add(reading.sought)
        self._refused.add(dict.fromkeys(reading.refused, 1.0))
        self._denied.add(dict.fromkeys(reading.denied, 1.0))
        self._only.add(dict.fromkeys(reading.only, 1.0))
        self._refused_words.add(dict.fromkeys(reading.refused_words, 1.0))
        self._reserved_words.add(dict.fromkeys(reading.reserved_words, 1.0))
        self._words.add(reading.words)

    def build(self, vectors: Coarse | None, titles: Coarse | None) -> Segment:
        """The segment; vectors come in the order of the offers."""
        columns = self._columns.build()
        return Segment(
            offers=self.offers,
            cells=cells_of(columns.lat, columns.lon, mobility_of(columns)),
            points=np.ascontiguousarray(unit_vectors(columns.lat, columns.lon).T, np.float32),
            columns=columns,
            concepts=self._concepts.build(),
            hinted=self._hinted.build(),
            sought=self._sought.build(),
            refused=self._refused.build(),
            denied=self._denied.build(),
            only=self._only.build(),
            refused_words=self._refused_words.build(),
            reserved_words=self._reserved_words.build(),
            words=self._words.build(),
            vectors=vectors,
            titles=titles,
            roams_km=self._roams_km,
        )
