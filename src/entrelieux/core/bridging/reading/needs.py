"""What is understood of a need: subjects, words, sizes, people, moments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from entrelieux.core.bridging.model import Need, OfferKind
from entrelieux.core.bridging.reading import magnitudes
from entrelieux.core.bridging.reading.ages import Ages, ages_of
from entrelieux.core.bridging.reading.asides import asked_itself
from entrelieux.core.bridging.reading.bounds import wanted
from entrelieux.core.bridging.reading.denials import asked_keys, without_keys
from entrelieux.core.bridging.reading.limits import Limit, ruled_out
from entrelieux.core.bridging.reading.magnitudes import Magnitudes
from entrelieux.core.bridging.reading.measures import Measure
from entrelieux.core.bridging.reading.mentions import Mention, Spotter
from entrelieux.core.bridging.reading.moments import Moments, moments_asked
from entrelieux.core.bridging.reading.negation import (
    done_without,
    lacked_scopes,
    refused_scopes,
    without_refused,
)
from entrelieux.core.bridging.reading.only import kinds_asked
from entrelieux.core.bridging.reading.people import people_asked
from entrelieux.core.bridging.reading.publics import publics_of
from entrelieux.core.bridging.reading.sizes import Plate, lengths_in, plates_in, width_in
from entrelieux.core.bridging.reading.telling import (
    DESCRIPTION,
    TITLE,
    is_telling,
    named,
    refused_in,
    refused_stems,
    sought_words,
    stems_of,
    telling_words,
    things,
    word_weights,
)
from entrelieux.core.bridging.reading.wishes import (
    must_come,
    named_kinds,
    wants_it_done,
    wants_to_join,
    wished_kinds,
)
from entrelieux.core.bridging.reading.words import words_of

_LONG_MM = 200.0  # under this a length may be a thickness
# What it is about weighs more than what it is made of, or whom it is for.
_WEIGHTS = {
    "materials": 0.45,
    "audiences": 0.25,
    "topics": 0.6,
    "kinds": 0.7,
    "disciplines": 0.9,
}


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


def read_need(need: Need, spotter: Spotter) -> NeedReading:
    """`need` with what its words mean; those that nothing knows are kept as words."""
    parts = ((need.title, TITLE), (need.description, DESCRIPTION))
    mentions: list[tuple[Mention, float]] = []
    sought: list[tuple[Mention, float]] = []
    for said, weight in parts:
        told = [(one, weight) for one in spotter.mentions(said, language=need.lang, mend=True)]
        # « Sans voiture » betrays who has to be driven, and names no car that is sought.
        without = done_without(words_of(said))
        mentions += told
        sought += [one for one in named(told) if one[0].start not in without]
    text = f"{need.title}. {need.description}"
    amounts = magnitudes.asked(text)
    itself = asked_itself(text)
    people = people_asked(itself)
    is_awaited = must_come(itself)
    kinds = kinds_asked(need, spotter)
    return NeedReading(
        need=need,
        subjects=tuple(_subjects(sought, need.concepts)),
        hints=tuple(_subjects(mentions, need.concepts)),
        refused=frozenset((*need.refused, *refused_in(things(mentions, spotter)))),
        materials=frozenset(
            name
            for one, _weight in named(mentions)
            if one.is_sure and not one.is_refused
            for name in one.concepts
            if name.startswith("materials:")
        ),
        words=word_weights(need.title, need.description),
        written=_written(text),
        refused_words=refused_stems(text),
        refused_kinds=named_kinds(_refused_text(text)),
        plates=plates_in(text),
        piece=_piece(text),
        people=people,
        ages=ages_of(need.who, itself),
        publics=publics_of(need.who, without_refused(text)),
        moments=moments_asked(need.when, itself),
        role=frozenset(
            name for one in spotter.mentions(need.who, language=need.lang) for name in one.concepts
        ),
        wished=wished_kinds(text),
        magnitudes=amounts,
        wanted=wanted(itself, thick_mm=amounts.thick_mm, people=people),
        must_come=is_awaited,
        joins=wants_to_join(text),
        is_work=wants_it_done(text),
        ruled_out=ruled_out(itself, must_come=is_awaited),
        who_words=frozenset(word_weights(need.who, "")),
        lacked_words=_lacked(text),
        asked_keys=_asked_keys(need).union(*kinds.values()),
        kinds=kinds,
    )


def _piece(text: str) -> Plate | None:
    """What has to fit: the largest plate, or a long thing of which only the length is told."""
    plates = plates_in(text)
    longest = max(lengths_in(text), default=0.0)
    if plates:
        return max(plates)
    if width := width_in(text):
        return Plate(max(longest, width), width)
    return Plate(longest, 0.0) if longest >= _LONG_MM else None


def _written(text: str) -> Mapping[str, frozenset[str]]:
    return {text[word.start : word.end]: stems_of(word.raw) for word in telling_words(text)}


def _lacked(text: str) -> frozenset[str]:
    """The stems of what the person says that they do not have, or will not."""
    words = words_of(text)
    scopes = (*refused_scopes(words), *lacked_scopes(words))
    return frozenset(
        one
        for scope in scopes
        for rank in scope
        if is_telling(words[rank])
        for one in stems_of(words[rank].raw)
    )


def _asked_keys(need: Need) -> frozenset[str]:
    title = tuple(sought_words(need.title))
    keys = asked_keys(title, tuple(sought_words(need.description)))
    return without_keys(need.title).union(keys)


def _refused_text(text: str) -> str:
    """What the cues refuse, as it is written."""
    words = words_of(text)
    return ". ".join(
        text[words[scope[0]].start : words[scope[-1]].end]
        for scope in refused_scopes(words)
        if scope
    )


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
