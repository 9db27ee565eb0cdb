"""Sizes and numbers of people that a text gives: « plexi de 120 x 60 », « une quarantaine »."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from entrelieux.core.text.folding import fold

_NUMBER = r"(\d+(?:[.,]\d+)?)"
_UNIT = r"(mm|cm|m(?:[èe]t(?:re|er)s?)?)?"
_PLATE = re.compile(
    rf"{_NUMBER}\s*{_UNIT}\s*(?:x|×|\*|par|sur|by)\s*{_NUMBER}\s*{_UNIT}\b", re.IGNORECASE
)
_LENGTH = re.compile(rf"{_NUMBER}\s*(mm|cm|m|mètres?|metres?|meters?)\b(?!\s*²)", re.IGNORECASE)
_MM = {"mm": 1.0, "cm": 10.0, "m": 1000.0}
_NO_UNIT_MM = 250  # a number from here on is in millimetres, below in centimetres
_PEOPLE = re.compile(
    r"(?:\b(\d+)|\b(dizaine|douzaine|quinzaine|vingtaine|trentaine|quarantaine|cinquantaine"
    r"|soixantaine|centaine|dozen|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|douze|quinze|vingt"
    r"|trente|quarante|cinquante|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen"
    r"|twenty|thirty|forty|fifty))"
    r"(?:\s+(?:de|d|of|petites?|jeunes?|young))?\s+"
    r"(?:personnes?|places?|eleves?|participants?|people|seats?|fauteuils?|pers|couverts?|enfants?"
    r"|kids|children|pupils|students|invites|guests|adherents|associes|collegiens|lyceens|ados"
    r"|societaires|convives|curieux|auditeurs|habitants|villageois|assis|assises"
    r"|benevoles|salaries|postes|desks|membres|members|spectateurs|chaises|stagiaires)\b"
)
_SPOKEN = {
    "dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30,
    "quarantaine": 40, "cinquantaine": 50, "soixantaine": 60, "centaine": 100, "dozen": 12,
    "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9,
    "dix": 10, "douze": 12, "quinze": 15, "vingt": 20, "trente": 30, "quarante": 40,
    "cinquante": 50, "two": 2, "three": 3, "four": 4, "five": 5, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40,
    "fifty": 50,
}  # fmt: skip


class Plate(NamedTuple):
    """Two sides in millimetres, the long one first."""

    long_mm: float
    short_mm: float

    def holds(self, other: Plate) -> bool:
        return other.long_mm <= self.long_mm and other.short_mm <= self.short_mm


def plates_in(text: str) -> tuple[Plate, ...]:
    """« 600 x 900 », « 120x60 cm », « 1300 × 900 mm »; a number without unit is guessed."""
    return tuple(_plates(text))


def _plates(text: str) -> Iterator[Plate]:
    for found in _PLATE.finditer(text):
        first, unit, second, last_unit = found.groups()
        scale = _scale(last_unit) or (1.0 if _largest(first, second) >= _NO_UNIT_MM else 10.0)
        sides = (_value(first) * (_scale(unit) or scale), _value(second) * scale)
        if min(sides) > 0:
            yield Plate(max(sides), min(sides))


def _scale(unit: str | None) -> float | None:
    return _MM.get(unit.lower() if len(unit) < 3 else "m") if unit else None


def _largest(*numbers: str) -> float:
    return max(_value(number) for number in numbers)


def lengths_in(text: str) -> tuple[float, ...]:
    """The single lengths that a text gives, in millimetres; those of plates are left out."""
    bare = _PLATE.sub(" ", text)
    return tuple(
        _value(found[1]) * _MM[found[2].lower() if len(found[2]) < 3 else "m"]
        for found in _LENGTH.finditer(bare)
    )


def people_in(text: str) -> int | None:
    """The largest number of people, or of seats, that a text gives."""
    found = [
        int(digits) if digits else _SPOKEN[word] for digits, word in _PEOPLE.findall(fold(text))
    ]
    return max(found, default=None)


def _value(text: str) -> float:
    return float(text.replace(",", "."))
