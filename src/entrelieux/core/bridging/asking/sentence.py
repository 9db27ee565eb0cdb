"""A whole sentence read at once: what, how many, of what, when, where, on what terms, for whom."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from entrelieux.core.bridging.asking.counts import count_in
from entrelieux.core.bridging.asking.dates import Window, weekdays_in, window_in
from entrelieux.core.bridging.asking.whereabouts import Whereabouts, whereabouts_in
from entrelieux.core.bridging.model import Need
from entrelieux.core.bridging.reading.mentions import Spotter
from entrelieux.core.bridging.reading.needs import NeedReading, read_need
from entrelieux.core.bridging.reading.sizes import Plate
from entrelieux.core.geo import Gazetteer

# What one looks for; the rest of the vocabulary says how, for whom or on what terms.
_SOUGHT = (
    "machines", "processes", "tools", "skills", "disciplines", "usages", "services", "rooms",
    "materials", "vehicles", "needs", "kinds", "topics",
)  # fmt: skip
_TERMS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (terms, re.compile(said, re.IGNORECASE))
    for terms, said in (
        ("little", r"\b(?:petit budget|budget serré|pas cher|peu de moyens|small budget|cheap)\b"),
        (
            "free",
            r"\b(?:gratuit(?:e|ement)?|sans budget|bénévol\w+|for free|free of charge|no budget)\b",
        ),
        (
            "exchange",
            r"\b(?:en échange(?: de| d[’'])?|contre (?:un|une|des) (?:coup|service|heure)\w*|troc"
            r"|in exchange|swap)\b",
        ),
        ("donation", r"\b(?:prix libre|participation libre|pay what you (?:want|can|like))\b"),
        (
            "paid",
            r"\b(?:je peux pay\w*|contre rémunération|rémunéré\w*|je paie|payant"
            r"|i can pay|paid)\b",
        ),
    )
)
_WHO = re.compile(
    r"\b(?:je suis|nous sommes|i am|i[’']m|we are)\s+(?:un |une |des |a |an )?"
    r"((?:(?! et | qui | and | who | looking | cherch)[^,.;:!?]){3,60})",
    re.IGNORECASE,
)
# What taking pieces away leaves behind: a space before a comma, a comma after a comma.
_TIDY = (
    (re.compile(r"\s+"), " "),
    (re.compile(r" (?=[,.;])"), ""),
    (re.compile(r"([,;])(?:\s*[,;])+"), r"\1"),
    (re.compile(r"[\s,;]+(?:ou|et|or|and)?$"), ""),
)
_AGE_OF_MAJORITY = 18


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that was understood: `label` as it is written, any of `concepts` may be meant."""

    label: str
    concepts: tuple[str, ...]

    @property
    def is_material(self) -> bool:
        return any(name.startswith("materials:") for name in self.concepts)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a sentence says; empty or None for what it does not. `bare` is the sentence without its
    when, its where and its terms, which are told apart."""

    sentence: str
    bare: str
    things: tuple[Thing, ...]
    refused: tuple[Thing, ...]
    quantity: int | None
    people: int | None
    piece: Plate | None
    when: str
    window: Window | None
    where: Whereabouts
    terms: str
    who: str
    has_minors: bool


def read_sentence(
    sentence: str,
    *,
    spotter: Spotter,
    gazetteer: Gazetteer,
    today: date,
    language: str = "fr",
    home: Collection[str] = (),
) -> Asked:
    """What `sentence` says, by the vocabulary and the words of communities of `spotter`."""
    window = window_in(sentence, today)
    where = whereabouts_in(sentence, gazetteer, home)
    when = _when(sentence, window)
    terms, terms_said = _terms(sentence)
    bare = without(sentence, (*when, *where.said, terms_said))
    reading = read_need(Need(id="", title=bare, lang=language), spotter)
    who = _WHO.search(sentence)
    return Asked(
        sentence=sentence,
        bare=bare,
        things=tuple(_things(reading)),
        refused=tuple(_refused(bare, spotter, language)),
        quantity=count_in(bare),
        people=reading.people,
        piece=reading.piece,
        when=", ".join(when),
        window=window,
        where=where,
        terms=terms,
        who=who[1].strip() if who else "",
        has_minors=reading.ages is not None and reading.ages.low < _AGE_OF_MAJORITY,
    )


def bare_sentence(
    sentence: str, *, gazetteer: Gazetteer, today: date, home: Collection[str] = ()
) -> str:
    """The sentence without its when, its where and its terms, which fields tell."""
    when = _when(sentence, window_in(sentence, today))
    where = whereabouts_in(sentence, gazetteer, home)
    return without(sentence, (*when, *where.said, _terms(sentence)[1]))


def without(sentence: str, pieces: Iterable[str]) -> str:
    """The sentence less some pieces of it, each once and as whole words."""
    for piece in sorted(filter(None, pieces), key=len, reverse=True):
        whole = rf"(?<!\w){re.escape(piece)}(?!\w)"
        sentence = re.sub(whole, " ", sentence, count=1)
    for pattern, put in _TIDY:
        sentence = pattern.sub(put, sentence)
    return sentence.strip(" ,;")


def _when(sentence: str, window: Window | None) -> tuple[str, ...]:
    said = (weekdays_in(sentence), window.said if window else "")
    return tuple(dict.fromkeys(one for one in said if one))


def _terms(sentence: str) -> tuple[str, str]:
    for terms, said in _TERMS:
        found = said.search(sentence)
        if found:
            return terms, found[0]
    return "", ""


def _things(reading: NeedReading) -> Iterator[Thing]:
    for subject in reading.subjects:
        sought = tuple(name for name in subject.concepts if name.split(":")[0] in _SOUGHT)
        if sought:
            yield Thing(subject.label, _telling_first(sought))


def _telling_first(concepts: tuple[str, ...]) -> tuple[str, ...]:
    """What is done or used before the topic that it belongs to."""
    return tuple(sorted(concepts, key=lambda name: _SOUGHT.index(name.split(":")[0])))


def _refused(text: str, spotter: Spotter, language: str) -> Iterator[Thing]:
    seen: set[tuple[str, ...]] = set()
    for mention in spotter.mentions(text, language=language, mend=True):
        if mention.is_refused and not mention.is_hint and mention.concepts not in seen:
            seen.add(mention.concepts)
            yield Thing(mention.label, _known_first(mention.concepts))


def _known_first(concepts: tuple[str, ...]) -> tuple[str, ...]:
    rank = {scheme: place for place, scheme in enumerate(_SOUGHT)}
    return tuple(sorted(concepts, key=lambda name: rank.get(name.split(":")[0], len(rank))))
