"""Entrelieux’s own table as CSV (RFC 4180, UTF-8 with a mark) or XLSX, one line a place."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, BinaryIO

import xlsxwriter

from entrelieux.core.interchange.errors import TooManyRows
from entrelieux.core.interchange.places import PlaceRow, Report, report_nothing
from entrelieux.core.interchange.records import PlaceField, Problem
from entrelieux.core.interchange.tabular.cells import guard_cell
from entrelieux.core.interchange.tabular.columns import COLUMNS, Cell, cells_of, headers

XLSX_ROWS = 1_048_576
XLSX_CELL_CHARACTERS = 32_767
# Spreadsheets decode a CSV file as UTF-8 when it begins with this mark.
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
# A workbook carries a date of creation; a fixed one keeps the same places the same file.
CREATED = datetime(2020, 1, 1, tzinfo=UTC).replace(tzinfo=None)


def csv_parts(rows: Iterable[PlaceRow], *, language: str = "fr") -> Iterator[bytes]:
    """One part a line, in constant memory."""
    line = io.StringIO()
    writer = csv.writer(line, lineterminator="\r\n")
    yield BYTE_ORDER_MARK
    for cells in _lines(rows, language):
        writer.writerow([guard_cell(cell) if isinstance(cell, str) else cell for cell in cells])
        yield line.getvalue().encode()
        line.seek(0)
        line.truncate()


def _lines(rows: Iterable[PlaceRow], language: str) -> Iterator[list[Cell]]:
    yield list(headers(language))
    for row in rows:
        yield cells_of(row, language)


def write_xlsx(
    rows: Iterable[PlaceRow],
    stream: BinaryIO,
    *,
    language: str = "fr",
    report: Report = report_nothing,
) -> None:
    """Text cells are typed as text: none is evaluated. Raises `TooManyRows` past Excel's limit."""
    workbook = xlsxwriter.Workbook(stream, {"constant_memory": True, "strings_to_formulas": False})
    workbook.set_properties({"created": CREATED})
    sheet = workbook.add_worksheet("lieux" if language == "fr" else "places")
    bold = workbook.add_format({"bold": True})
    sheet.freeze_panes(1, 2)
    for number, header in enumerate(headers(language)):
        sheet.write_string(0, number, header, bold)
    for line, row in enumerate(rows, start=1):
        if line >= XLSX_ROWS:
            raise TooManyRows(XLSX_ROWS - 1)
        _write_line(sheet, line, row, language, report)
    workbook.close()


def _write_line(sheet: Any, line: int, row: PlaceRow, language: str, report: Report) -> None:
    for number, cell in enumerate(cells_of(row, language)):
        if isinstance(cell, float | int):
            sheet.write_number(line, number, cell)
            continue
        if len(cell) > XLSX_CELL_CHARACTERS:
            report(row.id, _too_long(COLUMNS[number].key, cell))
        if cell:
            sheet.write_string(line, number, cell[:XLSX_CELL_CHARACTERS])


def _too_long(key: str, cell: str) -> Problem:
    names = {field.value for field in PlaceField}
    return Problem(
        "cut_text",
        PlaceField(key) if key in names else None,
        cell[:60],
        f"Une cellule de tableur tient {XLSX_CELL_CHARACTERS} caractères : le texte est coupé.",
    )
