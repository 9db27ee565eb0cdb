"""Any table of texts and numbers as CSV (RFC 4180, UTF-8 with a mark) or as a workbook."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

import xlsxwriter

from entrelieux.core.interchange.errors import TooManyRows
from entrelieux.core.interchange.tabular.cells import guard_cell
from entrelieux.core.interchange.tabular.write import (
    BYTE_ORDER_MARK,
    CREATED,
    XLSX_CELL_CHARACTERS,
    XLSX_ROWS,
)

Cell = str | int | float


def csv_table(headers: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """One part a line, in constant memory; no cell is evaluated by a spreadsheet."""
    line = io.StringIO()
    writer = csv.writer(line, lineterminator="\r\n")
    yield BYTE_ORDER_MARK
    for cells in _all(headers, rows):
        writer.writerow([guard_cell(cell) if isinstance(cell, str) else cell for cell in cells])
        yield line.getvalue().encode()
        line.seek(0)
        line.truncate()


def _all(headers: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[Sequence[Cell]]:
    yield headers
    yield from rows


def xlsx_table(
    headers: Sequence[str], rows: Iterable[Sequence[Cell]], stream: BinaryIO, *, sheet: str
) -> None:
    """Text cells are typed as text: none is evaluated. Raises `TooManyRows` past Excel's limit."""
    workbook = xlsxwriter.Workbook(stream, {"constant_memory": True, "strings_to_formulas": False})
    workbook.set_properties({"created": CREATED})
    page = workbook.add_worksheet(sheet)
    bold = workbook.add_format({"bold": True})
    page.freeze_panes(1, 2)
    for column, header in enumerate(headers):
        page.write_string(0, column, header, bold)
    for line, row in enumerate(rows, start=1):
        if line >= XLSX_ROWS:
            raise TooManyRows(XLSX_ROWS - 1)
        for column, cell in enumerate(row):
            if not isinstance(cell, str):
                page.write_number(line, column, cell)
            elif cell:
                page.write_string(line, column, cell[:XLSX_CELL_CHARACTERS])
    workbook.close()
