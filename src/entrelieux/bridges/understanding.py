"""A sentence as fields of a form: what was understood, in the words of the reader."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import timezone

from entrelieux.bridges.offering import offer_index
from entrelieux.core.bridging.asking import Asked, Thing, read_sentence
from entrelieux.core.bridging.reading.sizes import Plate, plates_in
from entrelieux.core.geo import Commune, load_france
from entrelieux.places.vocabulary import current_language, label_of

_LEAST_SCORE = 0.85  # of a commune that is not written as its name is


def understood(sentence: str, *, language: str = "", today: date | None = None) -> Asked:
    """What a sentence says, by the vocabulary and the words of every community."""
    return read_sentence(
        sentence,
        spotter=offer_index().matcher.spotter,
        gazetteer=load_france(),
        today=today or timezone.localdate(),
        language=language or current_language(),
        home=settings.TERRITORY_DEPARTMENTS,
    )


def fields_of(asked: Asked) -> dict[str, Any]:
    """The values of the form's fields; empty for what was not said."""
    where = asked.where
    return {
        "things": [thing.label for thing in asked.things],
        "refused": [thing.label for thing in asked.refused],
        "quantity": asked.quantity,
        "people": asked.people,
        "size": size_words(asked.piece),
        "when": asked.when,
        "commune": where.commune.name if where.commune else "",
        "reach": where.minutes or (int(where.km) if where.km else None),
        "reach_unit": "km" if where.km else "min",
        "terms": asked.terms,
        "who": asked.who,
        "has_minors": asked.has_minors,
    }


def choices_of(things: tuple[Thing, ...]) -> list[tuple[str, str]]:
    """« graver : gravure »: what is written, and what it is taken for when that is another word."""
    return [(one.label, _meaning(one)) for one in things]


def _meaning(thing: Thing) -> str:
    label = label_of(thing.concepts[0])
    return label if label.casefold() == thing.label.casefold() else f"{thing.label} → {label}"


def concepts_of(things: tuple[Thing, ...], kept: list[str]) -> list[str]:
    """The likeliest concept of each thing that a person let stand."""
    return [one.concepts[0] for one in things if one.label in kept]


def size_words(plate: Plate | None) -> str:
    """« 120 × 60 cm »; one number when only the length is known."""
    if plate is None:
        return ""
    sides = [f"{side / 10:g}" for side in plate if side]
    return f"{' × '.join(sides)} cm"


def size_of(text: str) -> Plate | None:
    return max(plates_in(text), default=None)


def commune_of(text: str) -> Commune | None:
    """By its name, its postcode or its code; of several, that of the territory first."""
    france, home = load_france(), settings.TERRITORY_DEPARTMENTS
    name, postcode = _split(text)
    found = [match for match in france.find(name, postcode) if match.score >= _LEAST_SCORE]
    at_home = [match for match in found if match.commune.department in home]
    best = next(iter(at_home or found), None)
    if best:
        return best.commune
    return next(iter(france.by_postcode(postcode)), None) or france.by_code(text.strip())


def _split(text: str) -> tuple[str, str]:
    words = text.replace("(", " ").replace(")", " ").split()
    postcode = next((word for word in words if word.isdecimal() and len(word) == 5), "")
    return " ".join(word for word in words if word != postcode), postcode


def kept_by(
    fresh: Mapping[str, Any], shown: Mapping[str, Any], typed: Mapping[str, Any]
) -> dict[str, Any]:
    """The fields after the sentence changed: what a person corrected by hand stays.

    `fresh` is what the new sentence says, `shown` what was understood before, `typed` what the
    form holds.
    """
    values = dict(fresh)
    for name, value in typed.items():
        if name in ("things", "refused"):
            struck = set(shown.get(name, [])) - set(value)
            values[name] = [label for label in fresh[name] if label not in struck]
        elif _plain(value) != _plain(shown.get(name)):
            values[name] = value
    return values


def _plain(value: Any) -> str:
    return "" if value in (None, False) else "on" if value is True else str(value)
