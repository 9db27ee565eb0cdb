"""CSV and its cousins: delimiter by evidence, preamble skipped, broken lines reported."""

from __future__ import annotations

import csv
import io
from collections import Counter

from entrelieux.core.interchange.container.errors import FileTooLarge, NotATable, TooManyColumns
from entrelieux.core.interchange.container.table import Limits, RawRow, RawTable
from entrelieux.core.interchange.records import Problem

DELIMITERS = (";", "\t", ",", "|")
_SAMPLE_LINES = 60


def read_delimited(text: str, encoding: str, limits: Limits) -> RawTable:
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    longest = max((len(line) for line in text.split("\n")), default=0)
    if longest > limits.line_characters:
        raise FileTooLarge(limits.line_characters, "caractères par ligne")
    csv.field_size_limit(max(limits.cell_characters, limits.line_characters))
    delimiter = _delimiter(text)
    try:
        lines = list(_lines(text, delimiter, limits))
    except csv.Error as error:
        raise NotATable(f"ses guillemets ne se referment pas ({error})") from error
    header = _header(lines)
    columns = _names(lines[header])
    if len(columns) > limits.columns:
        raise TooManyColumns(len(columns), limits.columns)
    rows = [_row(rank, cells, columns) for rank, cells in enumerate(lines[header + 1 :])]
    if len(columns) < 2 or not rows:
        raise NotATable("on n’y trouve pas de colonnes")
    return RawTable("csv", columns, rows, encoding)


def _delimiter(text: str) -> str:
    """The one that cuts the most lines into the same number of pieces, more than one."""
    sample = "\n".join(text.split("\n")[:_SAMPLE_LINES])

    def score(delimiter: str) -> tuple[int, int]:
        rows = list(csv.reader(io.StringIO(sample), delimiter=delimiter))
        sizes = Counter(len(row) for row in rows if row)
        (size, times), *_ = sizes.most_common(1) or [(0, 0)]
        return (times if size > 1 else 0, size)

    return max(DELIMITERS, key=score)


def _lines(text: str, delimiter: str, limits: Limits) -> list[list[str]]:
    lines = []
    for cells in csv.reader(io.StringIO(text), delimiter=delimiter):
        if any(cell.strip() for cell in cells):
            lines.append(cells)
        if len(lines) > limits.rows:
            raise FileTooLarge(limits.rows, "lignes")
    return lines


def _header(lines: list[list[str]]) -> int:
    """The first line as wide as most: titles and comments above it are narrower."""
    filled = Counter(len(row) for row in lines[:_SAMPLE_LINES])
    width = filled.most_common(1)[0][0] if filled else 0
    for rank, cells in enumerate(lines[:20]):
        if len([cell for cell in cells if cell.strip()]) >= max(2, width // 2):
            return rank
    return 0


def _names(cells: list[str]) -> tuple[str, ...]:
    names: list[str] = []
    for rank, cell in enumerate(cells, start=1):
        name = cell.strip().strip('"') or f"colonne {rank}"
        while name in names:
            name += " (bis)"
        names.append(name)
    return tuple(names)


def _row(rank: int, cells: list[str], columns: tuple[str, ...]) -> RawRow:
    values = dict(zip(columns, cells, strict=False))
    if len(cells) <= len(columns):
        return RawRow(rank, values)
    message = f"{len(cells)} cellules pour {len(columns)} colonnes : un séparateur est de trop."
    values["…"] = " ".join(cells[len(columns) :])
    return RawRow(rank, values, (Problem("shifted_columns", None, "", message),))
