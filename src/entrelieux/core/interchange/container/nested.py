"""JSON of any shape: the list of places is found wherever it is, and flattened."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from entrelieux.core.interchange.container.cells import sound_values
from entrelieux.core.interchange.container.decoding import Decoded
from entrelieux.core.interchange.container.errors import (
    BrokenJson,
    FileTooLarge,
    NotATable,
    TooDeep,
    TooManyColumns,
)
from entrelieux.core.interchange.container.header import Line
from entrelieux.core.interchange.container.json_text import (
    Repeated,
    is_json_lines,
    read_document,
    read_json_lines,
)
from entrelieux.core.interchange.container.table import Limits, RawRow, RawTable
from entrelieux.core.interchange.records import Problem

_GEOMETRY = "geometry"
_ALONE = "valeur"


@dataclass(frozen=True, slots=True)
class _Items:
    """The objects of a document, what surrounds them, and its lists that are not read."""

    items: Sequence[Any]
    head: Mapping[str, Any]
    is_geojson: bool = False
    notes: tuple[str, ...] = ()


def read_json(decoded: Decoded, limits: Limits) -> RawTable:
    found = _items(_document(decoded.text, limits), limits)
    if len(found.items) > limits.rows:
        raise FileTooLarge(limits.rows, "lignes")
    if not any(isinstance(item, dict) for item in found.items):
        raise NotATable("on n’y trouve pas de lieux")
    rows = [_row(rank, item, limits) for rank, item in enumerate(found.items)]
    columns = tuple(dict.fromkeys(column for row in rows for column in row.values))
    if len(columns) > limits.columns:
        raise TooManyColumns(len(columns), limits.columns)
    if not columns:
        raise NotATable("on n’y trouve pas de lieux")
    notes = (*found.notes, *_encoding_notes(decoded))
    name, geometry = ("geojson", _GEOMETRY) if found.is_geojson else ("json", "")
    return RawTable(name, columns, rows, decoded.encoding, notes, geometry, found.head)


def _document(text: str, limits: Limits) -> Any:
    try:
        return read_document(text, limits)
    except BrokenJson:
        if not is_json_lines(text, limits):
            raise
        return list(read_json_lines(text, limits))


def _encoding_notes(decoded: Decoded) -> list[str]:
    if not decoded.odd_lines:
        return []
    return [f"Une partie de ce fichier est dans un autre encodage ({decoded.encoding})."]


def _items(document: Any, limits: Limits) -> _Items:
    if isinstance(document, list):
        return _Items(document, {})
    if not isinstance(document, dict):
        raise NotATable("c’est une seule valeur")
    if document.get("type") == "FeatureCollection":
        features = document.get("features") or []
        if not isinstance(features, list):
            raise NotATable("sa valeur « features » n’est pas une liste")
        return _Items(features, document, True)
    if lists := [pair for pair in _values(document, limits) if _is_list_of_objects(pair[1])]:
        read = max(lists, key=lambda pair: len(pair[1]))
        return _Items(read[1], document, False, tuple(_notes(read[0], lists)))
    return _Items(_entries(document), {})


def _entries(document: dict[str, Any]) -> list[Any]:
    """{name: place, …}, {name: text, …}, or one place alone."""
    if document and all(isinstance(value, dict) for value in document.values()):
        return [{"_key": key, **value} for key, value in document.items()]
    if document and all(isinstance(value, str) for value in document.values()):
        return [{"_key": key, "_value": value} for key, value in document.items()]
    return [document]


def _values(
    document: Mapping[str, Any], limits: Limits, prefix: str = "", depth: int = 1
) -> Iterator[tuple[str, Any]]:
    if depth > limits.depth:
        raise TooDeep(limits.depth)
    for key, value in document.items():
        yield prefix + key, value
        if isinstance(value, dict):
            yield from _values(value, limits, f"{prefix}{key}.", depth + 1)


def _is_list_of_objects(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(item, dict) for item in value)


def _notes(read: str, lists: Sequence[tuple[str, list[Any]]]) -> Iterator[str]:
    for name, items in lists:
        if name != read:
            yield (
                f"La liste « {name[:80]} » ({len(items)}) n’est pas lue : seule « {read[:80]} » "
                "l’est, la plus longue. Déposez l’autre à part si ce sont des lieux."
            )


def _row(rank: int, item: Any, limits: Limits) -> RawRow:
    if isinstance(item, Line):
        values, problems = sound_values([(_ALONE, item.cells[0])], limits)
        message = f"Ligne {item.number} : ce n’est pas un objet JSON lisible."
        return RawRow(rank, values, (Problem("not_an_object", None, "", message), *problems))
    values, problems = sound_values(_flat(item, limits), limits)
    if not isinstance(item, dict):
        message = "Dans la liste, ceci n’est pas un objet : ce n’est pas lu comme un lieu."
        problems = (Problem("not_an_object", None, str(item)[:60], message), *problems)
    elif _is_repeated(item):
        message = "Une clé y est dite plusieurs fois : chaque valeur est gardée, la première lue."
        problems = (Problem("repeated_key", None, "", message), *problems)
    return RawRow(rank, values, problems)


def _is_repeated(item: Any) -> bool:
    """`_flat` has already refused what is too deep."""
    return isinstance(item, Repeated) or (
        isinstance(item, dict) and any(map(_is_repeated, item.values()))
    )


def _flat(item: Any, limits: Limits, prefix: str = "", depth: int = 1) -> Iterator[tuple[str, Any]]:
    if depth > limits.depth:
        raise TooDeep(limits.depth)
    if not isinstance(item, dict):
        yield prefix or _ALONE, item
        return
    for key, value in item.items():
        name = f"{prefix}.{key}" if prefix else str(key)
        if isinstance(value, dict) and not (key == _GEOMETRY and "coordinates" in value):
            yield from _flat(value, limits, name, depth + 1)
        else:
            yield name, value
