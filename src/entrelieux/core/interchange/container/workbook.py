"""XLSX and ODS, opened only once their size is known to be bearable."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from entrelieux.core.interchange.container.archive import packed, weighed_members
from entrelieux.core.interchange.container.errors import NotATable
from entrelieux.core.interchange.container.header import Line, table_of
from entrelieux.core.interchange.container.table import Limits, RawTable
from entrelieux.core.interchange.container.weighing import Weight, weigh


def read_workbook(content: bytes, limits: Limits) -> RawTable:
    """The largest sheet that is shown; the others are told. Raises `UnreadableFile`."""
    members = weighed_members(content, limits)
    weight = weigh(members, limits)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(packed(members)))
        sheet, others = _choice(book)
        lines = _lines(sheet)
    except (CalamineError, OSError, ValueError) as error:
        raise NotATable(f"ce classeur ne s’ouvre pas ({error})") from error
    notes = [*_notes_of_sheets(sheet, others), *_notes_of_cells(weight)]
    if len(lines) < 2:
        raise NotATable("on n’y trouve pas de lignes")
    return table_of("xlsx", lines, limits, "", notes)


def _choice(book: CalamineWorkbook) -> tuple[CalamineSheet, list[CalamineSheet]]:
    """The sheet to read, and those that are not empty either."""
    kinds = {meta.name: meta for meta in book.sheets_metadata}
    sheets = [
        book.get_sheet_by_name(name)
        for name in book.sheet_names
        if kinds[name].typ == SheetTypeEnum.WorkSheet
    ]
    filled = [sheet for sheet in sheets if sheet.height]
    if not filled:
        raise NotATable("ce classeur n’a pas de feuille remplie")

    def order(sheet: CalamineSheet) -> tuple[bool, int]:
        return kinds[sheet.name].visible == SheetVisibleEnum.Visible, sheet.height * sheet.width

    chosen = max(filled, key=order)
    return chosen, [sheet for sheet in filled if sheet.name != chosen.name]


def _lines(sheet: CalamineSheet) -> list[Line]:
    top = sheet.start[0] if sheet.start else 0
    rows = [[_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=True)]
    _spread_merged(rows, sheet)
    return [
        Line(number, cells)
        for number, cells in enumerate(rows, start=top + 1)
        if any(cell.strip() for cell in cells)
    ]


def _spread_merged(rows: list[list[str]], sheet: CalamineSheet) -> None:
    """A cell merged over several rows is the value of each of them."""
    top, left = sheet.start or (0, 0)
    # Merged cells never overlap: those that would fill the sheet twice are a trap.
    room = len(rows) * len(rows[0]) if rows else 0
    for (first, column), (last, _last_column) in sheet.merged_cell_ranges or ():
        start, end, place = first - top, min(last - top, len(rows) - 1), column - left
        room -= max(0, end - start)
        if room < 0 or start < 0 or not 0 <= place < len(rows[0]):
            continue
        for rank in range(start + 1, end + 1):
            rows[rank][place] = rows[rank][place] or rows[start][place]


def _text(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime | date | time):
        return cell.isoformat()
    return "" if cell is None else str(cell)


def _notes_of_sheets(read: CalamineSheet, others: list[CalamineSheet]) -> Iterator[str]:
    for sheet in others:
        yield (
            f"La feuille « {sheet.name} » ({sheet.height} lignes) n’est pas lue : "
            f"seule « {read.name} » l’est."
        )


def _notes_of_cells(weight: Weight) -> Iterator[str]:
    if weight.without_result:
        yield (
            f"{weight.without_result} formules n’ont pas de résultat : ouvrez le classeur dans "
            "un tableur, enregistrez-le, puis déposez-le de nouveau."
        )
    if weight.errors:
        yield f"{weight.errors} cellules sont en erreur (#REF!, #N/A…) : elles sont lues vides."
