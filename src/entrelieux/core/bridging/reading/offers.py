"""What is understood of an offer: what it is about, whom it takes, what it refuses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from entrelieux.core.bridging.model import Offer, OfferKind
from entrelieux.core.bridging.reading import magnitudes
from entrelieux.core.bridging.reading.ages import Ages, stated_ages
from entrelieux.core.bridging.reading.asides import offered_itself
from entrelieux.core.bridging.reading.bounds import least_given, most_given
from entrelieux.core.bridging.reading.denials import denied_first, denied_keys
from entrelieux.core.bridging.reading.limits import Limit, limits_of
from entrelieux.core.bridging.reading.magnitudes import Magnitudes
from entrelieux.core.bridging.reading.measures import Bound
from entrelieux.core.bridging.reading.mentions import Spotter
from entrelieux.core.bridging.reading.moments import Moments, moments_offered
from entrelieux.core.bridging.reading.negation import reserved_words
from entrelieux.core.bridging.reading.only import only_of
from entrelieux.core.bridging.reading.people import people_in
from entrelieux.core.bridging.reading.publics import reserved_for
from entrelieux.core.bridging.reading.sizes import Plate, beds_in
from entrelieux.core.bridging.reading.telling import (
    DESCRIPTION,
    TITLE,
    Mentions,
    is_telling,
    named,
    refused_in,
    refused_stems,
    stems_of,
    things,
    word_weights,
)
from entrelieux.core.bridging.reading.wishes import sought_in
from entrelieux.core.bridging.reading.words import words_of

_FILLED_ONCE = {OfferKind.VEHICLE, OfferKind.ROOM, OfferKind.MATERIAL}


@dataclass(frozen=True, slots=True)
class OfferReading:
    """`concepts` are references with how central each is, from 0 to 1; `hinted` are these, and
    those that the text only betrays; `sought` those of the people that a project looks for."""

    offer: Offer
    concepts: Mapping[str, float]
    hinted: Mapping[str, float]
    sought: Mapping[str, float]
    refused: frozenset[str]
    denied: frozenset[str]
    only: frozenset[str]
    refused_words: frozenset[str]
    reserved_words: frozenset[str]
    words: Mapping[str, float]
    plates: tuple[Plate, ...]
    people: int | None
    ages: Ages | None
    publics: frozenset[str]
    moments: Moments
    magnitudes: Magnitudes
    most: Bound | None
    least: Bound | None
    limits: frozenset[Limit]

    @property
    def told_when(self) -> str:
        """When it is to be had, and when its text says that it is shut."""
        return " ; ".join(filter(None, (self.offer.available, self.moments.closing)))


def read_offer(offer: Offer, spotter: Spotter) -> OfferReading:
    """`offer` with what its words mean, and what it says of whom it takes."""
    return available_as(read_text(offer, spotter), offer)


def read_text(offer: Offer, spotter: Spotter) -> OfferReading:
    """All of that but for what depends on where and when it is to be had."""
    title, description = denied_first(offer.title), denied_first(offer.description)
    mentions = [
        (one, weight)
        for text, weight in ((title, TITLE), (description, DESCRIPTION))
        for one in spotter.mentions(text, language=offer.lang)
    ]
    text = f"{title}. {description}"
    itself = offered_itself(f"{offer.title}. {offer.description}")
    told = denied_first(itself)
    plates = beds_in(text, is_machine=offer.kind == OfferKind.MACHINE)
    if offer.width_mm and offer.depth_mm:
        sides = sorted((offer.width_mm, offer.depth_mm), reverse=True)
        plates = (Plate(*sides),)
    return OfferReading(
        offer=offer,
        concepts=_central(offer, named(mentions)),
        hinted=_central(offer, mentions),
        sought=_sought(offer, spotter),
        refused=frozenset(refused_in(things(mentions, spotter))),
        # What a project has not is what it seeks.
        denied=frozenset() if offer.kind == OfferKind.PROJECT else denied_keys(told),
        only=only_of(offer, spotter),
        refused_words=frozenset().union(*(scope[0] for scope in refused_stems(text))),
        reserved_words=frozenset(
            one
            for word in reserved_words(words_of(told))
            if is_telling(word)
            for one in stems_of(word.raw)
        ),
        words=word_weights(title, description),
        plates=plates,
        people=offer.seats or people_in(told, is_desk=offer.kind == OfferKind.DESK),
        ages=stated_ages(f"{told}. {offer.access}"),
        publics=reserved_for(f"{told}. {offer.access}"),
        moments=Moments(),
        magnitudes=_capacities(offer, told),
        most=most_given(told, offer.kind),
        least=least_given(text, offer.kind, offer.terms),
        limits=limits_of(itself),
    )


def available_as(reading: OfferReading, offer: Offer) -> OfferReading:
    """What the same text tells when `offer` says it, there and at its own times."""
    return replace(
        reading,
        offer=offer,
        moments=moments_offered(offer.available, f"{offer.title}. {offer.description}"),
        limits=reading.limits | limits_of(offer.available),
    )


def _central(offer: Offer, mentions: Mentions) -> Mapping[str, float]:
    """How central each concept is: what its keepers recorded, and the title, most of all."""
    concepts: dict[str, float] = dict.fromkeys(offer.concepts, TITLE)
    for mention, weight in mentions:
        if not mention.is_refused:
            for name in mention.concepts:
                concepts[name] = max(concepts.get(name, 0.0), weight * mention.trust)
    return concepts


def _sought(offer: Offer, spotter: Spotter) -> Mapping[str, float]:
    """What trades and arts a project asks for; nothing for what asks for nobody."""
    if offer.kind != OfferKind.PROJECT:
        return {}
    found: dict[str, float] = {}
    for text, weight in ((offer.title, TITLE), (offer.description, DESCRIPTION)):
        for one in spotter.mentions(sought_in(text), language=offer.lang):
            for name in one.concepts:
                found[name] = max(found.get(name, 0.0), weight * one.trust)
    return found


def _capacities(offer: Offer, text: str) -> Magnitudes:
    """Only what is filled once has a load and a volume that bound: a press takes more by turns."""
    told = magnitudes.given(text)
    if offer.kind == OfferKind.MACHINE and magnitudes.lifts(text):
        return told
    return told if offer.kind in _FILLED_ONCE else told._replace(load_kg=0.0, litres=0.0)
