"""A need as the engine reads it, and the engine's answer in the words of who asks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import timezone

from entrelieux.bridges.capacity import full_offers
from entrelieux.bridges.models import Need, Terms
from entrelieux.bridges.offering import LiveOffer, OfferIndex, offer_index
from entrelieux.bridges.queries import factors_for
from entrelieux.charters.queries import known_minors
from entrelieux.communities.circles import Circle, circle_of
from entrelieux.communities.models import Community
from entrelieux.core.bridging.asking import bare_sentence, without
from entrelieux.core.bridging.explaining import improvements, reasons_for, refusals_for
from entrelieux.core.bridging.farther import with_what_is_farther
from entrelieux.core.bridging.learning import relearned
from entrelieux.core.bridging.matcher import Matcher
from entrelieux.core.bridging.model import Need as Asked
from entrelieux.core.bridging.reading.needs import NeedReading
from entrelieux.core.bridging.suggestions import Suggestion, Suggestions
from entrelieux.core.geo import load_france
from entrelieux.core.geo.travel import reach_km
from entrelieux.core.words import load_core
from entrelieux.lexicons.search_words import community_words

SHOWN = 8
# What comes next says how clear the best answer is.
ASKED_FOR = 60
LANGUAGES = ("fr", "en")
# The words of the exchange format; a small budget excludes nothing.
_TERMS = {Terms.LITTLE: ""}


@dataclass(frozen=True, slots=True)
class Told:
    """An offer with its reasons in both languages, as a bridge keeps them: points and `constant`
    sum to `score`. `better` is what would let a near miss in."""

    live: LiveOffer
    score: float
    constant: float
    km: float
    reasons: Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Answer:
    """What may be shown to who asks: suggestions, and near misses with why they are none."""

    suggestions: tuple[Told, ...]
    near_misses: tuple[Told, ...]
    better: tuple[Mapping[str, str], ...]

    @property
    def is_gap(self) -> bool:
        return not self.suggestions


def asked(need: Need) -> Asked:
    """What the engine reads: the sentence without what fields tell and what was struck out.

    `need.concepts` are what was understood of the same words: read once, they count once.
    """
    bare = bare_sentence(
        need.sentence,
        gazetteer=load_france(),
        today=timezone.localdate(need.created_at),
        home=settings.TERRITORY_DEPARTMENTS,
    )
    return Asked(
        id=need.public_id,
        title=without(bare, need.dismissed),
        description=" ".join(filter(None, (need.description, *_said(need)))),
        who=need.who,
        lat=need.lat or 0.0,
        lon=need.lon or 0.0,
        commune_code=need.commune_code,
        max_km=max_km_of(need),
        lang=need.language,
        when=need.when,
        terms=_TERMS.get(Terms(need.terms), need.terms) if need.terms else "",
        refused=tuple(need.refused),
    )


def max_km_of(need: Need) -> float | None:
    """How far, as the crow flies; minutes by the model of travel time."""
    if need.max_minutes:
        return reach_km(need.max_minutes, department=need.department)
    return need.max_km


def _said(need: Need) -> Iterator[str]:
    """What fields say, in words that the engine reads."""
    if need.long_mm:
        yield f"{need.long_mm:g} mm × {need.short_mm or need.long_mm:g} mm."
    if need.people:
        yield f"Pour {need.people} personnes."
    if need.has_minors:
        yield "Pour des mineurs."


def answer_for(need: Need, person: Any) -> Answer:
    """The best offers that `person` may be told of; her own, and its own project's, are none."""
    index = offer_index()
    matcher = _taught(index.matcher, need)
    wanted, may = asked(need), _Filter(index, need, circle_of(person))
    found = with_what_is_farther(
        _permitted(matcher, wanted, may), lambda farther: _permitted(matcher, farther, may)
    )
    teller = _Teller(index, found.need, namer_for(need.community))
    return Answer(
        suggestions=tuple(teller.told(one, reasons_for) for one in found.shown[:SHOWN]),
        near_misses=(
            *(teller.told(*one) for one in _full(matcher, wanted, may)),
            *(teller.told(one, refusals_for) for one in found.near_misses),
        ),
        better=tuple(_better(found)),
    )


