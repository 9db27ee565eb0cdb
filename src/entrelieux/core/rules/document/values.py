"""The values of a document: how each is read, written, and described in the JSON Schema."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

from entrelieux.core.rules.document.problems import inside, nearest, refusal
from entrelieux.core.rules.tree.durations import Duration, read_duration
from entrelieux.core.rules.tree.tests import Card, Number, normal

Schema = dict[str, Any]
LONGEST_TEXT = 2000
MOST = 1_000_000_000
NAME = r"[a-z0-9][a-z0-9_.-]{0,79}|https?://[^\s\[\]\"<>]{1,300}"
DURATION = r"P(T[1-9][0-9]{0,3}[MH]|[1-9][0-9]{0,3}[DWMY])"
CLOCK = r"([01][0-9]|2[0-3]):[0-5][0-9]"
DAY_OF_YEAR = (
    r"(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)"
    r"|02-(0[1-9]|[12][0-9])"
)


class Value(Protocol):
    """A type of value. `read` raises `DocumentError` with the place and what to write there."""

    def read(self, told: object, where: str) -> Any: ...

    def write(self, value: Any) -> Any: ...

    def schema(self) -> Schema: ...


@dataclass(frozen=True, slots=True)
class Pattern:
    """A text of a form; `code` is the message that says the form."""

    pattern: str
    code: str

    def read(self, told: object, where: str) -> str:
        if not isinstance(told, str) or not re.fullmatch(self.pattern, told):
            raise refusal(where, self.code, value=told)
        return told

    def write(self, value: str) -> str:
        return value

    def schema(self) -> Schema:
        return {"type": "string", "pattern": f"^({self.pattern})$"}


@dataclass(frozen=True, slots=True)
class Free:
    """Any text that is not blank; guillemets are kept for the quotes of sentences."""

    def read(self, told: object, where: str) -> str:
        if not isinstance(told, str) or not told.strip() or len(told) > LONGEST_TEXT:
            raise refusal(where, "text", most=LONGEST_TEXT)
        if re.search(r"[“”\n\r]", told):
            raise refusal(where, "text-quotes")
        return told

    def write(self, value: str) -> str:
        return value

    def schema(self) -> Schema:
        return {
            "type": "string",
            "pattern": "^[^“”\\n\\r]*\\S[^“”\\n\\r]*$",
            "maxLength": LONGEST_TEXT,
        }


@dataclass(frozen=True, slots=True)
class Flag:
    def read(self, told: object, where: str) -> bool:
        if not isinstance(told, bool):
            raise refusal(where, "flag")
        return told

    def write(self, value: bool) -> bool:
        return value

    def schema(self) -> Schema:
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class Choice:
    of: tuple[str, ...]

    def read(self, told: object, where: str) -> str:
        if not isinstance(told, str) or told not in self.of:
            raise refusal(where, "choice", value=told, known=nearest(str(told), self.of))
        return told

    def write(self, value: str) -> str:
        return value

    def schema(self) -> Schema:
        return {"enum": list(self.of)}


@dataclass(frozen=True, slots=True)
class Whole:
    least: int
    most: int

    def read(self, told: object, where: str) -> int:
        if (
            isinstance(told, bool)
            or not isinstance(told, int)
            or not self.least <= told <= self.most
        ):
            raise refusal(where, "whole", least=self.least, most=self.most)
        return told

    def write(self, value: int) -> int:
        return value

    def schema(self) -> Schema:
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of at most four decimals, exact: what one writes is what is computed with."""

    least: int = -MOST
    most: int = MOST

    def read(self, told: object, where: str) -> Number:
        if isinstance(told, bool) or not isinstance(told, (int, float, Decimal)):
            raise refusal(where, "number", least=self.least, most=self.most)
        if not self.least <= told <= self.most or normal(told) != round(normal(told), 4):
            raise refusal(where, "number", least=self.least, most=self.most)
        return normal(told)

    def write(self, value: Number) -> int | float:
        return value if isinstance(value, int) else float(value)

    def schema(self) -> Schema:
        return {"type": "number", "minimum": self.least, "maximum": self.most}


