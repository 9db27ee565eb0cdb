"""From needs to suggestions: the offers within reach, scored, each with its parts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from entrelieux.core.bridging.answers import Answers
from entrelieux.core.bridging.conditions import FAILS, HARD, Condition
from entrelieux.core.bridging.features import FEATURES, Query, Table, rarity, table_of
from entrelieux.core.bridging.index.segment import Segment, SegmentBuilder
from entrelieux.core.bridging.model import Need, Offer
from entrelieux.core.bridging.reading.mentions import Spotter
from entrelieux.core.bridging.reading.texts import NeedReading, OfferReading, read_need, read_offer
from entrelieux.core.bridging.vectors import Vectors, encode
from entrelieux.core.bridging.weights import Weights, load_weights
from entrelieux.core.words import Vocabulary
from entrelieux.core.words.alignment.vectors import Encoder


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An offer for a need. `parts` are points by feature: with `constant` they sum to `score`.

    `failed` are the hard conditions that exclude it; a suggestion that is shown has none.
    """

    offer: OfferReading
    score: float
    constant: float
    parts: Mapping[str, float]
    verdicts: Mapping[Condition, int]
    km: float
    failed: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestions:
    """The best first, as far as `SPREAD` under it. Those under `threshold` are not shown: no good
    match is an answer.

    `near_misses` would be among the best but for a condition or two.
    """

    need: NeedReading
    ranked: tuple[Suggestion, ...]
    near_misses: tuple[Suggestion, ...]
    threshold: float

    @property
    def shown(self) -> tuple[Suggestion, ...]:
        return tuple(one for one in self.ranked if one.score >= self.threshold)


# What comes so far behind the best would only distract from it.
SPREAD = 2.0
_LEAST_OFFERS = 200  # how telling a concept is cannot be told from fewer


def _quietly(_count: int) -> None:
    return None


class Matcher:
    """Immutable once made. `own_words` are labels of communities, with the concepts they mean."""

    def __init__(
        self,
        offers: Iterable[Offer],
        vocabulary: Vocabulary,
        *,
        own_words: Mapping[str, Sequence[str]] | None = None,
        encoder: Encoder | None = None,
        weights: Weights | None = None,
        progress: Callable[[int], None] = _quietly,
    ) -> None:
        self.weights = weights or load_weights(with_meaning=encoder is not None)
        self.answers = Answers(vocabulary)
        self._spotter = Spotter(vocabulary, own_words)
        self._encoder = encoder
        self.keeps_excluded = False  # only a bench asks what conditions are worth
        builders = (SegmentBuilder(is_roaming=False), SegmentBuilder(is_roaming=True))
        for offer in offers:
            reading = read_offer(offer, self._spotter)
            builders[_roams(reading)].add(reading)
            progress(1)
        built = (builder.build(*self._vectors(builder.offers, progress)) for builder in builders)
        self.segments = tuple(segment for segment in built if len(segment))
        self._total = sum(len(segment) for segment in self.segments)
        lengths = [float(segment.columns.length.sum()) for segment in self.segments]
        self._mean_length = sum(lengths) / max(1, self._total)

    def _vectors(
        self, offers: Sequence[Offer], progress: Callable[[int], None]
    ) -> tuple[Vectors, Vectors] | tuple[None, None]:
        if self._encoder is None:
            return None, None
        whole = encode(
            [whole_text(o.title, o.description) for o in offers], self._encoder, progress
        )
        return whole, encode([offer.title for offer in offers], self._encoder, progress)

    def query(self, need: Need) -> Query:
        """What a need means, before any offer is looked at."""
        reading = read_need(need, self._spotter)
        counts = {
            word: sum(segment.words.count(word) for segment in self.segments)
            for word in reading.words
        }
        vectors = None
        if self._encoder is not None:
            texts = [whole_text(need.title, need.description), need.title]
            vectors = encode(texts, self._encoder, _quietly).T
        rarities = {word: rarity(count, self._total) for word, count in counts.items()}
        return Query(reading, vectors, rarities, self._mean_length, self._telling(reading))

    def _telling(self, reading: NeedReading) -> Mapping[str, float]:
        total = max(self._total, _LEAST_OFFERS)
        most = rarity(0, total)
        return {
            name: rarity(sum(one.hinted.count(name) for one in self.segments), total) / most
            for subject in reading.hints
            for name in self.answers.to_any(subject.concepts)
        }

    def suggest(self, need: Need, limit: int = 10) -> Suggestions:
        """The best offers for a need, with their reasons, and what nearly answered it."""
        query = self.query(need)
        tables = [(one, table_of(query, one, self.answers)) for one in self.segments]
        ranked = self._best(tables, limit, excluded=False)
        missed = self._best(tables, limit, excluded=True)
        near = tuple(
            one for one in missed if len(one.failed) == 1 and one.score >= self.weights.threshold
        )
        return Suggestions(query.reading, ranked, near[:3], self.weights.threshold)

    def _best(
        self, tables: Sequence[tuple[Segment, Table]], limit: int, *, excluded: bool
    ) -> tuple[Suggestion, ...]:
        found: list[Suggestion] = []
        for segment, table in tables:
            scores = table.values @ self.weights.vector + np.float32(self.weights.constant)
            if not self.keeps_excluded:
                scores = np.where(table.is_excluded == excluded, scores, -np.inf)
            found.extend(
                self._suggestion(segment, table, place, float(scores[place]))
                for place in _largest(scores, limit)
            )
        ranked = sorted(found, key=lambda one: (-one.score, one.offer.offer.id))[:limit]
        return tuple(one for one in ranked if one.score >= ranked[0].score - SPREAD)

    def _suggestion(self, segment: Segment, table: Table, place: int, score: float) -> Suggestion:
        position = int(table.ranges.positions()[place])
        points = table.values[place] * self.weights.vector
        verdicts = {one: int(values[place]) for one, values in table.verdicts.items()}
        return Suggestion(
            offer=read_offer(segment.offers[position], self._spotter),
            score=score,
            constant=self.weights.constant,
            parts={n: float(p) for n, p in zip(FEATURES, points, strict=True) if p},
            verdicts=verdicts,
            km=float(table.km[place]),
            failed=tuple(one for one in Condition if one in HARD and verdicts[one] == FAILS),
        )


def whole_text(title: str, description: str) -> str:
    return f"{title}. {description}" if description else title


def _roams(reading: OfferReading) -> bool:
    return bool(reading.offer.mobile_km) or reading.moments.is_remote


def _largest(scores: npt.NDArray[np.float32], limit: int) -> list[int]:
    """The ranks of the largest finite scores, a few more than asked so that ties are settled."""
    count = min(len(scores), limit + 5)
    if not count:
        return []
    ranks = np.argpartition(-scores, count - 1)[:count]
    return [int(rank) for rank in ranks if np.isfinite(scores[rank])]
