"""The table of resources in open formats, with the facts of communities among its columns."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from entrelieux.core.interchange.tabular.table import csv_table, xlsx_table
from entrelieux.lexicons.queries import Facts
from entrelieux.resources.columns import Column, Row, json_of


@dataclass(frozen=True, slots=True)
class Format:
    """`write` takes the rows, the columns, the facts among them, and where to write."""

    media_type: str
    write: Callable[[Iterable[Row], Sequence[Column], Facts, BinaryIO], None]


def _csv(rows: Iterable[Row], columns: Sequence[Column], facts: Facts, stream: BinaryIO) -> None:
    stream.writelines(csv_table(_headers(columns), _cells(rows, columns)))


def _xlsx(rows: Iterable[Row], columns: Sequence[Column], facts: Facts, stream: BinaryIO) -> None:
    xlsx_table(_headers(columns), _cells(rows, columns), stream, sheet=_("ressources"))


def _json(rows: Iterable[Row], columns: Sequence[Column], facts: Facts, stream: BinaryIO) -> None:
    told = [json_of(row, facts) for row in rows]
    stream.write(json.dumps(told, ensure_ascii=False, indent=1).encode())


def _headers(columns: Sequence[Column]) -> list[str]:
    return [column.header for column in columns]


def _cells(rows: Iterable[Row], columns: Sequence[Column]) -> Iterable[list[Any]]:
    return ([column.export(row) for column in columns] for row in rows)


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMATS = {
    "csv": Format("text/csv; charset=utf-8", _csv),
    "xlsx": Format(XLSX, _xlsx),
    "json": Format("application/json", _json),
}
