"""Which line names the columns, and the rows below it; shared by texts and workbooks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from entrelieux.core.interchange.container.cells import sound_values
from entrelieux.core.interchange.container.errors import NotATable, TooManyColumns
from entrelieux.core.interchange.container.table import Limits, RawRow, RawTable
from entrelieux.core.interchange.records import Problem

_SAMPLE_LINES = 60
_SHOWN = 200
# A year may well name a column of figures; a postcode, a coordinate or an address does not.
_DATUM = re.compile(r"(?!(?:19|20)\d\d$)[+-]?\d+(?:[.,]\d+)?|\S+@\S+\.\w+|https?://\S+")
EXTRA = "…"


@dataclass(frozen=True, slots=True)
class Line:
    """The cells of one row of a file, `number` (from 1) being where it starts."""

    number: int
    cells: list[str]
    problems: tuple[Problem, ...] = ()


def table_of(
    format: str, lines: Sequence[Line], limits: Limits, encoding: str, notes: Sequence[str] = ()
) -> RawTable:
    """Raises `NotATable`, `TooManyColumns`."""
    header = _header(lines)
    cells = lines[header].cells if lines else []
    if len(cells) < 2:
        raise NotATable("on n’y trouve pas de colonnes")
    if len(cells) > limits.columns:
        raise TooManyColumns(len(cells), limits.columns)
    told = [*notes, *_note_above(lines[:header])]
    below = lines[header + 1 :]
    if _is_datum(cells):
        told.append("La première ligne ne nomme pas les colonnes : elle est lue comme un lieu.")
        below, cells = lines[header:], [""] * len(cells)
    columns = _names(cells)
    rows = [_row(rank, line, columns, limits) for rank, line in enumerate(below)]
    if not rows:
        raise NotATable("on n’y trouve pas de lignes")
    return RawTable(format, columns, rows, encoding, tuple(told))


def _header(lines: Sequence[Line]) -> int:
    """The first line as wide as most: titles and comments above it are narrower."""
    filled = Counter(len(line.cells) for line in lines[:_SAMPLE_LINES])
    width = filled.most_common(1)[0][0] if filled else 0
    for rank, line in enumerate(lines[:20]):
        if sum(1 for cell in line.cells if cell.strip()) >= max(2, width // 2):
            return rank
    return 0


def _note_above(lines: Sequence[Line]) -> list[str]:
    if not lines:
        return []
    text = " / ".join(" ".join(filter(None, line.cells)) for line in lines)
    return [f"Au-dessus des colonnes, ceci n’est pas lu comme un lieu : « {text[:_SHOWN]} »."]


def _is_datum(cells: Sequence[str]) -> bool:
    data = sum(1 for cell in cells if _DATUM.fullmatch(cell.strip()))
    return data >= 2 and data * 3 >= len(cells)


def _names(cells: Sequence[str]) -> tuple[str, ...]:
    """Each name once: « nom », « nom (bis) », « nom (3) »."""
    names: dict[str, None] = {}
    times: Counter[str] = Counter()
    for rank, cell in enumerate(cells, start=1):
        name = told = cell.strip().strip('"') or f"colonne {rank}"
        while name in names:
            times[told] += 1
            name = f"{told} (bis)" if times[told] == 1 else f"{told} ({times[told] + 1})"
        names[name] = None
    return tuple(names)


def _row(rank: int, line: Line, columns: tuple[str, ...], limits: Limits) -> RawRow:
    cells, width = line.cells, len(columns)
    named = list(zip(columns, cells, strict=False))
    if len(cells) > width:
        named.append((EXTRA, " ".join(cells[width:])))
    values, problems = sound_values(named, limits)
    return RawRow(rank, values, (*line.problems, *_width_problems(len(cells), width), *problems))


def _width_problems(count: int, width: int) -> list[Problem]:
    if count > width:
        message = f"{count} cellules pour {width} colonnes : un séparateur est de trop."
        return [Problem("shifted_columns", None, "", message)]
    if count < width:
        message = f"{count} cellules pour {width} colonnes : la fin de la ligne manque."
        return [Problem("short_row", None, "", message)]
    return []
