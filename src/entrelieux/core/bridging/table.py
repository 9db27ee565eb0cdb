"""A need before the offers of a segment: features of every place, verdicts where they are asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from entrelieux.core.bridging.answers import Answers
from entrelieux.core.bridging.conditions import USUAL_KM, Condition, judge, reach_km
from entrelieux.core.bridging.conditions.verdicts import FAILS, HOLDS, Kilometres, Verdicts
from entrelieux.core.bridging.features import (
    FEATURES,
    TITLES,
    Column,
    Query,
    of_circumstances,
    of_sorts,
    of_subjects,
    of_words,
)
from entrelieux.core.bridging.index.ranges import Positions, Ranges
from entrelieux.core.bridging.index.segment import Segment
from entrelieux.core.bridging.index.sorts import EVERY_SORT, Sorts
from entrelieux.core.bridging.meaning import Cosines, TitleMeaning, of_wholes
from entrelieux.core.bridging.model import Need
from entrelieux.core.bridging.weights import Weights
from entrelieux.core.geo.distance import chords_km, unit_vectors

Matrix = npt.NDArray[np.float32]
Scores = npt.NDArray[np.float32]
_RANKS = {name: rank for rank, name in enumerate(FEATURES)}
# That one of these holds is a feature too.
_COUNTED = {
    "in_time": Condition.TIME,
    "fits": Condition.SIZE,
    "works_it": Condition.MATERIAL,
    "seats": Condition.SEATS,
}
_ALL = tuple(Condition)
_OTHERS = tuple(one for one in _ALL if one not in _COUNTED.values())


@dataclass(frozen=True)
class Judgment:
    """What each condition says of some places."""

    verdicts: Mapping[Condition, Verdicts]

    @cached_property
    def failures(self) -> npt.NDArray[np.int8]:
        """How many hard conditions each fails."""
        told = np.zeros(len(self.verdicts[Condition.REACH]), np.int8)
        for one in Condition:
            told += self.verdicts[one] == FAILS
        return told

    @property
    def is_kept(self) -> npt.NDArray[np.bool_]:
        told: npt.NDArray[np.bool_] = self.failures == 0
        return told

    @property
    def is_missed(self) -> npt.NDArray[np.bool_]:
        """But for one condition, it would be kept."""
        told: npt.NDArray[np.bool_] = self.failures == 1
        return told

    @property
    def is_barred(self) -> npt.NDArray[np.bool_]:
        """Within reach, and excluded by another condition."""
        told: npt.NDArray[np.bool_] = self.verdicts[Condition.REACH] != FAILS
        return told & (self.failures > 0)


@dataclass(frozen=True)
class Table:
    """Features at every place of `ranges`, how far each is, and what conditions that count as
    features say there.

    `columns` are a number a place, those that the need gives rise to; `by_sort` a number a sort of
    offers. What titles mean is no column: it is read where it may matter. None without an encoder.
    """

    query: Query
    segment: Segment
    ranges: Ranges
    answers: Answers
    km: Kilometres
    columns: Mapping[str, Column]
    by_sort: Mapping[str, Column]
    counted: Mapping[Condition, Verdicts]
    titles: TitleMeaning | None

    def values_at(self, places: Positions) -> Matrix:
        """One row a place, one column a feature."""
        told = np.zeros((len(places), len(FEATURES)), np.float32)
        sorts = self._sorts.take(places)
        for name, column in self.columns.items():
            told[:, _RANKS[name]] = column.take(places)
        for name, column in self.by_sort.items():
            told[:, _RANKS[name]] = column.take(sorts)
        for name, column in self._titles(places).items():
            told[:, _RANKS[name]] = column
        return told

    @property
    def _sorts(self) -> Sorts:
        return self.ranges.take(self.segment.columns.sort)

    def _titles(self, places: Positions) -> Mapping[str, Scores]:
        return {TITLES: self.titles.told(places)} if self.titles else {}

    def plain_scores(self, weights: Weights) -> Scores:
        """The score of every place but for what its title means."""
        of_sorts = np.full(len(EVERY_SORT), weights.constant, np.float32)
        _add(of_sorts, self.by_sort, weights)
        total = of_sorts.take(self._sorts)
        _add(total, self.columns, weights)
        return total

    def scores_at(self, places: Positions, plain: Scores, weights: Weights) -> Scores:
        """The scores of some places, of which `plain` are known, to four decimals, so that twins
        are equal."""
        total = plain
        for name, told in self._titles(places).items():
            total = total + np.float32(weights.by_feature.get(name, 0.0)) * told
        return np.round(total, 4)

    def parts_at(self, places: Positions, weights: Weights) -> list[Mapping[str, float]]:
        """The points of some places, feature by feature, those that are none left out."""
        by_feature = [weights.by_feature.get(name, 0.0) for name in FEATURES]
        points = (self.values_at(places) * np.array(by_feature, np.float32)).tolist()
        return [
            {name: value for name, value in zip(FEATURES, row, strict=True) if value}
            for row in points
        ]

    def judgment(self, places: Positions) -> Judgment:
        """What each condition says of some places."""
        some = self.ranges.some(places)
        km = self.km.take(places)
        others = judge(self.query.reading, self.segment, some, km, self.answers, which=_OTHERS)
        counted = {one: verdicts.take(places) for one, verdicts in self.counted.items()}
        verdicts = {**others, **counted}
        return Judgment({one: verdicts[one] for one in _ALL})


def _add(total: Scores, columns: Mapping[str, Column], weights: Weights) -> None:
    for name, column in columns.items():
        weight = weights.by_feature.get(name, 0.0)
        if weight and (column.dtype != bool or column.any()):
            total += np.float32(weight) * column


def table_of(
    query: Query,
    segment: Segment,
    answers: Answers,
    *,
    everywhere: bool = False,
    afar: Cosines | None = None,
) -> Table:
    """All that is said of `query` by the offers of a segment that may be within reach, or by all
    of them; `afar`: what texts mean of those that are had from afar, when it is known."""
    reading = query.reading
    need = reading.need
    ranges = segment.whole() if everywhere else segment.around(need.lat, need.lon, reach_km(need))
    km = _distances(need, segment, ranges)
    counted = judge(reading, segment, ranges, km, answers, which=_COUNTED.values())
    columns = {
        **of_subjects(query, segment, ranges, answers),
        **of_words(query, segment, ranges),
        **dict(of_circumstances(query, segment, ranges, answers)),
        **{name: counted[one] == HOLDS for name, one in _COUNTED.items()},
        "near": -np.minimum(2.0, km / (need.max_km or USUAL_KM)),
    }
    titles = None
    if not (query.vectors is None or segment.vectors is None or segment.titles is None):
        columns["meaning"] = of_wholes(query.vectors, segment.vectors, ranges, afar)
        titles = TitleMeaning(query.vectors, segment.vectors, segment.titles, ranges)
    return Table(query, segment, ranges, answers, km, columns, of_sorts(reading), counted, titles)


def _distances(need: Need, segment: Segment, ranges: Ranges) -> Kilometres:
    """Kilometres to go: none when the offer comes, or is had from afar."""
    told = np.zeros(ranges.size, np.float32)
    some = ranges.first(ranges.size - segment.afar().size)
    here = unit_vectors(np.array([need.lat]), np.array([need.lon]))[0].astype(np.float32)
    squares = np.zeros(some.size, np.float32)
    for axis, at in zip(segment.points, here, strict=True):
        away = some.take(axis) - at
        squares += np.multiply(away, away, out=away)
    km: Kilometres = chords_km(squares).astype(np.float32, copy=False)
    km[km <= some.take(segment.columns.roams_km)] = 0.0
    told[: some.size] = km
    return told
