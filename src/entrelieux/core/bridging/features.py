"""What speaks for and against each offer within reach: one column each, before any weight."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from entrelieux.core.bridging.answers import Answers
from entrelieux.core.bridging.conditions import (
    FAILS,
    HARD,
    HOLDS,
    USUAL_KM,
    Condition,
    Kilometres,
    Verdicts,
    judge,
    reach_km,
)
from entrelieux.core.bridging.index.columns import ACCESSES, KINDS, TERMS, is_among
from entrelieux.core.bridging.index.incidence import Positions, Ranges
from entrelieux.core.bridging.index.segment import Segment
from entrelieux.core.bridging.meaning import TitleMeaning, of_wholes
from entrelieux.core.bridging.model import OfferKind
from entrelieux.core.bridging.reading.texts import NeedReading, word_weights
from entrelieux.core.bridging.weights import Weights
from entrelieux.core.geo.distance import chords_km, unit_vectors

FEATURES = (
    "subject", "unanswered", "hinted", "hinted_share", "words", "title_words",
    "meaning", "title_meaning", "wished", "unwished", "near", "in_time", "in_return",
    "members", "fits", "works_it", "seats", "roams", "gathering", "refused_words",
    "refuses_asked", "other_material", "stays", "reserved", "refused_kind",
    "role_wanted", "only_teaches",
)  # fmt: skip
Matrix = npt.NDArray[np.float32]
Scores = npt.NDArray[np.float32]
TITLES = "title_meaning"
_K1, _B = 1.2, 0.75  # Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009
_MAIN = 0.8  # the weight of a subject that a title names
_PROJECT = KINDS.index("project-looking-for-people")
_LESSONS = [KINDS.index(kind) for kind in ("training", "event")]


@dataclass(frozen=True, slots=True)
class Query:
    """A need with what only depends on it: the rarity of its words, and two unit vectors in
    columns, of the whole text and of the title; None without an encoder. `telling`: from 0 to 1,
    how few offers betray each concept that answers it."""

    reading: NeedReading
    vectors: Matrix | None
    rarity: Mapping[str, float]
    mean_length: float
    telling: Mapping[str, float]


@dataclass(frozen=True)
class Table:
    """Features of every position of `ranges`, what each condition says, and how far each is.

    What titles mean is no column: it is read where it may matter. None without an encoder.
    """

    ranges: Ranges
    km: Kilometres
    columns: Mapping[str, npt.NDArray[np.generic]]
    verdicts: Mapping[Condition, Verdicts]
    titles: TitleMeaning | None

    @property
    def values(self) -> Matrix:
        """One row a position, one column a feature."""
        told = np.zeros((self.ranges.size, len(FEATURES)), np.float32)
        for name, column in {**self.columns, **self._titles(np.arange(self.ranges.size))}.items():
            told[:, FEATURES.index(name)] = column
        return told

    def _titles(self, places: Positions) -> Mapping[str, Scores]:
        return {TITLES: self.titles.told(places)} if self.titles else {}

    def plain_scores(self, weights: Weights) -> Scores:
        """The score of every position but for what its title means."""
        total = np.full(self.ranges.size, weights.constant, np.float32)
        for name, column in self.columns.items():
            weight = weights.by_feature.get(name, 0.0)
            if weight and column.any():
                total += np.float32(weight) * column.astype(np.float32, copy=False)
        return total

    def scores_at(self, places: Positions, plain: Scores, weights: Weights) -> Scores:
        """The scores of some positions, of which `plain` are known, to four decimals, so that
        twins are equal."""
        total = plain
        for name, told in self._titles(places).items():
            total = total + np.float32(weights.by_feature.get(name, 0.0)) * told
        return np.round(total, 4)

    def parts(self, place: int, weights: Weights) -> Mapping[str, float]:
        """The points of one position, feature by feature, those that are none left out."""
        told = {name: column[place] for name, column in self.columns.items()}
        told |= {name: column[0] for name, column in self._titles(np.array([place])).items()}
        points = {
            name: float(np.float32(weights.by_feature.get(name, 0.0)) * np.float32(value))
            for name, value in told.items()
            if value
        }
        return {name: points[name] for name in FEATURES if points.get(name)}

    @cached_property
    def failures(self) -> npt.NDArray[np.int8]:
        """How many hard conditions each position fails."""
        told = np.zeros(self.ranges.size, np.int8)
        for one in HARD:
            told += self.verdicts[one] == FAILS
        return told

    @property
    def is_kept(self) -> npt.NDArray[np.bool_]:
        told: npt.NDArray[np.bool_] = self.failures == 0
        return told

    @property
    def is_barred(self) -> npt.NDArray[np.bool_]:
        """Within reach, and excluded by another condition."""
        told: npt.NDArray[np.bool_] = self.verdicts[Condition.REACH] != FAILS
        return told & (self.failures > 0)


def table_of(
    query: Query, segment: Segment, answers: Answers, *, everywhere: bool = False
) -> Table:
    """All that is said of `query` by the offers of a segment that may be within reach, or by all
    of them."""
    need = query.reading.need
    ranges = segment.whole() if everywhere else segment.around(need.lat, need.lon, reach_km(need))
    km = _distances(query, segment, ranges)
    verdicts = judge(query.reading, segment, ranges, km, answers)
    columns = {
        **_subjects(query, segment, ranges, answers),
        **_words(query, segment, ranges),
        **_circumstances(query, segment, ranges, km, verdicts, answers),
    }
    if query.vectors is None or segment.vectors is None or segment.titles is None:
        return Table(ranges, km, columns, verdicts, None)
    meant = {"meaning": of_wholes(query.vectors, segment.vectors, ranges)}
    titles = TitleMeaning(query.vectors, segment.vectors, segment.titles, ranges)
    return Table(ranges, km, {**columns, **meant}, verdicts, titles)


def _distances(query: Query, segment: Segment, ranges: Ranges) -> Kilometres:
    """Kilometres to go: none when the offer comes, or is had from afar."""
    need, columns = query.reading.need, segment.columns
    here = unit_vectors(np.array([need.lat]), np.array([need.lon]))[0].astype(np.float32)
    squares = np.zeros(ranges.size, np.float32)
    for axis, at in zip(segment.points, here, strict=True):
        away = ranges.take(axis) - at
        squares += np.multiply(away, away, out=away)
    km: Kilometres = chords_km(squares).astype(np.float32, copy=False)
    km[km <= ranges.take(columns.roams_km)] = 0.0
    km[ranges.take(columns.is_remote)] = 0.0
    return km


def _subjects(
    query: Query, segment: Segment, ranges: Ranges, answers: Answers
) -> Mapping[str, npt.NDArray[np.float32]]:
    """How much of what is sought is answered, and what of the title is not."""
    subjects = query.reading.subjects
    total = sum(subject.weight for subject in subjects)
    answered = np.zeros(ranges.size, np.float32)
    unanswered = np.zeros(ranges.size, np.float32)
    for subject in subjects:
        credit = segment.concepts.best(answers.to_any(subject.concepts), ranges)
        answered += np.float32(subject.weight / max(total, 1.0)) * credit
        if subject.weight >= _MAIN:
            np.maximum(unanswered, 1 - credit, out=unanswered)
    named = {"subject": answered, "unanswered": unanswered}
    return {**named, **_hints(query, segment, ranges, answers)}


def _hints(
    query: Query, segment: Segment, ranges: Ranges, answers: Answers
) -> Mapping[str, npt.NDArray[np.float32]]:
    """The same with what the texts only betray, each concept for as much as it is telling."""
    hints = query.reading.hints
    total = sum(subject.weight for subject in hints)
    share = np.zeros(ranges.size, np.float32)
    best = np.zeros(ranges.size, np.float32)
    for subject in hints:
        telling = {
            name: answer * query.telling.get(name, 1.0)
            for name, answer in answers.to_any(subject.concepts).items()
        }
        credit = segment.hinted.best(telling, ranges)
        share += np.float32(subject.weight / max(total, 1.0)) * credit
        np.maximum(best, np.float32(min(1.0, subject.weight)) * credit, out=best)
    return {"hinted": best, "hinted_share": share}


def _words(query: Query, segment: Segment, ranges: Ranges) -> Mapping[str, npt.NDArray[np.float32]]:
    """BM25 as a share of the best it could be, and the share of the title's words."""
    lengths = ranges.take(segment.columns.length) / np.float32(query.mean_length or 1.0)
    norm = _K1 * (1 - _B + _B * lengths)
    told = np.zeros(ranges.size, np.float32)
    in_title = np.zeros(ranges.size, np.float32)
    words, title = query.reading.words, word_weights(query.reading.need.title, "")
    for word, weight in words.items():
        gain = weight * query.rarity[word] * (_K1 + 1)
        local, counts = segment.words.within(word, ranges)
        told[local] += np.float32(gain) * counts / (counts + norm[local])
        if word in title:
            in_title[local] += np.float32(query.rarity[word])
    most = sum(weight * query.rarity[word] for word, weight in words.items()) * (_K1 + 1)
    most_title = sum(query.rarity[word] for word in title)
    return {"words": told / (most or 1.0), "title_words": in_title / (most_title or 1.0)}


