"""What is understood of a need and of an offer: subjects, words, sizes, people, moments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from entrelieux.core.bridging.model import Need, Offer, OfferKind
from entrelieux.core.bridging.reading import magnitudes
from entrelieux.core.bridging.reading.ages import Ages, ages_of, stated_ages
from entrelieux.core.bridging.reading.asides import asked_itself, offered_itself
from entrelieux.core.bridging.reading.bounds import least_given, most_given, wanted
from entrelieux.core.bridging.reading.denials import (
    asked_keys,
    denied_first,
    denied_keys,
    without_keys,
)
from entrelieux.core.bridging.reading.limits import Limit, limits_of, ruled_out
from entrelieux.core.bridging.reading.magnitudes import Magnitudes
from entrelieux.core.bridging.reading.measures import Bound, Measure
from entrelieux.core.bridging.reading.mentions import Mention, Spotter
from entrelieux.core.bridging.reading.moments import Moments, moments_asked, moments_offered
from entrelieux.core.bridging.reading.negation import (
    lacked_scopes,
    refused_scopes,
    refused_words,
    reserved_words,
    without_refused,
)
from entrelieux.core.bridging.reading.only import kinds_asked, only_of
from entrelieux.core.bridging.reading.people import people_asked, people_in
from entrelieux.core.bridging.reading.publics import publics_of, reserved_for
from entrelieux.core.bridging.reading.sizes import (
    Plate,
    beds_in,
    lengths_in,
    plates_in,
    width_in,
)
from entrelieux.core.bridging.reading.wishes import (
    must_come,
    named_kinds,
    sought_in,
    wants_it_done,
    wants_to_join,
    wished_kinds,
)
from entrelieux.core.bridging.reading.words import Word, words_of
from entrelieux.core.text.stems import english_stem, stem
from entrelieux.core.text.stopwords import STOP_WORDS

TITLE, DESCRIPTION = 1.0, 0.6
_FILLED_ONCE = {OfferKind.VEHICLE, OfferKind.ROOM, OfferKind.MATERIAL}
_LONG_MM = 200.0  # under this a length may be a thickness
# What it is about weighs more than what it is made of, or whom it is for.
_WEIGHTS = {
    "materials": 0.45,
    "audiences": 0.25,
    "topics": 0.6,
    "kinds": 0.7,
    "disciplines": 0.9,
}


Mentions = Sequence[tuple[Mention, float]]


@dataclass(frozen=True, slots=True)
class Subject:
    """Something sought: any of `concepts` is meant. `weight` says how much of the need it is."""

    label: str
    concepts: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class NeedReading:
    """`words` are stems with their weights, `written` those of each word as it is written.

    `role` are concepts of the person's own trade; `refused` those that must not be. `hints` are the
    subjects, and those that the text only betrays.
    """

    need: Need
    subjects: tuple[Subject, ...]
    hints: tuple[Subject, ...]
    refused: frozenset[str]
    materials: frozenset[str]
    words: Mapping[str, float]
    written: Mapping[str, frozenset[str]]
    refused_words: tuple[tuple[frozenset[str], ...], ...]
    refused_kinds: frozenset[OfferKind]
    plates: tuple[Plate, ...]
    piece: Plate | None
    people: int | None
    ages: Ages | None
    publics: frozenset[str]
    moments: Moments
    role: frozenset[str]
    wished: frozenset[OfferKind]
    magnitudes: Magnitudes
    wanted: Mapping[Measure, float]
    must_come: bool
    joins: bool
    is_work: bool
    ruled_out: frozenset[Limit]
    who_words: frozenset[str]
    lacked_words: frozenset[str]
    asked_keys: frozenset[str]
    kinds: Mapping[str, frozenset[str]]


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


def read_need(need: Need, spotter: Spotter) -> NeedReading:
    """`need` with what its words mean; those that nothing knows are kept as words."""
    parts = ((need.title, TITLE), (need.description, DESCRIPTION))
    mentions = [
        (one, weight)
        for text, weight in parts
        for one in spotter.mentions(text, language=need.lang, mend=True)
    ]
    text = f"{need.title}. {need.description}"
    amounts = magnitudes.asked(text)
    itself = asked_itself(text)
    kinds = kinds_asked(need, spotter)
    return NeedReading(
        need=need,
        subjects=tuple(_subjects(_named(mentions), need.concepts)),
        hints=tuple(_subjects(mentions, need.concepts)),
        refused=frozenset((*need.refused, *_refused(_things(mentions, spotter)))),
        materials=frozenset(
            name
            for one, _weight in _named(mentions)
            if one.is_sure and not one.is_refused
            for name in one.concepts
            if name.startswith("materials:")
        ),
        words=word_weights(need.title, need.description),
        written=_written(text),
        refused_words=_refused_scopes(text),
        refused_kinds=named_kinds(_refused_text(text)),
        plates=plates_in(text),
        piece=_piece(text),
        people=people_asked(itself),
        ages=ages_of(need.who, itself),
        publics=publics_of(need.who, without_refused(text)),
        moments=moments_asked(need.when, itself),
        role=frozenset(
            name for one in spotter.mentions(need.who, language=need.lang) for name in one.concepts
        ),
        wished=wished_kinds(text),
        magnitudes=amounts,
        wanted=wanted(itself, amounts.thick_mm),
        must_come=must_come(itself),
        joins=wants_to_join(text),
        is_work=wants_it_done(text),
        ruled_out=ruled_out(itself, must_come=must_come(itself)),
        who_words=frozenset(word_weights(need.who, "")),
        lacked_words=_lacked(text),
        asked_keys=_asked_keys(need).union(*kinds.values()),
        kinds=kinds,
    )


def read_offer(offer: Offer, spotter: Spotter) -> OfferReading:
    """`offer` with what its words mean, and what it says of whom it takes."""
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
        concepts=_central(offer, _named(mentions)),
        hinted=_central(offer, mentions),
        sought=_sought(offer, spotter),
        refused=frozenset(_refused(_things(mentions, spotter))),
        # What a project has not is what it seeks.
        denied=frozenset() if offer.kind == OfferKind.PROJECT else denied_keys(told),
        only=only_of(offer, spotter),
        refused_words=frozenset().union(*(scope[0] for scope in _refused_scopes(text))),
        reserved_words=frozenset(
            one
            for word in reserved_words(words_of(told))
            if _is_telling(word)
            for one in _stems(word.raw)
        ),
        words=word_weights(title, description),
        plates=plates,
        people=offer.seats or people_in(told, is_desk=offer.kind == OfferKind.DESK),
        ages=stated_ages(f"{told}. {offer.access}"),
        publics=reserved_for(f"{told}. {offer.access}"),
        moments=moments_offered(offer.available, f"{offer.title}. {offer.description}"),
        magnitudes=_capacities(offer, told),
        most=most_given(told, offer.kind),
        least=least_given(text, offer.kind, offer.terms),
        limits=limits_of(f"{itself}. {offer.available}"),
    )


def _named(mentions: Mentions) -> Mentions:
    return [(one, weight) for one, weight in mentions if not one.is_hint]


def _things(mentions: Mentions, spotter: Spotter) -> Iterator[Mention]:
    """What is named but for brands: « sans Photoshop » refuses no other way to do it."""
    return (one for one, _weight in _named(mentions) if not spotter.is_brand(one.label))


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


def _piece(text: str) -> Plate | None:
    """What has to fit: the largest plate, or a long thing of which only the length is told."""
    plates = plates_in(text)
    longest = max(lengths_in(text), default=0.0)
    if plates:
        return max(plates)
    if width := width_in(text):
        return Plate(max(longest, width), width)
    return Plate(longest, 0.0) if longest >= _LONG_MM else None


@lru_cache(maxsize=5_000)
def word_weights(title: str, description: str) -> Mapping[str, float]:
    """The stems of a text, in both languages; those of the title count twice."""
    weights: dict[str, float] = {}
    for text, weight in ((title, 2.0), (description, 1.0)):
        for word in _sought_words(text):
            for one in _stems(word.raw):
                weights[one] = weights.get(one, 0.0) + weight
    return weights


def _written(text: str) -> Mapping[str, frozenset[str]]:
    return {text[word.start : word.end]: _stems(word.raw) for word in _telling_words(text)}


def _sought_words(text: str) -> Iterator[Word]:
    """The telling words of a text, but for those that it refuses."""
    words = words_of(text)
    refused = refused_words(words)
    return (word for rank, word in enumerate(words) if rank not in refused and _is_telling(word))


def _refused_scopes(text: str) -> tuple[tuple[frozenset[str], ...], ...]:
    """For each cue the stems of the telling words after it: « pas de meuble en kit »: two."""
    words = words_of(text)
    scopes = (
        tuple(_stems(words[rank].raw) for rank in scope if _is_telling(words[rank]))
        for scope in refused_scopes(words)
    )
    return tuple(scope for scope in scopes if scope)


def _lacked(text: str) -> frozenset[str]:
    """The stems of what the person says that they do not have, or will not."""
    words = words_of(text)
    scopes = (*refused_scopes(words), *lacked_scopes(words))
    return frozenset(
        one
        for scope in scopes
        for rank in scope
        if _is_telling(words[rank])
        for one in _stems(words[rank].raw)
    )


def _asked_keys(need: Need) -> frozenset[str]:
    title = tuple(_sought_words(need.title))
    keys = asked_keys(title, tuple(_sought_words(need.description)))
    return without_keys(need.title).union(keys)


def _refused_text(text: str) -> str:
    """What the cues refuse, as it is written."""
    words = words_of(text)
    return ". ".join(
        text[words[scope[0]].start : words[scope[-1]].end]
        for scope in refused_scopes(words)
        if scope
    )


def _telling_words(text: str) -> Iterator[Word]:
    return (word for word in words_of(text) if _is_telling(word))


def _is_telling(word: Word) -> bool:
    return word.key not in STOP_WORDS and (len(word.key) > 1 or word.key.isdigit())


@lru_cache(maxsize=50_000)
def _stems(raw: str) -> frozenset[str]:
    return frozenset((stem(raw), english_stem(raw)))


def _subjects(
    mentions: Iterable[tuple[Mention, float]], stated: tuple[str, ...]
) -> Iterator[Subject]:
    for name in stated:
        yield Subject(name, (name,), TITLE)
    seen: set[tuple[str, ...]] = set()
    for mention, weight in mentions:
        if mention.is_refused or mention.concepts in seen:
            continue
        seen.add(mention.concepts)
        yield Subject(
            mention.label, mention.concepts, weight * mention.trust * _telling(mention.concepts)
        )


def _telling(concepts: tuple[str, ...]) -> float:
    return max(_WEIGHTS.get(name.split(":")[0], 1.0) for name in concepts)


def _refused(mentions: Iterable[Mention]) -> Iterator[str]:
    return (name for one in mentions if one.is_refused for name in one.concepts)
