"""Tables of entries in open formats, with the facts of communities among their columns."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

from django.http import FileResponse, Http404
from django.utils.translation import gettext as _

from entrelieux.core.interchange.tabular.table import csv_table, xlsx_table
from entrelieux.inventory.columns import Column, json_of

IN_MEMORY_BYTES = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Format:
    """`write` takes the rows, the columns, where to write, and what the sheet is called."""

    media_type: str
    write: Callable[[Iterable[Any], Sequence[Column], BinaryIO, str], None]


def _csv(rows: Iterable[Any], columns: Sequence[Column], stream: BinaryIO, sheet: str) -> None:
    stream.writelines(csv_table(_headers(columns), _cells(rows, columns)))


def _xlsx(rows: Iterable[Any], columns: Sequence[Column], stream: BinaryIO, sheet: str) -> None:
    xlsx_table(_headers(columns), _cells(rows, columns), stream, sheet=sheet)


def _json(rows: Iterable[Any], columns: Sequence[Column], stream: BinaryIO, sheet: str) -> None:
    told = [json_of(columns, row) for row in rows]
    stream.write(json.dumps(told, ensure_ascii=False, indent=1).encode())


def _headers(columns: Sequence[Column]) -> list[str]:
    return [column.header for column in columns]


def _cells(rows: Iterable[Any], columns: Sequence[Column]) -> Iterable[list[Any]]:
    return ([column.export(row) for column in columns] for row in rows)


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMATS = {
    "csv": Format("text/csv; charset=utf-8", _csv),
    "xlsx": Format(XLSX, _xlsx),
    "json": Format("application/json", _json),
}


def wanted_format(name: str) -> Format:
    """Raises `Http404`, which names the formats that there are."""
    if name not in FORMATS:
        raise Http404(_("Formats : %(names)s.") % {"names": ", ".join(FORMATS)})
    return FORMATS[name]


def table_file(
    rows: Iterable[Any], columns: Sequence[Column], *, format: str, name: str, sheet: str
) -> FileResponse:
    """A table to take away, as `name`. Raises `Http404`."""
    wanted = wanted_format(format)
    file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY_BYTES)  # noqa: SIM115 - closed by Django
    wanted.write(rows, columns, file, sheet)
    file.seek(0)
    return FileResponse(
        file, as_attachment=True, filename=f"{name}.{format}", content_type=wanted.media_type
    )
