"""Quotes that open and never close must not swallow the rows that follow.

A cell in quotes may hold line breaks. When a quote is never closed, everything up to the next
quote, or to the end of the file, becomes one cell: such a line is read again without quotes, and
the lines below it as rows of their own.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

# No cell of a list of places has a thousand line breaks.
_RECORD_LINES = 1_000
# Reading again costs: a file that asks for more than this is read without quotes to its end.
_LINES_AGAIN = 200_000


@dataclass(frozen=True, slots=True)
class Record:
    """The cells of one record, from line `first` to line `last`, counted from 1."""

    first: int
    last: int
    cells: list[str]
    is_mended: bool = False


class Quoted:
    """Records of delimited lines; `width` is how many cells most of them have."""

    def __init__(self, lines: Iterable[str], delimiter: str, width: int) -> None:
        self._lines = iter(lines)
        self._delimiter, self._width = delimiter, width
        self._again: list[str] = []
        self._taken: list[str] = []
        self._is_cut = False
        self._budget = _LINES_AGAIN

    def __iter__(self) -> Iterator[Record]:
        reader = csv.reader(_Feed(self), delimiter=self._delimiter)
        last = 0
        while True:
            self._taken, self._is_cut = [], False
            try:
                cells = next(reader)
            except StopIteration:
                return
            is_mended = self._swallows()
            if is_mended:
                cells = self._plain_cells()
            first, last = last + 1, last + len(self._taken)
            yield Record(first, last, cells, is_mended)

    def next_line(self) -> str:
        """What the reader asks for: a second line of a record only inside quotes."""
        if len(self._taken) >= self._allowed():
            self._is_cut = True
            raise StopIteration
        line = self._again.pop() if self._again else next(self._lines, None)
        if line is None:
            self._is_cut = bool(self._taken)
            raise StopIteration
        self._taken.append(line)
        return line

    def _allowed(self) -> int:
        return _RECORD_LINES if self._budget > 0 else 1

    def _swallows(self) -> bool:
        """Whether a quote of this record took in rows that are not its own."""
        if self._is_cut:
            return True
        below = self._taken[1:]
        if not below:
            return False
        alike = [line.count(self._delimiter) >= max(1, self._width - 1) for line in below]
        if self._width > 2 and sum(alike) >= 3 and sum(alike) * 2 >= len(alike):
            return True
        return any(alike) and not self._is_well_quoted()

    def _is_well_quoted(self) -> bool:
        """Whether a delimiter follows each quote that closes."""
        try:
            list(csv.reader(self._taken, delimiter=self._delimiter, strict=True))
        except csv.Error:
            return False
        return True

    def _plain_cells(self) -> list[str]:
        """The first line without its quotes; the others are given back."""
        line, *below = self._taken
        self._taken = [line]
        self._again.extend(reversed(below))
        self._budget -= len(below)
        cells = line.rstrip("\n").split(self._delimiter)
        return [cell.strip('"').replace('""', '"') for cell in cells]


class _Feed:
    """An iterator that may stop, then go on: the reader stops at a record that is too long."""

    def __init__(self, quoted: Quoted) -> None:
        self._quoted = quoted

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        return self._quoted.next_line()
