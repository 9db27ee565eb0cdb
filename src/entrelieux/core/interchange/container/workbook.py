"""XLSX, XLS and ODS, opened only once their size is known to be bearable."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from entrelieux.core.interchange.container.delimited import _header, _names, _row
from entrelieux.core.interchange.container.errors import (
    FileTooLarge,
    NotATable,
    SuspiciousArchive,
    TooManyColumns,
)
from entrelieux.core.interchange.container.table import Limits, RawTable


def read_workbook(content: bytes, limits: Limits) -> RawTable:
    if content.startswith(b"PK"):
        _check_archive(content, limits)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = [book.get_sheet_by_index(n) for n in range(len(book.sheet_names))]
    except (CalamineError, OSError, ValueError) as error:
        raise NotATable(f"ce classeur ne s’ouvre pas ({error})") from error
    if not sheets:
        raise NotATable("ce classeur n’a pas de feuille")
    sheet = max(sheets, key=lambda s: s.total_height * s.total_width)
    if sheet.total_height > limits.rows:
        raise FileTooLarge(limits.rows, "lignes")
    if sheet.total_width > limits.columns:
        raise TooManyColumns(sheet.total_width, limits.columns)
    lines = [[_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=True)]
    lines = [line for line in lines if any(line)]
    if len(lines) < 2:
        raise NotATable("on n’y trouve pas de lignes")
    header = _header(lines)
    columns = _names(lines[header])
    rows = [_row(rank, cells, columns) for rank, cells in enumerate(lines[header + 1 :])]
    return RawTable("xlsx", columns, rows)


def _text(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime | date | time):
        return cell.isoformat()
    return "" if cell is None else str(cell)


def _check_archive(content: bytes, limits: Limits) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise NotATable("ce classeur est abîmé ou coupé : téléchargez-le de nouveau") from error
    names = {member.filename for member in members}
    if not any(name.startswith(("xl/", "content.xml", "Index/")) for name in names):
        raise NotATable("c’est une archive, pas un classeur")
    total = sum(member.file_size for member in members)
    if total > limits.unzipped_bytes:
        raise SuspiciousArchive("il se déplie en plus de 400 Mo")
    if total > limits.zip_ratio * max(len(content), 10_000):
        raise SuspiciousArchive("il se déplie hors de toute proportion")
