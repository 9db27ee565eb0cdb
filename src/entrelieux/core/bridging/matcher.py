"""From needs to suggestions: the offers within reach, scored, each with its parts."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import copy

import numpy as np

from entrelieux.core.bridging.answers import Answers
from entrelieux.core.bridging.choosing import SPREAD, Detail, Prospect, Which
from entrelieux.core.bridging.conditions.verdicts import FAILS
from entrelieux.core.bridging.features import Query, rarity
from entrelieux.core.bridging.index.merging import merged
from entrelieux.core.bridging.index.segment import Segment, SegmentBuilder, in_order
from entrelieux.core.bridging.meaning import Cosines, of_afar
from entrelieux.core.bridging.model import Need, Offer
from entrelieux.core.bridging.reading.mentions import Spotter
from entrelieux.core.bridging.reading.needs import NeedReading, read_need
from entrelieux.core.bridging.reading.offers import OfferReading, available_as, read_text
from entrelieux.core.bridging.suggestions import (
    CLARITY,
    DOUBTFUL,
    Suggestion,
    Suggestions,
    doubt,
    hunch,
    margin,
)
from entrelieux.core.bridging.table import table_of
from entrelieux.core.bridging.vectors import Vectors, coarse_of, encode
from entrelieux.core.bridging.weights import Weights, load_weights
from entrelieux.core.words import Vocabulary
from entrelieux.core.words.alignment.vectors import Encoder

CLOSEST = 10  # of what casts a doubt, the ones that are looked at
NEAR_MISSES = 3
_AT_ONCE = 64
_MOST_READ = 20_000  # readings kept; each is a few kilobytes
_LEAST_OFFERS = 200  # how telling a concept is cannot be told from fewer


def _quietly(_count: int) -> None:
    return None


class Matcher:
    """Its offers never change once made. `own_words` are labels of communities, with the concepts
    that they mean; `spotter` is that of the vocabulary and these words, when it is made already."""

    def __init__(
        self,
        offers: Iterable[Offer],
        vocabulary: Vocabulary,
        *,
        own_words: Mapping[str, Sequence[str]] | None = None,
        spotter: Spotter | None = None,
        encoder: Encoder | None = None,
        weights: Weights | None = None,
        progress: Callable[[int], None] = _quietly,
    ) -> None:
        self.weights = weights or load_weights(with_meaning=encoder is not None)
        self.answers = Answers(vocabulary)
        self.spotter = spotter or Spotter(vocabulary, own_words)
        self._encoder = encoder
        self._read: dict[tuple[object, ...], OfferReading] = {}
        self.keeps_excluded = False  # only a bench asks what conditions are worth
        self._hold((self._segment(in_order(offers), progress),))

    def _hold(self, segments: tuple[Segment, ...]) -> None:
        self.segments = segments
        self._total = sum(len(one) for one in segments)
        self._told: dict[str, float] = {}  # how telling a concept is, once it was asked
        self._mean_length = sum(one.words_told for one in segments) / max(1, self._total)

    def changed(self, fresh: Iterable[Offer] = (), gone: Iterable[str] = ()) -> Matcher:
        """The matcher of the offers with `fresh` ones, that are new or other, without those whose
        ids are `gone`. Nothing else is read again; this one stays as it was."""
        told = in_order(fresh)
        out = {*gone, *(one.id for one in told)}
        held = tuple(one.without(out) for one in self.segments)
        if not told:
            return self._with(held)
        main, *apart = held
        return self._with((main, merged([*apart, self._segment(told, _quietly)])))

    def settled(self) -> Matcher:
        """The same, told in one piece: worth its while once much has changed."""
        return self._with((merged(self.segments),)) if self.unsettled else self

    @property
    def unsettled(self) -> int:
        """How many offers are kept apart, or were taken out, since the whole was made."""
        main, *apart = self.segments
        return len(main.gone) + sum(len(one) for one in apart)

    def _with(self, segments: tuple[Segment, ...]) -> Matcher:
        other = copy(self)
        other._hold(segments)
        return other

    def _segment(self, offers: Sequence[Offer], progress: Callable[[int], None]) -> Segment:
        builder = SegmentBuilder()
        for offer in offers:
            builder.add(self._reading(offer))
            progress(1)
        if self._encoder is None:
            return builder.build(None, None)
        wholes = (whole_text(one.title, one.description) for one in offers)
        vectors = coarse_of(wholes, self._encoder, progress)
        titles = coarse_of((one.title for one in offers), self._encoder, progress)
        return builder.build(vectors, titles)

    def suggest_all(self, needs: Sequence[Need], limit: int = 10) -> Iterator[Suggestions]:
        """One answer a need, in order; their vectors are made many at a time."""
        for first in range(0, len(needs), _AT_ONCE):
            some = needs[first : first + _AT_ONCE]
            vectors = self._need_vectors(some)
            afar = zip(*(of_afar(vectors, one) for one in self.segments), strict=True)
            for need, told, known in zip(some, vectors, afar, strict=True):
                yield self._suggest(self._query(need, told), limit, known)

    def query(self, need: Need) -> Query:
        """What a need means, before any offer is looked at."""
        return self._query(need, self._need_vectors([need])[0])

    def _need_vectors(self, needs: Sequence[Need]) -> Sequence[Vectors | None]:
        """Of each need the vectors of its whole text and of its title, in columns."""
        if self._encoder is None:
            return [None] * len(needs)
        texts = [
            text
            for need in needs
            for text in (whole_text(need.title, need.description), need.title)
        ]
        rows = encode(texts, self._encoder, _quietly)
        return [rows[first : first + 2].T for first in range(0, len(rows), 2)]

    def _query(self, need: Need, vectors: Vectors | None) -> Query:
        reading = read_need(need, self.spotter)
        counts = {
            word: sum(one.words.count(word, one.gone) for one in self.segments)
            for word in reading.words
        }
        rarities = {word: rarity(count, self._total) for word, count in counts.items()}
        return Query(reading, vectors, rarities, self._mean_length, self._telling(reading))

    def _telling(self, reading: NeedReading) -> Mapping[str, float]:
        answers = (self.answers.to_any(subject.concepts) for subject in reading.hints)
        return {name: self._telling_of(name) for some in answers for name in some}

    def _telling_of(self, name: str) -> float:
        if name not in self._told:
            total = max(self._total, _LEAST_OFFERS)
            count = sum(one.hinted.count(name, one.gone) for one in self.segments)
            self._told[name] = rarity(count, total) / rarity(0, total)
        return self._told[name]

    def suggest(self, need: Need, limit: int = 10, *, everywhere: bool = False) -> Suggestions:
        """The best offers for a need, with their reasons, and what nearly answered it.

        `everywhere` looks at every offer rather than at those that may be within reach: the same
        answers, slowly.
        """
        unknown = [None] * len(self.segments)
        return self._suggest(self.query(need), limit, unknown, everywhere=everywhere)

    def _suggest(
        self,
        query: Query,
        limit: int,
        afar: Sequence[Cosines | None],
        *,
        everywhere: bool = False,
    ) -> Suggestions:
        tables = (
            table_of(query, one, self.answers, everywhere=everywhere, afar=known)
            for one, known in zip(self.segments, afar, strict=True)
        )
        judged = [
            Prospect(one, self.weights, everywhere=everywhere, keeps_excluded=self.keeps_excluded)
            for one in tables
        ]
        best = tuple(self._best(judged, limit, Which.KEPT))
        # Only what comes that near the best casts a doubt on it.
        close = best[0].score - DOUBTFUL if best else math.inf
        barred = self._best(judged, CLOSEST, Which.BARRED, least=close) if best else ()
        plainly = self.weights.threshold - CLARITY * margin(best)
        # What casts the doubt must itself be seen, with the reason why it cannot be had.
        missed = tuple(self._best(judged, NEAR_MISSES, Which.MISSED, least=plainly))
        bar = plainly + doubt(best, barred) + hunch(best)
        return Suggestions(query.reading, best, missed, bar)

    def _best(
        self,
        judged: Sequence[Prospect],
        limit: int,
        which: Which,
        *,
        least: float = -math.inf,
    ) -> Iterator[Suggestion]:
        """The first ones, the best first and equals by their id, as far as `SPREAD`; none under
        `least`."""
        found = sorted(
            (
                (one, rank)
                for rank, prospect in enumerate(judged)
                for one in prospect.largest(limit, which, least=least)
            ),
            key=lambda each: (-each[0].score, each[0].id),
        )
        bar = max(least, found[0][0].score - SPREAD) if found else least
        told = [each for each in found[:limit] if each[0].score >= bar]
        details = {
            (place, rank): detail
            for rank, prospect in enumerate(judged)
            if (places := [one.place for one, of in told if of == rank])
            for place, detail in zip(places, prospect.details(np.array(places)), strict=True)
        }
        return (self._suggestion(details[one.place, rank], one.score) for one, rank in told)

    def _suggestion(self, detail: Detail, score: float) -> Suggestion:
        verdicts = detail.verdicts
        return Suggestion(
            offer=self._reading(detail.offer),
            score=score,
            constant=self.weights.constant,
            parts=detail.parts,
            verdicts=verdicts,
            km=detail.km,
            failed=tuple(one for one, told in verdicts.items() if told == FAILS),
        )

    def _reading(self, offer: Offer) -> OfferReading:
        """An offer, for its place or for its reasons; what several say alike is read once."""
        said = (
            offer.title, offer.description, offer.kind, offer.lang, offer.access, offer.terms,
            offer.concepts, offer.width_mm, offer.depth_mm, offer.seats,
        )  # fmt: skip
        if said not in self._read:
            if len(self._read) >= _MOST_READ:
                self._read.clear()
            self._read[said] = read_text(offer, self.spotter)
        return available_as(self._read[said], offer)


def whole_text(title: str, description: str) -> str:
    return f"{title}. {description}" if description else title
