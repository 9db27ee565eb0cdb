"""The first of a list, without looking at what could not be of it.

Features are known everywhere; conditions, and what titles mean, only where they are asked: from the
best plain score down, as far as a title could still bring an offer among the first.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from entrelieux.core.bridging.conditions import Condition
from entrelieux.core.bridging.features import TITLES
from entrelieux.core.bridging.index.ranges import Positions
from entrelieux.core.bridging.model import Offer
from entrelieux.core.bridging.table import Judgment, Scores, Table
from entrelieux.core.bridging.weights import Weights

# What comes so far behind the best would only distract from it.
SPREAD = 2.0
READ_FIRST = 64  # titles
_LIKELY = 24
_FARTHER = 8  # times as many are judged when none of the first is of the list
_SAMPLED = 16  # one place in so many tells which are the best, or thereabouts
_SLACK = 0.001  # scores are rounded, and cosines are of rounded vectors


class Which(Enum):
    """What no condition excludes, what one alone does, and what is within reach and excluded."""

    KEPT = "kept"
    MISSED = "missed"
    BARRED = "barred"


class Found(NamedTuple):
    score: float
    id: str
    place: int


class Detail(NamedTuple):
    """An offer with what is said of it."""

    offer: Offer
    parts: Mapping[str, float]
    verdicts: Mapping[Condition, int]
    km: float


class Prospect:
    """The offers of a segment before a need. `everywhere` judges and reads all of them;
    `keeps_excluded` has them all kept."""

    def __init__(
        self, table: Table, weights: Weights, *, everywhere: bool, keeps_excluded: bool
    ) -> None:
        self.table, self._weights = table, weights
        self._keeps_excluded, self._everywhere = keeps_excluded, everywhere
        self._plain = table.plain_scores(weights)
        self._most = abs(weights.by_feature.get(TITLES, 0.0)) * (1 + _SLACK) + _SLACK
        self._judge_from(-math.inf if everywhere else self._likely_bar() - self._most)

    def details(self, places: Positions) -> Iterator[Detail]:
        """What is told of places that `largest` gave."""
        ranks = self._places.searchsorted(places)
        verdicts = {one: told.take(ranks).tolist() for one, told in self._judgment.verdicts.items()}
        parts = self.table.parts_at(places, self._weights)
        kms = self.table.km.take(places).tolist()
        for rank, offer in enumerate(self._offers(places)):
            each = {one: told[rank] for one, told in verdicts.items()}
            yield Detail(offer, parts[rank], each, kms[rank])

    def _offers(self, places: Positions) -> list[Offer]:
        offers = self.table.segment.offers
        return [offers[at] for at in self.table.ranges.positions_at(places).tolist()]

    def largest(self, limit: int, which: Which, *, least: float) -> Iterator[Found]:
        """The largest scores, and all that equal the last of them; what is under `least`, or
        `SPREAD` behind the first, may be left out."""
        while True:
            places, scores = self._scored(limit, which, least)
            bar = max(least, _bar(scores, limit))
            if bar - self._most >= self._floor:
                break
            more = _FARTHER * max(len(self._places), READ_FIRST)
            self._judge_from(
                _reached_by(self._plain, more) if bar == -math.inf else bar - self._most
            )
        told = scores >= bar
        ids = (offer.id for offer in self._offers(places[told]))
        return map(Found, scores[told].tolist(), ids, places[told].tolist())

    def _likely_bar(self) -> float:
        """What a few of the best reach with their titles, whether conditions exclude them or not:
        the first of every list are likely over it."""
        some = _reached_by(self._plain[::_SAMPLED], -(-READ_FIRST // _SAMPLED))
        first = np.flatnonzero(self._plain >= some)
        return _bar(self._scores(first, self._plain.take(first)), _LIKELY)

    def _judge_from(self, floor: float) -> None:
        """Every place whose plain score is that at least."""
        self._floor = floor
        self._places: Positions = np.flatnonzero(self._plain >= floor)
        self._judgment = self.table.judgment(self._places)

    def _scored(self, limit: int, which: Which, bar: float) -> tuple[Positions, Scores]:
        """The scores of those that are judged and of a list, but for what could not be told.

        What titles mean is read of the best without it, then of those that it could still bring
        among the first.
        """
        places = self._places[_are(which, self._judgment, self._keeps_excluded)]
        plain = self._plain.take(places)
        if not self._everywhere:
            first = _largest(plain, max(READ_FIRST, limit))
            bar = max(bar, _bar(self._scores(places[first], plain[first]), limit))
            hopeful = np.flatnonzero(plain >= bar - self._most)
            places, plain = places.take(hopeful), plain.take(hopeful)
        return places, self._scores(places, plain)

    def _scores(self, places: Positions, plain: Scores) -> Scores:
        return self.table.scores_at(places, plain, self._weights)


def _are(which: Which, judgment: Judgment, keeps_excluded: bool) -> npt.NDArray[np.bool_]:
    if keeps_excluded:
        return np.full(len(judgment.failures), which is Which.KEPT)
    return {
        Which.KEPT: judgment.is_kept,
        Which.MISSED: judgment.is_missed,
        Which.BARRED: judgment.is_barred,
    }[which]


def _reached_by(values: Scores, count: int) -> float:
    """What so many values reach."""
    return float(np.partition(values, -count)[-count]) if count < len(values) else -math.inf


def _largest(values: Scores, count: int) -> Positions:
    """Where the largest are, in no order."""
    if len(values) <= count:
        return np.arange(len(values))
    return np.argpartition(values, -count)[-count:]


def _bar(scores: Scores, limit: int) -> float:
    """What a score must reach to be told: that of the last one, or `SPREAD` under the first."""
    if not len(scores):
        return -math.inf
    return max(_reached_by(scores, limit), float(scores.max()) - SPREAD)
