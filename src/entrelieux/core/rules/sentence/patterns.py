"""The patterns of a language, with what each one builds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from functools import cache
from typing import Any

from entrelieux.core.rules.document.conditions import KINDS
from entrelieux.core.rules.sentence.language import (
    Element,
    Elements,
    Language,
    Segment,
    Slot,
    elements,
    language,
)
from entrelieux.core.rules.tree import conditions, effects, prices
from entrelieux.core.rules.tree.tests import Card

EFFECTS: dict[str, type] = {
    "permits": effects.Permits,
    "forbids": effects.Forbids,
    "asks": effects.Asks,
    "limits": effects.Limits,
    "limits_by_card": effects.Limits,
    "warns": effects.Limits,
    "warns_by_card": effects.Limits,
    "prices": prices.Prices,
    "orders": effects.Orders,
    "reminds": effects.Reminds,
}


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way to say a kind of thing; `elements` are those of the affirmative, or of its negation.

    `nested` speaks of another person than the one who acts.
    """

    key: str
    negative: bool
    nested: bool
    elements: Elements

    @property
    def names(self) -> frozenset[str]:
        """The attributes that must be there to say it so."""
        return frozenset(one.name for one in self.elements if isinstance(one, Slot))

    def suits(self, values: Mapping[str, Any]) -> bool:
        """Whether every value is there, and is the number of a card where one is wanted."""
        return all(
            values.get(one.name) is not None
            and (one.type != "from_card" or isinstance(values[one.name].value, Card))
            for one in self.elements
            if isinstance(one, Slot)
        )

    @property
    def optional(self) -> frozenset[str]:
        return frozenset(one.name for one in self.elements if isinstance(one, Segment))


@cache
def atom_patterns(code: str, nested: bool) -> tuple[Pattern, ...]:
    told = language(code)
    single = ((key, pair) for key, pair in told["atoms"].items())
    several = ((key, pair) for key, pairs in told["variants"].items() for pair in pairs)
    return tuple(
        Pattern(key, negative, nested, _about(told, elements(text, key), nested))
        for key, pair in (*single, *several)
        for negative, text in enumerate(pair)
        for negative in (bool(negative),)
    )


def _about(told: Language, pieces: Elements, nested: bool) -> Elements:
    """The pieces with the subject written out, and texts that follow one another joined."""
    subject = told["other_subject" if nested else "subject"]
    joined: list[Element] = []
    for piece in pieces:
        plain = subject if isinstance(piece, Slot) and piece.name == "subject" else piece
        if isinstance(plain, str) and joined and isinstance(joined[-1], str):
            joined[-1] += plain
        else:
            joined.append(plain)
    return tuple(joined)


@cache
def patterns_of(code: str, key: str, nested: bool, negative: bool) -> tuple[Pattern, ...]:
    every = atom_patterns(code, nested)
    return tuple(one for one in every if one.key == key and one.negative == negative)


def class_of(key: str) -> tuple[type, Mapping[str, Any]]:
    """What an atom of a kind is built as, and its fixed attributes."""
    record: Any = KINDS[key]
    return record.of, record.fixed


def defaults_of(kind: type) -> Mapping[str, Any]:
    """The usual value of each attribute that has one."""
    return _defaults(kind)


@cache
def _defaults(kind: Any) -> Mapping[str, Any]:
    return {one.name: one.default for one in fields(kind) if one.default is not MISSING}


def needed_by(kind: type) -> tuple[str, ...]:
    """The attributes that have no usual value."""
    every: Any = kind
    return tuple(one.name for one in fields(every) if one.default is MISSING)


def values_of(value: Any) -> dict[str, Any]:
    return {one.name: getattr(value, one.name) for one in fields(value)}


@cache
def effect_pattern(code: str, key: str) -> Elements:
    return elements(language(code)["effects"][key], key)


@cache
def price_pattern(code: str, key: str) -> Elements:
    return elements(language(code)["price"][key], key)


@cache
def moment_ways(code: str) -> tuple[tuple[Elements, ...], ...]:
    """How a day, hours and a season are said, the fullest way of each first."""
    told = language(code)["moment"]["ways"]
    return tuple(tuple(elements(text, "time") for text in ways) for ways in told)


NEVER_BARE = (conditions.All, conditions.Any, conditions.Unless)
