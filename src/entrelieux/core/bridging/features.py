"""What speaks for and against each offer within reach: one column each, before any weight."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from entrelieux.core.bridging.answers import Answers
from entrelieux.core.bridging.index.columns import is_among
from entrelieux.core.bridging.index.ranges import Ranges
from entrelieux.core.bridging.index.segment import Segment
from entrelieux.core.bridging.index.sorts import ACCESSES, EVERY_SORT, KINDS, TERMS
from entrelieux.core.bridging.model import OfferKind
from entrelieux.core.bridging.reading.needs import NeedReading
from entrelieux.core.bridging.reading.telling import word_weights
from entrelieux.core.bridging.vectors import Vectors

FEATURES = (
    "subject", "unanswered", "hinted", "hinted_share", "words", "title_words",
    "meaning", "title_meaning", "wished", "unwished", "near", "in_time", "in_return",
    "members", "fits", "works_it", "seats", "roams", "gathering", "refused_words",
    "refuses_asked", "other_material", "stays", "reserved", "refused_kind",
    "role_wanted", "only_teaches",
)  # fmt: skip
Column = npt.NDArray[Any]
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
    vectors: Vectors | None
    rarity: Mapping[str, float]
    mean_length: float
    telling: Mapping[str, float]


def of_subjects(
    query: Query, segment: Segment, ranges: Ranges, answers: Answers
) -> Mapping[str, Column]:
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
) -> Mapping[str, Column]:
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


def of_words(query: Query, segment: Segment, ranges: Ranges) -> Mapping[str, Column]:
    """BM25 as a share of the best it could be, and the share of the title's words."""
    words, title = query.reading.words, word_weights(query.reading.need.title, "")
    gains = {word: weight * query.rarity[word] for word, weight in words.items()}
    in_title = {word: query.rarity[word] for word in title}
    told, places, counts = segment.words.within(words, ranges)
    lengths = ranges.take(segment.columns.length).take(places)
    norm = _K1 * (1 - _B + _B / (query.mean_length or 1.0) * lengths)
    weighed = counts / (counts + norm)

    def column(points: Mapping[str, float], by: Column | np.float32, most: float) -> Column:
        each = np.array([points.get(word, 0.0) for word in words]).repeat(told) * by
        return np.bincount(places, each, ranges.size).astype(np.float32) / (most or 1.0)

    return {
        "words": column(gains, (_K1 + 1) * weighed, (_K1 + 1) * sum(gains.values())),
        "title_words": column(in_title, np.float32(1), sum(in_title.values())),
    }


def of_circumstances(
    query: Query, segment: Segment, ranges: Ranges, answers: Answers
) -> Iterator[tuple[str, Column]]:
    """Only those that the need gives rise to."""
    need, columns = query.reading, segment.columns
    words = sorted(query.rarity)
    yield "refuses_asked", segment.refused_words.mask(words, ranges)
    is_met = segment.reserved_words.mask(sorted({*words, *need.who_words}), ranges)
    yield "reserved", ranges.take(columns.is_reserved) & ~is_met
    if need.role:
        yield "role_wanted", segment.sought.best(answers.to_any(sorted(need.role)), ranges)
    if need.refused_words:
        yield "refused_words", _refused_share(need, segment, ranges)
    if need.materials:
        yield "other_material", _has_other_material(need, segment, ranges, answers)


def of_sorts(need: NeedReading) -> Mapping[str, Column]:
    """What circumstances say of every sort of offers."""
    sorts = EVERY_SORT
    is_lesson = sorts.teaches
    if need.is_work:
        is_lesson = is_lesson | is_among(sorts.kind, _LESSONS)
    only_teaches = is_lesson & (OfferKind.TRAINING not in need.wished)
    wished = is_among(sorts.kind, _ranks(need.wished)) & ~only_teaches
    return {
        "wished": wished,
        "unwished": ~wished & bool(need.wished),
        # In return for something, and the person spoke of a gift.
        "in_return": (sorts.terms == TERMS.index("exchange")) & (need.need.terms == "free"),
        "members": sorts.access == ACCESSES.index("members"),
        "roams": sorts.roams,
        "gathering": (sorts.kind == _PROJECT) & need.joins,
        "only_teaches": only_teaches,
        "refused_kind": is_among(sorts.kind, _ranks(need.refused_kinds)),
        # One has to come, and the offer neither travels nor is had from afar.
        "stays": ~(sorts.roams | sorts.is_remote) & need.must_come,
    }


def _ranks(kinds: Collection[OfferKind]) -> list[int]:
    return [KINDS.index(kind) for kind in kinds]


def _has_other_material(
    need: NeedReading, segment: Segment, ranges: Ranges, answers: Answers
) -> Column:
    """The offer names materials, none of which is that of the need, or of its family."""
    family = sorted(answers.to_any(sorted(need.materials)))
    return ranges.take(segment.columns.has_material) & ~segment.concepts.mask(family, ranges)


def _refused_share(need: NeedReading, segment: Segment, ranges: Ranges) -> Column:
    """How much of what is refused, in words, the offer speaks of: of « pas de meuble en kit »,
    all of it or half."""
    worst = np.zeros(ranges.size, np.float32)
    for scope in need.refused_words:
        told = np.zeros(ranges.size, np.float32)
        for stems in scope:
            told += segment.words.mask(sorted(stems), ranges)
        np.maximum(worst, told / len(scope), out=worst)
    return worst


def rarity(count: int, total: int) -> float:
    """How telling a word is that `count` offers of `total` hold."""
    return math.log(1 + (total - count + 0.5) / (count + 0.5))
