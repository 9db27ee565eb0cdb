"""Rows that are no place, and rows whose cells are one column away from theirs."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from entrelieux.core.interchange.clean import clean_date, read_point
from entrelieux.core.interchange.guess.guessing import Guess
from entrelieux.core.interchange.guess.profile import Row, text_of
from entrelieux.core.interchange.records import Problem
from entrelieux.core.text import fold

Fits = Callable[[str], object]
_SUMMARY = re.compile(
    r"^(?:sous )?totaux?\b|^moyenne\b|^source\b|^sources\b|^note\b|^legende\b|^nb\b|^mise a jour\b|"
    r"^maj\b|^extraction\b|^fin du\b|^liste des\b|^nombre (?:de|total)\b|^grand total\b|^sum\b"
)
# A row that fills a fifth of what the others do says nothing of a place.
LITTLE = 0.2
# Cells that must be wrong where they are, and right one column further.
LEAST_WRONG = 2


def _decimal(cell: str) -> bool:
    return bool(re.fullmatch(r"-?\d{1,7}[.,]\d+|0|-?\d{1,2}", cell)) or read_point(cell) is not None


LOOKS: Mapping[str, Fits] = {
    "postcode": re.compile(r"(?:\d ?){4,5}(?:\.0)?").fullmatch,
    "insee": re.compile(r"\d{4,5}|2[ABab]\d{3}").fullmatch,
    "lat": _decimal,
    "lon": _decimal,
    "email": lambda cell: "@" in cell,
    "phone": re.compile(r"\+?[\d(][\d\s().+/-]{7,}").match,
    "website": re.compile(r"https?:|www\.|[\w-]+(?:\.[\w-]+)+", re.IGNORECASE).match,
    "updated_at": lambda cell: clean_date(cell).value,
    "city": lambda cell: cell[0].isalpha() and "@" not in cell and len(cell) < 50,
    "name": lambda cell: any(map(str.isalpha, cell)) and "@" not in cell,
}  # fmt: skip


@dataclass(frozen=True)
class Oddities:
    """What a usual row of the table looks like."""

    columns: Sequence[str]
    looks: Mapping[int, Fits]
    name: str
    usual: float

    def of(self, row: Row) -> Problem | None:
        """Why the row is odd; None for most."""
        cells = [text_of(row.get(column)) for column in self.columns]
        name = text_of(row.get(self.name)) if self.name else ""
        if self._is_no_place(cells, name):
            message = "Cette ligne n’est pas un lieu : total, titre ou note."
            return Problem(
                "not_a_place", None, (name or " ".join(filter(None, cells)))[:60], message
            )
        if self._is_shifted(cells):
            message = "Les valeurs sont décalées d’une colonne : remettez-les à leur place."
            return Problem("shifted_columns", None, " | ".join(cells)[:60], message)
        return None

    def _is_no_place(self, cells: Sequence[str], name: str) -> bool:
        filled = [cell for cell in cells if cell]
        if len(filled) > 2 and all(
            fold(cell) == fold(c) for cell, c in zip(cells, self.columns, strict=True)
        ):
            return True
        is_bare = len(filled) <= max(1.0, LITTLE * self.usual)
        if is_bare and self.usual > 3:
            return True
        told = _SUMMARY.search(fold(name or next(iter(filled), "")))
        return bool(told) and len(filled) <= 0.6 * self.usual

    def _is_shifted(self, cells: Sequence[str]) -> bool:
        here = [(rank, fits) for rank, fits in self.looks.items() if cells[rank]]
        wrong = sum(1 for rank, fits in here if not fits(cells[rank]))
        if wrong < LEAST_WRONG:
            return False
        right = len(here) - wrong
        return any(self._right_at(cells, step) >= right + LEAST_WRONG for step in (1, -1))

    def _right_at(self, cells: Sequence[str], step: int) -> int:
        """How many columns find what they expect one cell further."""
        moved = [
            (cells[rank + step], fits)
            for rank, fits in self.looks.items()
            if 0 <= rank + step < len(cells)
        ]
        return sum(1 for cell, fits in moved if cell and fits(cell))


def oddities_of(guess: Guess, columns: Sequence[str], rows: Sequence[Row]) -> Oddities:
    ranks = {column: rank for rank, column in enumerate(columns)}
    looks = {
        ranks[column]: LOOKS[name]
        for name, told in guess.columns.items()
        for column in told
        if name in LOOKS and column in ranks
    }
    sizes = [sum(1 for column in columns if text_of(row.get(column))) for row in rows[:400]]
    name = next(iter(guess.columns.get("name", ())), "")
    return Oddities(columns, looks, name, float(median(sizes)) if sizes else 0.0)
