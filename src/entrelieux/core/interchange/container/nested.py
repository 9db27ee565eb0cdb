"""JSON of any shape: the list of places is found wherever it is, and flattened."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import orjson

from entrelieux.core.interchange.container.errors import (
    FileTooLarge,
    NotATable,
    TooDeep,
    TooManyColumns,
    TruncatedFile,
)
from entrelieux.core.interchange.container.table import Limits, RawRow, RawTable

_GEOMETRY = "geometry"


def read_json(text: str, encoding: str, limits: Limits) -> RawTable:
    try:
        document = orjson.loads(text.encode("utf-8", errors="replace"))
    except orjson.JSONDecodeError as error:
        if "recursion" in str(error):
            raise TooDeep(limits.depth) from error
        document = _lines(text, error)
    head, items, is_geojson = _items(document, limits)
    if len(items) > limits.rows:
        raise FileTooLarge(limits.rows, "lignes")
    rows = [RawRow(rank, dict(_flat(item, limits))) for rank, item in enumerate(items)]
    columns = tuple(dict.fromkeys(column for row in rows for column in row.values))
    if len(columns) > limits.columns:
        raise TooManyColumns(len(columns), limits.columns)
    if not columns:
        raise NotATable("on n’y trouve pas de lieux")
    name = "geojson" if is_geojson else "json"
    return RawTable(name, columns, rows, encoding, (), _GEOMETRY if is_geojson else "", head)


def _lines(text: str, error: Exception) -> list[Any]:
    """One JSON document a line. Raises `TruncatedFile`."""
    lines = [line for line in text.splitlines() if line.strip()]
    try:
        return [orjson.loads(line) for line in lines]
    except orjson.JSONDecodeError:
        raise TruncatedFile(str(error)) from error


def _items(document: Any, limits: Limits) -> tuple[Mapping[str, Any], list[Any], bool]:
    if isinstance(document, dict) and document.get("type") == "FeatureCollection":
        features = document.get("features") or []
        if not isinstance(features, list):
            raise NotATable("sa valeur « features » n’est pas une liste")
        return document, features, True
    if isinstance(document, list):
        return {}, [item for item in document if isinstance(item, dict)], False
    if not isinstance(document, dict):
        raise NotATable("c’est une seule valeur")
    values = _values(document, limits)
    lists = [v for v in values if isinstance(v, list) and v and isinstance(v[0], dict)]
    if lists:
        return document, max(lists, key=len), False
    if document and all(isinstance(value, dict) for value in document.values()):
        return {}, [{"_key": key, **value} for key, value in document.items()], False
    if document and all(isinstance(value, str) for value in document.values()):
        return {}, [{"_key": key, "_value": value} for key, value in document.items()], False
    return {}, [document], False


def _values(document: Mapping[str, Any], limits: Limits, depth: int = 1) -> Iterator[Any]:
    if depth > limits.depth:
        raise TooDeep(limits.depth)
    for value in document.values():
        yield value
        if isinstance(value, dict):
            yield from _values(value, limits, depth + 1)


def _flat(item: Any, limits: Limits, prefix: str = "", depth: int = 1) -> Iterator[tuple[str, Any]]:
    if depth > limits.depth:
        raise TooDeep(limits.depth)
    if not isinstance(item, dict):
        yield prefix or "valeur", item
        return
    for key, value in item.items():
        name = f"{prefix}.{key}" if prefix else str(key)
        if isinstance(value, dict) and not (key == _GEOMETRY and "coordinates" in value):
            yield from _flat(value, limits, name, depth + 1)
        else:
            yield name, value
