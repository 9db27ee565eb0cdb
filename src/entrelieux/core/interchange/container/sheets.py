"""How large the sheets of a workbook would become, read from their XML before they are opened.

A sheet of two cells may span a million rows (their references say so), a row may say that it is
repeated a million times, and a text may be shared by every cell: opened, such a file of a few
kilobytes would take gigabytes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from entrelieux.core.interchange.container.errors import (
    FileTooLarge,
    SuspiciousArchive,
    TooManyColumns,
)
from entrelieux.core.interchange.container.table import Limits

Attributes = Mapping[str, str]
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")
_COUNT = re.compile(r"\d{1,9}")


def bare(name: str) -> str:
    """« row » for « x:row » or « table:row »."""
    return name.rpartition(":")[2]


def count_of(text: str) -> int:
    """A count as an attribute gives it. Raises `SuspiciousArchive`."""
    if not _COUNT.fullmatch(text):
        raise SuspiciousArchive(f"un nombre de cellules y est « {text[:20]} »")
    return int(text)


@dataclass(slots=True)
class Grid:
    """The smallest box that holds the filled cells, and the characters that they would take."""

    rows: tuple[int, int] | None = None
    columns: tuple[int, int] = (0, 0)
    characters: int = 0

    def take(self, rows: tuple[int, int], columns: tuple[int, int]) -> None:
        """Grows to hold rows and columns from a first to a last."""
        if self.rows is None:
            self.rows, self.columns = rows, columns
        self.rows = (min(self.rows[0], rows[0]), max(self.rows[1], rows[1]))
        self.columns = (min(self.columns[0], columns[0]), max(self.columns[1], columns[1]))

    @property
    def area(self) -> int:
        return 0 if self.rows is None else _size(self.rows) * _size(self.columns)

    def check(self, limits: Limits) -> None:
        """Raises `FileTooLarge`, `TooManyColumns`."""
        # One more line than rows: the names of the columns.
        if self.rows is not None and _size(self.rows) > limits.rows + 1:
            raise FileTooLarge(limits.rows, "lignes")
        if _size(self.columns) > limits.columns:
            raise TooManyColumns(_size(self.columns), limits.columns)
        if self.area > limits.cells:
            raise FileTooLarge(limits.cells, "cellules")
        if self.characters > limits.sheet_characters:
            raise FileTooLarge(limits.sheet_characters, "caractères")


def _size(ends: tuple[int, int]) -> int:
    return ends[1] - ends[0] + 1


@dataclass(slots=True)
class Part:
    """What is counted of one XML part; the parts that hold no cell count nothing."""

    def start(self, name: str, attributes: Attributes) -> None: ...
    def end(self, name: str) -> None: ...
    def text(self, data: str) -> None: ...


@dataclass(slots=True)
class SharedStrings(Part):
    """The number of characters of each text that cells may share (`sst`)."""

    sizes: list[int] = field(default_factory=list)

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "si":
            self.sizes.append(0)

    def text(self, data: str) -> None:
        if self.sizes:
            self.sizes[-1] += len(data)


@dataclass(slots=True)
class Worksheet(Part):
    """One sheet of an XLSX: where its filled cells are, and which shared texts they take."""

    grid: Grid = field(default_factory=Grid)
    shared: Counter[str] = field(default_factory=Counter)
    without_result: int = 0
    errors: int = 0
    _row: int = -1
    _column: int = -1
    _type: str = ""
    _value: list[str] | None = None
    _holds: set[str] = field(default_factory=set)

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "row":
            told = attributes.get("r")
            self._row = count_of(told) - 1 if told else self._row + 1
            self._column = -1
        elif name == "c":
            self._place(attributes.get("r"))
            self._type, self._holds = attributes.get("t", ""), set()
        elif name in {"v", "f", "is"}:
            self._holds.add(name)
            self._value = [] if name == "v" and self._type == "s" else None

    def end(self, name: str) -> None:
        if name == "v" and self._value is not None:
            self.shared["".join(self._value).strip()] += 1
            self._value = None
        elif name == "c":
            if self._holds & {"v", "is"}:
                self.grid.take((self._row, self._row), (self._column, self._column))
            elif self._holds:
                self.without_result += 1
            self.errors += self._type == "e"

    def text(self, data: str) -> None:
        if self._value is not None:
            self._value.append(data)

    def _place(self, reference: str | None) -> None:
        if reference is None:
            self._column += 1
            return
        match = _REFERENCE.fullmatch(reference)
        if match is None:
            raise SuspiciousArchive(f"une cellule y a pour adresse « {reference[:20]} »")
        self._row = int(match[2]) - 1
        self._column = 0
        for letter in match[1].upper():
            self._column = self._column * 26 + ord(letter) - 64
        self._column -= 1


@dataclass(slots=True)
class _Sheet:
    """A table of an ODS while it is read; a cell may hold another table."""

    grid: Grid = field(default_factory=Grid)
    row: int = 0
    row_times: int = 1
    column: int = 0
    column_times: int = 1
    filled: tuple[int, int] | None = None
    row_characters: int = 0
    characters: int = 0
    is_filled: bool = False


@dataclass(slots=True)
class Spreadsheet(Part):
    """The content of an ODS: its tables, with what their rows and cells say to repeat."""

    grids: list[Grid] = field(default_factory=list)
    _open: list[_Sheet] = field(default_factory=list)

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "table":
            self._open.append(_Sheet())
            self.grids.append(self._open[-1].grid)
        if not self._open:
            return
        sheet, told = self._open[-1], {bare(key): value for key, value in attributes.items()}
        if name == "table-row":
            sheet.row_times = count_of(told.get("number-rows-repeated", "1"))
            sheet.column, sheet.filled, sheet.row_characters = 0, None, 0
        elif name in {"table-cell", "covered-table-cell"}:
            sheet.column_times = count_of(told.get("number-columns-repeated", "1"))
            sheet.is_filled, sheet.characters = "value-type" in told, 0
        elif name == "s":
            sheet.characters += count_of(told.get("c", "1"))

    def end(self, name: str) -> None:
        if not self._open:
            return
        sheet = self._open[-1]
        if name in {"table-cell", "covered-table-cell"}:
            _close_cell(sheet)
        elif name == "table-row":
            _close_row(sheet)
        elif name == "table":
            self._open.pop()

    def text(self, data: str) -> None:
        if self._open:
            self._open[-1].characters += len(data)


def _close_cell(sheet: _Sheet) -> None:
    last = sheet.column + sheet.column_times - 1
    if sheet.is_filled or sheet.characters:
        first = sheet.filled[0] if sheet.filled else sheet.column
        sheet.filled = (first, last)
        sheet.row_characters += sheet.characters * sheet.column_times
    sheet.column = last + 1
    sheet.is_filled, sheet.characters = False, 0


def _close_row(sheet: _Sheet) -> None:
    last = sheet.row + sheet.row_times - 1
    if sheet.filled:
        sheet.grid.take((sheet.row, last), sheet.filled)
        sheet.grid.characters += sheet.row_characters * sheet.row_times
    sheet.row = last + 1
