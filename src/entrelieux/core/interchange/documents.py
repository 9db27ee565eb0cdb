"""JSON documents whose rows the container could not find by itself: one place alone, a compact
list, two lists side by side, names and rows apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from entrelieux.core.interchange.container import Limits, RawRow, RawTable, TooDeep, sound_values
from entrelieux.core.interchange.gogocarto.read import unfold_compact
from entrelieux.core.interchange.records import Problem

DEPTH = 40
Document = Mapping[str, Any]


def mend_table(table: RawTable, limits: Limits | None = None) -> RawTable:
    """The table with the rows that its document really holds; itself when they are right."""
    document = table.head or (table.rows[0].values if len(table.rows) == 1 else {})
    for is_such, rows_of in SHAPES:
        if is_such(document):
            return _with_rows(table, rows_of(document), limits or Limits())
    return table


def _with_rows(table: RawTable, documents: Iterable[Any], limits: Limits) -> RawTable:
    rows = [_row(rank, found, limits) for rank, found in enumerate(documents)]
    columns = tuple(dict.fromkeys(name for row in rows for name in row.values))
    return RawTable(table.format, columns, rows, table.encoding)


def _row(rank: int, found: Any, limits: Limits) -> RawRow:
    if isinstance(found, Mapping):
        return RawRow(rank, *sound_values(flat(found), limits))
    values, problems = sound_values([("valeur", found)], limits)
    message = "Dans la liste, ceci n’est pas un objet : ce n’est pas lu comme un lieu."
    return RawRow(rank, values, (Problem("not_an_object", None, "", message), *problems))


def flat(document: Document, prefix: str = "", depth: int = 1) -> Iterator[tuple[str, Any]]:
    """(dotted name, value); lists stay whole. Raises `TooDeep`."""
    if depth > DEPTH:
        raise TooDeep(DEPTH)
    for key, value in document.items():
        if isinstance(value, dict):
            yield from flat(value, f"{prefix}{key}.", depth + 1)
        else:
            yield f"{prefix}{key}", value


def _is_table(document: Document) -> bool:
    return bool(_table(document))


def _table(document: Document) -> tuple[list[str], list[list[Any]]] | None:
    """{"columns": ["nom", …], "rows": [["Atelier", …], …]}, whatever the keys: names, then rows."""
    lists = [value for value in document.values() if isinstance(value, list) and value]
    names = next((value for value in lists if len(value) > 1 and _are(value, str)), None)
    rows = next((value for value in lists if _are(value, list)), None)
    if names is None or rows is None or len(set(names)) < len(names):
        return None
    is_as_wide = all(len(row) == len(names) for row in rows)
    return (names, rows) if is_as_wide else None


def _are(items: list[Any], kind: type) -> bool:
    return all(isinstance(item, kind) for item in items)


def _of_table(document: Document) -> list[Any]:
    names, rows = _table(document) or ([], [])
    return [dict(zip(names, row, strict=True)) for row in rows]


def _is_space(document: Document) -> bool:
    return "space" in document and ("api" in document or "api_compatibility" in document)


def _is_facility(document: Document) -> bool:
    return "facility_status" in document and "name" in document


def _is_compact(document: Document) -> bool:
    return isinstance(document.get("mapping"), list) and isinstance(document.get("data"), list)


def _is_search(document: Document) -> bool:
    return all(isinstance(document.get(name), list) for name in ("visible", "invisible"))


def _alone(document: Document) -> list[Any]:
    return [document]


def _both(document: Document) -> list[Any]:
    return [entry for name in ("visible", "invisible") for entry in document[name]]


SHAPES: tuple[tuple[Callable[[Document], bool], Callable[[Document], Any]], ...] = (
    (_is_space, _alone),
    (_is_facility, _alone),
    (_is_compact, unfold_compact),
    (_is_search, _both),
    (_is_table, _of_table),
)