def _circumstances(
    query: Query,
    segment: Segment,
    ranges: Ranges,
    km: Kilometres,
    verdicts: Mapping[Condition, Verdicts],
    answers: Answers,
) -> Mapping[str, npt.NDArray[np.generic]]:
    need, columns = query.reading, segment.columns
    kinds = ranges.take(columns.kind)
    is_lesson = ranges.take(columns.teaches)
    if need.is_work:
        is_lesson = is_lesson | is_among(kinds, _LESSONS)
    only_teaches = is_lesson & (OfferKind.TRAINING not in need.wished)
    wished = is_among(kinds, [KINDS.index(kind) for kind in need.wished]) & ~only_teaches
    scale = need.need.max_km or USUAL_KM
    return {
        "wished": wished,
        "unwished": ~wished & bool(need.wished),
        "near": -np.minimum(2.0, km / scale),
        "in_time": verdicts[Condition.TIME] == HOLDS,
        "in_return": _asks_return(query, segment, ranges),
        "members": ranges.take(columns.access) == ACCESSES.index("members"),
        "fits": verdicts[Condition.SIZE] == HOLDS,
        "works_it": verdicts[Condition.MATERIAL] == HOLDS,
        "seats": verdicts[Condition.SEATS] == HOLDS,
        "roams": ranges.take(columns.roams_km) > 0,
        "gathering": (kinds == _PROJECT) & need.joins,
        "only_teaches": only_teaches,
        "role_wanted": _wanted(need.role, segment, ranges, answers),
        "refused_words": _refused_share(query, segment, ranges),
        "refused_kind": is_among(kinds, [KINDS.index(kind) for kind in need.refused_kinds]),
        "refuses_asked": segment.refused_words.mask(sorted(query.rarity), ranges),
        "other_material": _has_other_material(query, segment, ranges, answers),
        "stays": _stays(query, segment, ranges),
        "reserved": ranges.take(columns.is_reserved)
        & ~segment.reserved_words.mask(sorted({*query.rarity, *need.who_words}), ranges),
    }


