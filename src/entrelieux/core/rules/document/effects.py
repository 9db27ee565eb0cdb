"""The effects of rules in a document: one key of the rule says which."""

from __future__ import annotations

from typing import Any

from entrelieux.core.rules.document.conditions import A_CONDITION, A_NUMBER, CARD, KINDS, WINDOW
from entrelieux.core.rules.document.problems import refusal
from entrelieux.core.rules.document.records import Field, Record
from entrelieux.core.rules.document.values import (
    A_COUNT,
    A_DAY_OF_YEAR,
    A_DURATION,
    A_FLAG,
    A_NAME,
    AN_AMOUNT,
    TEXTS,
    Amount,
    Choice,
    Many,
    OneOf,
    Schema,
    Value,
    is_card,
)
from entrelieux.core.rules.tree import effects, prices
from entrelieux.core.rules.tree.durations import Duration
from entrelieux.core.rules.tree.measures import PERSON
from entrelieux.core.rules.tree.prices import Line


class _Only:
    """`true`, for an effect that says all by its name."""

    def __init__(self, of: type) -> None:
        self.of = of

    def read(self, told: object, where: str) -> Any:
        if told is not True:
            raise refusal(where, "only-true")
        return self.of()

    def write(self, value: Any) -> bool:
        return True

    def schema(self) -> Schema:
        return {"const": True}


class _Asks:
    def read(self, told: object, where: str) -> effects.Asks:
        return effects.Asks(KINDS["agreement"].read(told, where))

    def write(self, value: effects.Asks) -> Any:
        return KINDS["agreement"].write(value.agreement)

    def schema(self) -> Schema:
        return KINDS["agreement"].schema()


class _Reminds:
    def read(self, told: object, where: str) -> effects.Reminds:
        return effects.Reminds(TEXTS.read(told, where))

    def write(self, value: effects.Reminds) -> Any:
        return TEXTS.write(value.text)

    def schema(self) -> Schema:
        return TEXTS.schema()


def _is_length(value: object) -> bool:
    return isinstance(value, (str, Duration))


def _wrong_per(per: prices.Per) -> str:
    timed = isinstance(per.size, Duration)
    misplaced = per.of if timed else (per.since or per.until or per.of is None)
    if misplaced:
        return "per-quantity"
    return "per-since" if per.since and per.until else ""


def _wrong_line(line: Line) -> str:
    if (line.amount is None) == (line.percent is None):
        return "line-amount"
    if line.percent is None and line.of:
        return "line-amount"
    if line.percent is not None and (line.per or line.free):
        return "line-percent"
    return "line-free" if line.free and not line.per else ""


PER = Record(
    prices.Per,
    (
        Field("size", OneOf(A_DURATION, Amount(least=0), _is_length), required=True),
        Field("of", A_NAME),
        Field("since", A_NAME),
        Field("until", A_DAY_OF_YEAR),
        Field("slices", Choice(prices.SLICES), default="started"),
    ),
    refuse=_wrong_per,
)
LINE = Record(
    Line,
    (
        Field("amount", A_NUMBER),
        Field("percent", AN_AMOUNT),
        Field("of", A_NAME),
        Field("per", PER),
        Field("free", A_COUNT, default=0),
        Field("at_least", A_COUNT),
        Field("at_most", OneOf(CARD, A_COUNT, is_card)),
        Field("if", A_CONDITION, "when"),
    ),
    refuse=_wrong_line,
)
EFFECTS: dict[str, Value] = {
    "permits": _Only(effects.Permits),
    "forbids": _Only(effects.Forbids),
    "asks": _Asks(),
    "limits": Record(
        effects.Limits,
        (
            Field("what", A_NAME, required=True),
            Field("at_most", OneOf(CARD, A_COUNT, is_card), required=True),
            Field("by", A_NAME, default=PERSON),
            Field("window", WINDOW, default="now"),
            Field("adds", A_NAME, default=effects.ONE),
            Field("hard", A_FLAG, default=True),
        ),
    ),
    "prices": Record(
        prices.Prices,
        (
            Field("for", A_NAME, "heading", required=True),
            Field("unit", A_NAME, required=True),
            Field("table", Many(LINE), "lines", required=True),
        ),
    ),
    "orders": Record(
        effects.Orders,
        (
            Field("first", Many(A_CONDITION), "classes", required=True),
            Field("ties", Many(Choice(effects.TIES), distinct=True), default=("arrival",)),
        ),
    ),
    "reminds": _Reminds(),
}
_KEYS: dict[type, str] = {
    effects.Permits: "permits",
    effects.Forbids: "forbids",
    effects.Asks: "asks",
    effects.Limits: "limits",
    prices.Prices: "prices",
    effects.Orders: "orders",
    effects.Reminds: "reminds",
}


def effect_key(effect: effects.Effect) -> str:
    return _KEYS[type(effect)]
