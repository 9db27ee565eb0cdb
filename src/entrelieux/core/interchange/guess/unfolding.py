"""Cells of JSON that hold more columns: labels and values in pairs, one object in a list of one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from entrelieux.core.interchange.container import Limits, RawRow, RawTable, sound_values
from entrelieux.core.interchange.guess.clocks import clocks_of

MOSTLY = 0.9
DEPTH = 8
Cells = Iterator[tuple[str, Any]]


def unfolded(table: RawTable, limits: Limits | None = None) -> RawTable:
    """The table with a column for each thing that such cells tell; itself when there are none."""
    pairs = {c: keys for c in table.columns if (keys := _pair_keys(_told(table, c)))}
    alone = {c for c in table.columns if c not in pairs and _is_alone(_told(table, c))}
    if not pairs and not alone:
        return table
    rows = [_unfolded_row(row, pairs, alone, limits or Limits()) for row in table.rows]
    columns = tuple(dict.fromkeys(name for row in rows for name in row.values))
    return replace(table, columns=columns, rows=rows)


def _told(table: RawTable, column: str) -> list[Any]:
    cells = (row.values.get(column) for row in table.rows)
    return [cell for cell in cells if cell not in (None, "", [])]


def _unfolded_row(
    row: RawRow, pairs: Mapping[str, tuple[str, str]], alone: set[str], limits: Limits
) -> RawRow:
    def cells() -> Cells:
        for name, cell in row.values.items():
            if name in pairs:
                label, value = pairs[name]
                yield from ((f"{name}.{pair[label]}", pair[value]) for pair in cell or ())
            elif name in alone and cell:
                yield from _flat(name, cell[0])
            else:
                yield name, cell

    values, problems = sound_values(cells(), limits)
    return RawRow(row.rank, values, (*row.problems, *problems))


def _flat(name: str, value: Any, depth: int = 1) -> Cells:
    if isinstance(value, Mapping) and depth < DEPTH:
        for key, inner in value.items():
            yield from _flat(f"{name}.{key}", inner, depth + 1)
    else:
        yield name, value


def _are_objects(cell: Any) -> bool:
    return isinstance(cell, list) and all(isinstance(item, Mapping) for item in cell)


def _are_hours(cell: Any) -> bool:
    """Objects of hours are read as such, whole."""
    return bool(clocks_of(cell))


def _pair_keys(cells: Sequence[Any]) -> tuple[str, str] | None:
    """[{"label": "Nom", "value": "Atelier"}, …]: the key of the label and that of the value.

    Two keys tell a pair, and the labels come back from row to row.
    """
    if len(cells) < 2 or not all(map(_are_objects, cells)) or any(map(_are_hours, cells)):
        return None
    pairs = [pair for cell in cells for pair in cell]
    keys = list(pairs[0]) if pairs else []
    if len(keys) != 2 or any(set(pair) != set(keys) for pair in pairs):
        return None
    for label, value in (keys, reversed(keys)):
        labels = [pair[label] for pair in pairs]
        if not all(isinstance(told, str) for told in labels):
            continue
        if 1 < len(set(labels)) <= 2 * len(pairs) / len(cells):
            return label, value
    return None


def _is_alone(cells: Sequence[Any]) -> bool:
    if not cells or not all(map(_are_objects, cells)) or any(map(_are_hours, cells)):
        return False
    return sum(1 for cell in cells if len(cell) == 1) >= MOSTLY * len(cells)
