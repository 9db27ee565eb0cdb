"""Conditions in a document: an object with one key, the name of an atom or of a combination."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any as Anything
from typing import cast

from entrelieux.core.rules.document.problems import inside, nearest, refusal
from entrelieux.core.rules.document.records import Field, Record
from entrelieux.core.rules.document.values import (
    A_CLOCK,
    A_COUNT,
    A_DAY_OF_YEAR,
    A_DURATION,
    A_FLAG,
    A_NAME,
    A_PERCENT,
    A_TEXT,
    AN_AMOUNT,
    Choice,
    Many,
    OneOf,
    Schema,
    Table,
    Value,
    Whole,
    is_card,
)
from entrelieux.core.rules.tree import atoms, conditions, measures
from entrelieux.core.rules.tree.conditions import Condition
from entrelieux.core.rules.tree.durations import Duration
from entrelieux.core.rules.tree.moments import DAYS, When
from entrelieux.core.rules.tree.tests import Card

CARD = Record(Card, (Field("card", A_NAME, "name", required=True), Field("otherwise", AN_AMOUNT)))
A_NUMBER = OneOf(CARD, AN_AMOUNT, is_card)


@dataclass(frozen=True, slots=True)
class _Condition:
    """Any condition; the table of kinds is below, so that they can hold one another."""

    def read(self, told: object, where: str) -> Condition:
        if not isinstance(told, Mapping) or len(told) != 1:
            raise refusal(where, "one-condition")
        key = next(iter(told))
        if key not in KINDS:
            raise refusal(where, "unknown-condition", value=key, known=nearest(str(key), KINDS))
        return cast(Condition, KINDS[key].read(told[key], inside(where, key)))

    def write(self, value: Condition) -> dict[str, Anything]:
        key = key_of(value)
        return {key: KINDS[key].write(value)}

    def schema(self) -> Schema:
        return {"$ref": "#/$defs/condition"}


A_CONDITION = _Condition()


@dataclass(frozen=True, slots=True)
class _Wrapped:
    """A combination whose document is the value of its only field."""

    of: type
    attribute: str
    value: Value

    def read(self, told: object, where: str) -> Anything:
        return self.of(**{self.attribute: self.value.read(told, where)})

    def write(self, value: Anything) -> Anything:
        return self.value.write(getattr(value, self.attribute))

    def schema(self) -> Schema:
        return self.value.schema()


def _is_period(value: object) -> bool:
    return not isinstance(value, Duration) and value in measures.PERIODS


WINDOW = OneOf(Choice(measures.PERIODS), A_DURATION, _is_period)
_SEVERAL = Many(A_CONDITION, least=2)
_DURATION_TEST = A_DURATION


def _named(kind: type, *fields: Field, key: str = "name", **others: Anything) -> Record:
    named = Field(key, A_NAME, others.pop("attribute", ""), required=True)
    return Record(kind, (named, *fields), **others)


_RANK = Field("rank", Whole(1, 9999), required=True)
_COUNTED = (
    Field("by", A_NAME, default=measures.PERSON),
    Field("window", WINDOW, default="now"),
)
KINDS: dict[str, Value] = {
    "all": _Wrapped(conditions.All, "of", _SEVERAL),
    "any": _Wrapped(conditions.Any, "of", _SEVERAL),
    "not": _Wrapped(conditions.Not, "of", A_CONDITION),
    "unless": Record(
        conditions.Unless,
        (
            Field("of", A_CONDITION, required=True),
            Field("except", A_CONDITION, "exception", required=True),
        ),
    ),
    "assume": Record(
        conditions.Assume,
        (
            Field("of", A_CONDITION, required=True),
            Field("when_missing", A_FLAG, "value", required=True),
        ),
    ),
    "at_least": Record(
        conditions.AtLeast,
        (Field("count", Whole(1, 60), required=True), Field("of", _SEVERAL, required=True)),
    ),
    "by_kind": Record(
        conditions.ByKind,
        (
            Field("table", Table(A_NAME, A_CONDITION, least=1, most=60), required=True),
            Field("otherwise", A_CONDITION),
        ),
    ),
    "among": Record(
        conditions.Among,
        (Field("group", A_NAME, required=True), Field("who", A_CONDITION)),
        tested=Whole(0, 100_000),
        test_required=False,
        refuse=lambda among: "" if among.who or among.test else "among-whom",
        extra={"minProperties": 2},
    ),
    "as_many": Record(
        conditions.AsMany,
        (
            Field("group", A_NAME, required=True),
            Field("who", A_CONDITION, required=True),
            Field("than", A_CONDITION, required=True),
        ),
    ),
    **{
        kind: Record(
            atoms.Has, (Field("name", A_NAME, required=True),), short="name", fixed={"kind": kind}
        )
        for kind in atoms.HAS_KINDS
    },
    "badge": _named(
        atoms.Badge,
        Field("level", Whole(1, 99)),
        Field("granted_within", A_DURATION),
        Field("used_within", A_DURATION),
        short="name",
    ),
    "document": _named(
        atoms.Document,
        Field("current", A_FLAG, default=False),
        Field("signed_within", A_DURATION),
        short="name",
    ),
    "agreement": _named(
        atoms.Agreement,
        Field("count", Whole(1, 999), default=1),
        Field("lasting", A_FLAG, default=False),
        Field("about", A_NAME),
        key="by",
        short="by",
    ),
    "notice": _named(atoms.Notice, Field("ahead", A_DURATION), short="name"),
    "checked": _named(
        atoms.Checked, Field("by", A_NAME), Field("count", Whole(1, 99), default=1), short="name"
    ),
    "vote": _named(
        atoms.Vote,
        Field("share", A_PERCENT),
        Field("quorum", A_PERCENT),
        Field("objections", Whole(0, 999)),
        key="body",
        short="body",
    ),
    "term": _named(
        atoms.Term,
        Field("value", A_TEXT),
        key="uri",
        short="uri",
        tested=AN_AMOUNT,
        test_required=False,
        refuse=lambda term: "term-twice" if term.test and term.value else "",
        extra={"maxProperties": 2},
    ),
    "age": Record(measures.Age, (), tested=AN_AMOUNT),
    "balance": _named(measures.Balance, key="unit", tested=A_NUMBER),
    "quantity": _named(measures.Quantity, key="of", tested=A_NUMBER),
    "card": _named(measures.CardNumber, key="of", tested=AN_AMOUNT),
    "lasts": Record(measures.Lasts, (), tested=_DURATION_TEST),
    "ahead": Record(measures.Ahead, (), tested=_DURATION_TEST),
    "since": _named(measures.Since, key="event", tested=_DURATION_TEST),
    "count": _named(measures.Count, *_COUNTED, key="what", tested=A_NUMBER),
    "nth": _named(
        measures.Nth,
        _RANK,
        _COUNTED[0],
        Field("window", WINDOW, default="ever"),
        Field("every", A_FLAG, default=False),
        key="what",
    ),
    "breaches": _named(measures.Breaches, Field("within", A_DURATION), key="of", tested=A_COUNT),
    "time": Record(
        When,
        (
            Field("days", Many(Choice(DAYS), most=7, distinct=True), default=()),
            Field("nth", OneOf(Whole(-1, -1), Whole(1, 5), lambda told: told == -1)),
            Field("from", A_CLOCK, "start"),
            Field("to", A_CLOCK, "end"),
            Field("first", A_DAY_OF_YEAR),
            Field("last", A_DAY_OF_YEAR),
        ),
        refuse=lambda when: "" if when != When() else "time-empty",
        extra={"minProperties": 1},
    ),
}
_KEYS = {cast(type, kind.of): key for key, kind in KINDS.items() if kind.of is not atoms.Has}  # type: ignore[attr-defined]


def key_of(condition: Condition) -> str:
    """The name of a condition’s kind in documents."""
    return condition.kind if isinstance(condition, atoms.Has) else _KEYS[type(condition)]


def condition_schema() -> Schema:
    """What `#/$defs/condition` refers to."""
    return {
        "type": "object",
        "minProperties": 1,
        "maxProperties": 1,
        "properties": {key: kind.schema() for key, kind in KINDS.items()},
        "additionalProperties": False,
    }