def _taught(matcher: Matcher, need: Need) -> Matcher:
    """With what the network of a need learned of its answers."""
    factors = factors_for(need)
    if not factors:
        return matcher
    taught = copy(matcher)
    taught.weights = relearned(matcher.weights, factors)
    return taught


def _permitted(matcher: Matcher, wanted: Asked, may: Callable[[Suggestion], bool]) -> Suggestions:
    """The answer as if nothing else were offered: what may not be shown hides no other offer."""
    while True:
        found = matcher.suggest(wanted, ASKED_FOR)
        hidden = {one.offer.offer.id for one in (*found.ranked, *found.near_misses) if not may(one)}
        if not hidden:
            return found
        matcher = matcher.changed(gone=hidden)


def _full(
    matcher: Matcher, wanted: Asked, may: _Filter
) -> Iterator[tuple[Suggestion, Callable[..., Iterable[Any]]]]:
    """What would be suggested, had it not been asked as often as it takes, with that reason."""
    if not may.full:
        return
    for one in _permitted(matcher, wanted, may.is_for_them).shown[:SHOWN]:
        full = may.full.get(one.offer.offer.id)
        if full is not None:
            yield one, lambda *told, full=full: [full.reason(told[-1])]


class _Filter:
    """What may be shown, and is not the asker's own: nobody is introduced to herself, nor to a
    minor."""

    def __init__(self, index: OfferIndex, need: Need, circle: Circle) -> None:
        self.index, self.need, self.circle = index, need, circle
        minors = known_minors(timezone.localdate())
        self.minors = frozenset(minors.values_list("person", flat=True))
        self.project = need.project.public_id if need.project else ""
        self.full = full_offers(timezone.now(), but_for=need)
        self.place = (need.place.root_id or need.place_id) if need.place else None

    def __call__(self, one: Suggestion) -> bool:
        return one.offer.offer.id not in self.full and self.is_for_them(one)

    def is_for_them(self, one: Suggestion) -> bool:
        live = self.index.offers.get(one.offer.offer.id)
        if live is None or live.giver in self.minors or not live.is_for(self.circle):
            return False
        is_hers = live.giver is None and bool(live.holders & self.circle.hosted)
        is_own = is_hers or (live.giver is not None and live.giver == self.need.author_id)
        is_of_project = bool(self.project) and live.project == self.project
        is_of_place = self.place is not None and live.place == self.place
        return not (is_own or is_of_project or is_of_place)


Explain = Callable[..., Iterable[Any]]


class _Teller:
    def __init__(
        self, index: OfferIndex, need: NeedReading, namer: Callable[[str, str], str]
    ) -> None:
        self.index, self.need, self.namer = index, need, namer

    def told(self, one: Suggestion, explain: Explain) -> Told:
        return Told(
            live=self.index.offers[one.offer.offer.id],
            score=one.score,
            constant=one.constant,
            km=one.km,
            reasons=self._reasons(one, explain),
        )

    def _reasons(self, one: Suggestion, explain: Explain) -> Sequence[Mapping[str, Any]]:
        """The same reasons in each language, in one order."""
        answers = self.index.matcher.answers
        told = [
            list(explain(one, self.need, answers, lambda ref, to=to: self.namer(ref, to), to))
            for to in LANGUAGES
        ]
        return [
            {
                "code": french.code,
                "points": round(french.points, 4),
                "sentence_fr": french.sentence,
                "sentence_en": english.sentence,
            }
            for french, english in zip(*told, strict=True)
        ]


def _better(found: Suggestions) -> Iterator[Mapping[str, str]]:
    """What would let the near misses in."""
    told = zip(*(improvements(found, to) for to in LANGUAGES), strict=True)
    for french, english in told:
        yield {
            "code": french.code,
            "sentence_fr": french.sentence,
            "sentence_en": english.sentence,
        }


def namer_for(community: Community | None) -> Callable[[str, str], str]:
    """What a community calls a concept, else what the vocabulary does."""
    own: dict[str, str] = {}
    if community:
        for word in community_words():
            if word.community == community.name:
                own.setdefault(f"{word.scheme}:{word.concept}", word.label)

    def name(reference: str, language: str) -> str:
        concept = load_core().at(reference)
        return own.get(reference) or (concept.label(language) if concept else reference)

    return name
