"""Composed answers: when one offer is not enough, several, at the fewest places.

A need is what it names and what it betrays, and, for a machine that it asks for, what one has to
know to use it. The best set of at most four offers covers the most of that, each further offer and
each further place having to be worth its trouble. All sets of the dozen most promising offers are
tried: the answer is exact among them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from entrelieux.core.bridging.answers import Answers
from entrelieux.core.bridging.reading.needs import NeedReading, Subject
from entrelieux.core.bridging.reading.offers import OfferReading

MOST_OFFERS = 4
_CANDIDATES = 12
# What a further place, a further offer must bring to be worth going for.
_PLACE_COST, _OFFER_COST = 0.12, 0.04
_LEAST = 0.15  # a part under this credit answers nothing
_TO_LEARN = 0.35  # what there is to know, beside the machine itself
_ENOUGH = 0.9


@dataclass(frozen=True, slots=True)
class Part:
    """One offer of the answer, and the words of the need that it takes care of."""

    offer: OfferReading
    covers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Composition:
    """`covered` of the need, from 0 to 1; `missing` are the words that nothing answers."""

    parts: tuple[Part, ...]
    covered: float
    missing: tuple[str, ...]

    @property
    def places(self) -> frozenset[str]:
        return frozenset(_place(part.offer) for part in self.parts)


def compose(
    need: NeedReading, candidates: Sequence[OfferReading], answers: Answers
) -> Composition | None:
    """The best set of `candidates`, that none of the conditions excludes; None when nothing
    answers any part. One offer alone when it covers nearly all."""
    facets = tuple(facets_of(need, answers))
    credits = {one.offer.id: _credits(one, facets, answers) for one in candidates}
    offers = {one.offer.id: one for one in candidates}
    promising = _promising(credits, facets)
    best = max(
        _sets(promising),
        key=lambda chosen: _worth(chosen, credits, facets, offers),
        default=(),
    )
    return _told(best, credits, facets, offers) if best else None


def facets_of(need: NeedReading, answers: Answers) -> Iterator[Subject]:
    """What has to be covered: each thing said, once, and what a machine takes to be used."""
    said: dict[tuple[str, ...], Subject] = {}
    for subject in (*need.subjects, *need.hints):
        said.setdefault(subject.concepts, subject)
    yield from said.values()
    known = {name for concepts in said for name in concepts}
    for subject in need.subjects:
        for name in subject.concepts:
            concept = answers.vocabulary.at(name)
            asked = tuple(one for one in (concept.asks_for if concept else ()) if one not in known)
            if asked:
                known.update(asked)
                yield Subject(subject.label, asked, _TO_LEARN * subject.weight)


def _credits(offer: OfferReading, facets: Sequence[Subject], answers: Answers) -> tuple[float, ...]:
    return tuple(_credit(offer, facet, answers) for facet in facets)


def _credit(offer: OfferReading, facet: Subject, answers: Answers) -> float:
    """How well an offer answers a facet, nothing when it hardly does."""
    answering = answers.to_any(facet.concepts)
    best = max((answering.get(name, 0.0) * by for name, by in offer.hinted.items()), default=0.0)
    return best if best >= _LEAST else 0.0


def _promising(
    credits: Mapping[str, Sequence[float]], facets: Sequence[Subject]
) -> tuple[str, ...]:
    """The offers that alone cover the most, then by their id; those that cover nothing left out."""
    alone = {one: _covered([by], facets) for one, by in credits.items()}
    ranked = sorted((one for one in alone if alone[one]), key=lambda one: (-alone[one], one))
    return tuple(ranked[:_CANDIDATES])


def _sets(offers: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for size in range(1, MOST_OFFERS + 1):
        yield from combinations(offers, size)


def _covered(credits: Sequence[Sequence[float]], facets: Sequence[Subject]) -> float:
    """The share of the facets' weight that the best of several offers for each covers."""
    total = sum(facet.weight for facet in facets)
    best = (max(by) for by in zip(*credits, strict=True))
    covered = sum(facet.weight * by for facet, by in zip(facets, best, strict=True))
    return float(covered / (total or 1.0))


def _worth(
    chosen: Sequence[str],
    credits: Mapping[str, Sequence[float]],
    facets: Sequence[Subject],
    offers: Mapping[str, OfferReading],
) -> float:
    places = {_place(offers[one]) for one in chosen}
    trouble = _PLACE_COST * (len(places) - 1) + _OFFER_COST * (len(chosen) - 1)
    covered = _covered([credits[one] for one in chosen], facets)
    return min(covered, _ENOUGH) - trouble


def _told(
    chosen: Sequence[str],
    credits: Mapping[str, Sequence[float]],
    facets: Sequence[Subject],
    offers: Mapping[str, OfferReading],
) -> Composition:
    """Each facet goes to the offer that answers it best, the first among equals."""
    covers: dict[str, dict[str, None]] = {one: {} for one in chosen}
    missing: dict[str, None] = {}
    for rank, facet in enumerate(facets):
        best = max(chosen, key=lambda one, rank=rank: credits[one][rank])  # type: ignore[misc]
        if credits[best][rank]:
            covers[best][facet.label] = None
        else:
            missing[facet.label] = None
    parts = (Part(offers[one], tuple(labels)) for one, labels in covers.items())
    return Composition(
        tuple(part for part in parts if part.covers),
        _covered([credits[one] for one in chosen], facets),
        tuple(missing),
    )


def _place(offer: OfferReading) -> str:
    """Offers of one place are one errand; one without a place is by itself."""
    return offer.offer.place or offer.offer.id