@dataclass(frozen=True, slots=True)
class Length:
    def read(self, told: object, where: str) -> Duration:
        found = read_duration(told) if isinstance(told, str) else None
        if found is None:
            raise refusal(where, "duration", value=told)
        return found

    def write(self, value: Duration) -> str:
        return str(value)

    def schema(self) -> Schema:
        return {"type": "string", "pattern": f"^{DURATION}$"}


@dataclass(frozen=True, slots=True)
class Calendar:
    """A date, « 2026-05-12 »."""

    def read(self, told: object, where: str) -> date:
        try:
            return date.fromisoformat(told if isinstance(told, str) else "")
        except ValueError:
            raise refusal(where, "date", value=told) from None

    def write(self, value: date) -> str:
        return value.isoformat()

    def schema(self) -> Schema:
        return {"type": "string", "format": "date"}


@dataclass(frozen=True, slots=True)
class OneOf:
    """A value of two types, told apart by `is_first`: in the document, and once it is read."""

    first: Value
    second: Value
    is_first: Callable[[object], bool]

    def read(self, told: object, where: str) -> Any:
        return self._of(told).read(told, where)

    def write(self, value: Any) -> Any:
        return self._of(value).write(value)

    def _of(self, value: object) -> Value:
        return self.first if self.is_first(value) else self.second

    def schema(self) -> Schema:
        return {"anyOf": [self.first.schema(), self.second.schema()]}


@dataclass(frozen=True, slots=True)
class Many:
    """A list of `least` values or more, read as a tuple."""

    of: Value
    least: int = 1
    most: int = 60
    distinct: bool = False

    def read(self, told: object, where: str) -> tuple[Any, ...]:
        if not isinstance(told, Sequence) or isinstance(told, str):
            raise refusal(where, "list")
        if not self.least <= len(told) <= self.most:
            raise refusal(where, "list-length", least=self.least, most=self.most)
        found = tuple(self.of.read(one, inside(where, rank)) for rank, one in enumerate(told))
        if self.distinct and len(set(found)) < len(found):
            raise refusal(where, "list-twice")
        return found

    def write(self, value: Sequence[Any]) -> list[Any]:
        return [self.of.write(one) for one in value]

    def schema(self) -> Schema:
        told: Schema = {
            "type": "array",
            "items": self.of.schema(),
            "minItems": self.least,
            "maxItems": self.most,
        }
        return {**told, "uniqueItems": True} if self.distinct else told


@dataclass(frozen=True, slots=True)
class Table:
    """An object whose keys are names, read as pairs in the order of the document."""

    key: Value
    of: Value
    least: int = 0
    most: int = 5000

    def read(self, told: object, where: str) -> tuple[tuple[str, Any], ...]:
        if not isinstance(told, Mapping):
            raise refusal(where, "object")
        if not self.least <= len(told) <= self.most:
            raise refusal(where, "list-length", least=self.least, most=self.most)
        return tuple(
            (
                self.key.read(name, inside(where, str(name))),
                self.of.read(one, inside(where, str(name))),
            )
            for name, one in told.items()
        )

    def write(self, value: Sequence[tuple[str, Any]]) -> dict[str, Any]:
        return {name: self.of.write(one) for name, one in value}

    def schema(self) -> Schema:
        return {
            "type": "object",
            "propertyNames": self.key.schema(),
            "additionalProperties": self.of.schema(),
            "minProperties": self.least,
            "maxProperties": self.most,
        }


A_NAME = Pattern(NAME, "name")
A_CLOCK = Pattern(CLOCK, "clock")
A_DAY_OF_YEAR = Pattern(DAY_OF_YEAR, "day-of-year")
A_TEXT = Free()
A_LANGUAGE = Pattern("[a-z]{2}", "language")
A_FORM = Pattern("[a-z]{2}(_[a-z]+)?", "form")
TEXTS = Table(A_LANGUAGE, A_TEXT, least=1, most=20)
A_DURATION = Length()
A_DATE = Calendar()
A_FLAG = Flag()
AN_AMOUNT = Amount()
A_COUNT = Amount(least=0)
A_PERCENT = Amount(least=0, most=100)


def is_card(value: object) -> bool:
    return isinstance(value, (Mapping, Card))
