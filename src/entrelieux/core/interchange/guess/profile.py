"""What a column holds: shares (0 to 1) of its filled cells that look like this or that."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median
from typing import Any

from entrelieux.core.interchange.clean import clean_date, is_personal
from entrelieux.core.text import fold

SAMPLE = 400
CELL = 2_000  # characters looked at: the patterns below are quadratic on one endless word
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[a-z]{2,}", re.IGNORECASE)
_URL = re.compile(
    r"(?:https?:/|www\.)|^[\w-]+(?:\.[\w-]+)*\.(?:fr|com|org|net|eu|io|info)(?:/|$)", re.IGNORECASE
)
_PHONE = re.compile(r"(?:\+\d{2,3}|\(?0)[\d\s().\-/]{7,18}$|^\d{9}$")
_POSTCODE = re.compile(r"\d{4,5}(?:\.0)?$")
_STREET = re.compile(
    r"\b(?:rue|avenue|av|bd|boulevard|place|pl|route|rte|chemin|impasse|allee|quai|cours|square|"
    r"bourg|lieu dit|za|zi|mairie|street|road|square|lane)\b"
)
_HOURS = re.compile(
    r"\d\s*h(?:\d|\b|eures)|\d{1,2}:\d{2}\s*-|\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi)\b"
    r"|\bMo\b|\bferme\b|sur (?:rdv|rendez)",
    re.IGNORECASE,
)
_PAIR = re.compile(r"^\W*-?\d{1,3}[.]\d{2,}\W+-?\d{1,3}[.]\d{2,}\W*$")


@dataclass(frozen=True)
class Profile:
    """A column's name, folded, and up to `SAMPLE` of its filled cells as texts."""

    column: str
    cells: Sequence[str]
    filled: float

    @cached_property
    def name(self) -> str:
        """Words apart: « CodePostal », « code_postal » and « Code postal » are one."""
        spaced = re.sub(r"(?<=[a-zéèàç])(?=[A-Z])", " ", self.column.rsplit(".", 1)[-1])
        return fold(spaced)

    @cached_property
    def squashed(self) -> str:
        return self.name.replace(" ", "")

    def share(self, test: Callable[[str], Any]) -> float:
        return sum(1 for cell in self.cells if test(cell)) / len(self.cells) if self.cells else 0.0

    @cached_property
    def emails(self) -> float:
        return self.share(_EMAIL.search)

    @cached_property
    def personal_emails(self) -> float:
        """Among the e-mails, those that look like somebody's."""
        mails = [m[0] for cell in self.cells if (m := _EMAIL.search(cell))]
        return sum(map(is_personal, mails)) / len(mails) if mails else 0.0

    @cached_property
    def urls(self) -> float:
        return self.share(lambda cell: _URL.search(cell) and "@" not in cell.split("/")[0])

    @cached_property
    def phones(self) -> float:
        return self.share(_is_phone)

    @cached_property
    def postcodes(self) -> float:
        return self.share(_POSTCODE.match)

    @cached_property
    def streets(self) -> float:
        return self.share(lambda cell: _STREET.search(fold(cell)))

    @cached_property
    def hours(self) -> float:
        return self.share(lambda cell: _HOURS.search(cell))

    @cached_property
    def dates(self) -> float:
        return self.share(lambda cell: not cell.isdigit() and clean_date(cell).value)

    @cached_property
    def pairs(self) -> float:
        return self.share(_PAIR.match)

    @cached_property
    def letters(self) -> float:
        return self.share(lambda cell: sum(map(str.isalpha, cell)) > 2)

    @cached_property
    def distinct(self) -> float:
        return len(set(self.cells)) / len(self.cells) if self.cells else 0.0

    @cached_property
    def mean_length(self) -> float:
        return sum(map(len, self.cells)) / len(self.cells) if self.cells else 0.0

    @cached_property
    def numbers(self) -> list[float]:
        found = []
        for cell in self.cells:
            try:
                found.append(float(cell.replace(",", ".").replace(" ", "")))
            except ValueError:
                continue
        return found

    @cached_property
    def is_decimal(self) -> bool:
        return bool(self.cells) and len(self.numbers) >= 0.8 * len(self.cells)

    @cached_property
    def middle(self) -> float | None:
        numbers = [number for number in self.numbers if number]
        return median(numbers) if self.is_decimal and numbers else None


def _is_phone(cell: str) -> bool:
    first = re.split(r"\s*[/;]\s*(?=[0+])", cell.strip())[0]
    return bool(_PHONE.match(first)) and not re.fullmatch(r"\d[.,]\d+", first)


def profiles_of(columns: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> list[Profile]:
    sample = rows[:: max(1, len(rows) // SAMPLE)][:SAMPLE]
    return [_profile(column, sample) for column in columns]


def _profile(column: str, sample: Sequence[Mapping[str, Any]]) -> Profile:
    cells = [text[:CELL] for row in sample if (text := text_of(row.get(column)))]
    return Profile(column, cells, len(cells) / len(sample) if sample else 0.0)


def text_of(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(text_of(item) for item in value)
    return "" if value is None else str(value).strip()
