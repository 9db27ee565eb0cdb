"""How a language says the values of sentences, with the community’s labels."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from entrelieux.core.rules.sentence.language import Language, Slot
from entrelieux.core.rules.sentence.lexicon import BARE, Lexicon
from entrelieux.core.rules.sentence.text import CLOSE, OPEN
from entrelieux.core.rules.tree.durations import Duration
from entrelieux.core.rules.tree.tests import Card, Number, Test


class Voice:
    """How a language says values, with the community’s labels."""

    def __init__(self, language: Language, lexicon: Lexicon, level: int = BARE) -> None:
        self.language = language
        self.lexicon = lexicon
        self.level = level

    def word(self, name: str, form: str = "", family: str = "") -> str:
        """The label of a word; where it was said tells which words may stand there."""
        self.lexicon.used[family].add(name)
        return self.lexicon.say(name, form, self.level)

    def number(self, value: Number) -> str:
        text = format(value, "f") if isinstance(value, Decimal) else str(value)
        return text.replace(".", ",") if self.language.code == "fr" else text

    def duration(self, value: Duration) -> str:
        one, many = self.language["units"][value.unit]
        return f"{value.count} {one if value.count == 1 else many}"

    def clock(self, value: str) -> str:
        hour, minute = value.split(":")
        if self.language.code == "en":
            return value
        return f"{int(hour)} h" if minute == "00" else f"{int(hour)} h {minute}"

    def day_of_year(self, value: str) -> str:
        month, day = (int(part) for part in value.split("-"))
        first = "1er" if day == 1 and self.language.code == "fr" else str(day)
        return f"{first} {self.language['months']['names'][month - 1]}"

    def card(self, value: Card) -> str:
        before, after = card_parts(self.language)
        rest = "" if value.otherwise is None else self._otherwise(value.otherwise)
        return f"{before}{self.word(value.name, '', 'card')}{after}{rest}"

    def _otherwise(self, value: Number) -> str:
        before, after = otherwise_parts(self.language)
        return f"{before}{self.number(value)}{after}"

    def number_or_card(self, value: Number | Card) -> str:
        return self.card(value) if isinstance(value, Card) else self.number(value)

    def size(self, value: Duration | Number) -> str:
        if not isinstance(value, Duration):
            return self.number(value)
        one: str = self.language["units"][value.unit][0]
        return one if value.count == 1 else self.duration(value)

    def test(self, value: Test) -> str:
        threshold = value.value
        said = (
            self.duration(threshold)
            if isinstance(threshold, Duration)
            else self.number_or_card(threshold)
        )
        return f"{self.language['tests'][value.op]}{said}"

    def from_card(self, value: Test) -> str:
        card = value.value
        said = self.card(card) if isinstance(card, Card) else ""
        return f"{op_of_card(self.language, value.op)}{said}"

    def people(self, value: Test) -> str:
        one, many = self.language["people"]
        return f"{self.test(value)} {one if value.value in (0, 1) else many}"

    def days(self, value: Sequence[str], slot: Slot) -> str:
        return days_joint(self.language, slot).join(
            str(self.language["days"][day]) for day in value
        )

    def choice(self, table: str, value: object, form: str = "", family: str = "") -> str:
        """A value of a table of the language, or « other » and the value itself."""
        told = self.language[table]
        if isinstance(value, str) and value in told and value != "other":
            return str(told[value])
        said = (
            self.duration(value)
            if isinstance(value, Duration)
            else self.word(str(value), form, family)
        )
        return f"{told['other']}{said}"

    def texts(self, value: Sequence[tuple[str, str]]) -> str:
        return str(self.language["next"]).join(
            f"{code} {OPEN}{text}{CLOSE}" for code, text in value
        )

    def ties(self, value: Sequence[str]) -> str:
        return ", ".join(self.language["ties"][tie] for tie in value)


def days_joint(language: Language, slot: Slot) -> str:
    """« un lundi ou un mardi », but « le premier lundi ou mardi du mois »."""
    article = {"fr": "un ", "en": "a "}[language.code] if slot.type == "days" else ""
    return f"{language['or']}{article}"


def card_parts(language: Language) -> tuple[str, str]:
    before, _, rest = language["card"]["number"].partition("{name}")
    return before, rest.partition("[")[0]


def op_of_card(language: Language, op: str) -> str:
    """« plus que la valeur … », where one says « plus de 3 »."""
    told: str = language["card"].get(op, language["tests"][op])
    return told


def otherwise_parts(language: Language) -> tuple[str, str]:
    inside = language["card"]["number"].partition("[")[2].rstrip("]")
    before, _, after = inside.partition("{otherwise}")
    return before, after


SAY: dict[str, Callable[[Voice, Any, Slot], str]] = {
    "word": lambda voice, value, slot: voice.word(value, slot.form, slot.family),
    "whole": lambda voice, value, slot: str(value),
    "number": lambda voice, value, slot: voice.number(value),
    "number_or_card": lambda voice, value, slot: voice.number_or_card(value),
    "duration": lambda voice, value, slot: voice.duration(value),
    "size": lambda voice, value, slot: voice.size(value),
    "clock": lambda voice, value, slot: voice.clock(value),
    "day_of_year": lambda voice, value, slot: voice.day_of_year(value),
    "days": lambda voice, value, slot: voice.days(value, slot),
    "weekdays": lambda voice, value, slot: voice.days(value, slot),
    "nth": lambda voice, value, slot: voice.language["nth"][str(value)],
    "nth_week": lambda voice, value, slot: voice.language["nth_week"][str(value)],
    "test": lambda voice, value, slot: voice.test(value),
    "from_card": lambda voice, value, slot: (
        f"{op_of_card(voice.language, value.op)}{voice.card(value.value)}"
    ),
    "of_card": lambda voice, value, slot: voice.card(value),
    "people": lambda voice, value, slot: voice.people(value),
    "length": lambda voice, value, slot: voice.test(value),
    "text": lambda voice, value, slot: f"{OPEN}{value}{CLOSE}",
    "texts": lambda voice, value, slot: voice.texts(value),
    "ties": lambda voice, value, slot: voice.ties(value),
    "whose": lambda voice, value, slot: voice.choice("by", value, family="whose"),
    "window": lambda voice, value, slot: voice.choice("window", value),
    "adds": lambda voice, value, slot: voice.choice("adds", value, "many", "quantity.of"),
    "slices": lambda voice, value, slot: voice.language["price"]["slices"][value],
}