def _wanted(role: Collection[str], segment: Segment, ranges: Ranges, answers: Answers) -> Matrix:
    """How well a project looks for what the person is by trade, from 0 to 1."""
    return segment.sought.best(answers.to_any(sorted(role)), ranges)


def _has_other_material(
    query: Query, segment: Segment, ranges: Ranges, answers: Answers
) -> npt.NDArray[np.bool_]:
    """The offer names materials, none of which is that of the need, or of its family."""
    if not query.reading.materials:
        return np.zeros(ranges.size, bool)
    family = sorted(answers.to_any(sorted(query.reading.materials)))
    return ranges.take(segment.columns.has_material) & ~segment.concepts.mask(family, ranges)


def _stays(query: Query, segment: Segment, ranges: Ranges) -> npt.NDArray[np.bool_]:
    """One has to come, and the offer neither travels nor is had from afar."""
    columns = segment.columns
    moves = (ranges.take(columns.roams_km) > 0) | ranges.take(columns.is_remote)
    return ~moves if query.reading.must_come else np.zeros(ranges.size, bool)


def _asks_return(query: Query, segment: Segment, ranges: Ranges) -> npt.NDArray[np.bool_]:
    """The offer is for something in return, and the person spoke of a gift."""
    exchange = ranges.take(segment.columns.terms) == TERMS.index("exchange")
    is_gift = query.reading.need.terms == "free"
    return exchange if is_gift else np.zeros(ranges.size, bool)


def _refused_share(query: Query, segment: Segment, ranges: Ranges) -> Matrix:
    """How much of what is refused, in words, the offer speaks of: of « pas de meuble en kit »,
    all of it or half."""
    worst = np.zeros(ranges.size, np.float32)
    for scope in query.reading.refused_words:
        told = np.zeros(ranges.size, np.float32)
        for stems in scope:
            told += segment.words.mask(sorted(stems), ranges)
        np.maximum(worst, told / len(scope), out=worst)
    return worst


def rarity(count: int, total: int) -> float:
    """How telling a word is that `count` offers of `total` hold."""
    return math.log(1 + (total - count + 0.5) / (count + 0.5))
