"""Dressed rows as the bytes of a file."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any

import xlsxwriter

from tests.hostile.workbooks import ods

Cells = list[Any]
DELIMITERS = {"tab": "\t"}


def seen_name(container: str, name: str) -> str:
    """The column's name as a reader of the file meets it: dotted where the file nests."""
    prefix = {
        "geojson": "properties.",
        "json airtable": "fields.",
        "json records": "fields.",
        "json attributes": "attributes.",
    }.get(container, "")
    return prefix + name


def write(
    container: str, columns: Sequence[str], rows: Sequence[Cells], points: Sequence[Any]
) -> bytes:
    """`points` are the geometries of GeoJSON; a row with one cell too many is a shifted one."""
    kind, _, options = container.partition(" ")
    if kind == "csv":
        return _csv(options, columns, rows)
    if kind in {"xlsx", "ods"}:
        return (_xlsx if kind == "xlsx" else _ods)(columns, rows)
    if kind == "geojson":
        return _geojson(columns, rows, points)
    if container == "json table":
        return _text({"columns": list(columns), "rows": rows})
    items = [_nested(columns, row) for row in rows]
    if options.startswith("listed "):
        items = [_listed(item) for item in items]
        options = f"key {options.removeprefix('listed ')}"
    return _text(_wrapped(options if kind == "json" else "list", items, columns, rows))


def _text(document: Any) -> bytes:
    if isinstance(document, str):
        return document.encode()
    return json.dumps(document, ensure_ascii=False).encode()


def _flat(cell: Any) -> str:
    return json.dumps(cell, ensure_ascii=False) if isinstance(cell, list | dict) else str(cell)


def _csv(options: str, columns: Sequence[str], rows: Sequence[Cells]) -> bytes:
    delimiter, encoding = options.split()
    text = io.StringIO()
    writer = csv.writer(text, delimiter=DELIMITERS.get(delimiter, delimiter), lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_flat(cell) for cell in row] for row in rows)
    return text.getvalue().encode(encoding, errors="replace")


def _xlsx(columns: Sequence[str], rows: Sequence[Cells]) -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(
        file, {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
    )
    sheet = book.add_worksheet("Lieux")
    for line, cells in enumerate([list(columns), *rows]):
        for rank, cell in enumerate(cells):
            told = cell if isinstance(cell, int | float) else _flat(cell)
            if told != "":
                sheet.write(line, rank, told)
    book.close()
    return file.getvalue()


def _ods(columns: Sequence[str], rows: Sequence[Cells]) -> bytes:
    def cell_of(cell: Any) -> str:
        if isinstance(cell, int | float):
            return (
                f'<table:table-cell office:value-type="float" office:value="{cell}">'
                f"<text:p>{cell}</text:p></table:table-cell>"
            )
        if cell == "":
            return "<table:table-cell/>"
        lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in _flat(cell).split("\n"))
        return f'<table:table-cell office:value-type="string">{lines}</table:table-cell>'

    return ods(
        "".join(
            f"<table:table-row>{''.join(map(cell_of, cells))}</table:table-row>"
            for cells in [list(columns), *rows]
        )
    )


def _nested(columns: Sequence[str], row: Cells) -> dict[str, Any]:
    """« adresse.ville » is the town of the object « adresse »."""
    item: dict[str, Any] = {}
    for name, cell in zip(columns, row, strict=False):
        *path, last = name.split(".") if not name.endswith(".") and ". " not in name else [name]
        inner = item
        for part in path:
            inner = inner.setdefault(part, {})
            if not isinstance(inner, dict):
                raise ValueError(f"« {name} » is both a value and an object")
        inner[last] = None if cell == "" else cell
    return item


def _listed(item: dict[str, Any]) -> dict[str, Any]:
    """Each object alone in a list."""
    return {name: [cell] if isinstance(cell, dict) else cell for name, cell in item.items()}


def _geojson(columns: Sequence[str], rows: Sequence[Cells], points: Sequence[Any]) -> bytes:
    features = [
        {"type": "Feature", "properties": _nested(columns, row), "geometry": point}
        for row, point in zip(rows, points, strict=True)
    ]
    return _text({"type": "FeatureCollection", "features": features})


def _pairs(columns: Sequence[str], rows: Sequence[Cells]) -> list[dict[str, Any]]:
    return [
        {"id": rank, "champs": [{"nom": n, "valeur": c} for n, c in zip(columns, row, strict=True)]}
        for rank, row in enumerate(rows)
    ]


def _wrapped(style: str, items: list[Any], columns: Sequence[str], rows: Sequence[Cells]) -> Any:
    told: Mapping[str, Callable[[], Any]] = {
        "list": lambda: items,
        "deep": lambda: {
            "status": "ok",
            "response": {"total": len(items), "results": {"items": items}},
        },
        "lines": lambda: "\n".join(json.dumps(item, ensure_ascii=False) for item in items),
        "dict": lambda: {f"lieu-{rank}": item for rank, item in enumerate(items)},
        "airtable": lambda: {
            "records": [
                {"id": f"rec{rank:014d}", "createdTime": "2022-03-01T10:00:00.000Z", "fields": item}
                for rank, item in enumerate(items)
            ],
            "offset": "itr",
        },
        "records": lambda: {
            "nhits": len(items),
            "parameters": {"dataset": "lieux"},
            "records": [
                {"datasetid": "lieux", "recordid": f"{rank:040x}", "fields": item}
                for rank, item in enumerate(items)
            ],
        },
        "results": lambda: {"total_count": len(items), "results": items},
        "attributes": lambda: {
            "data": [
                {"type": "places", "id": str(rank), "attributes": item}
                for rank, item in enumerate(items)
            ]
        },
        "pairs": lambda: _pairs(columns, rows),
    }
    if style.startswith("key "):
        return {"licence": "Licence Ouverte", style.removeprefix("key "): items}
    return told[style]()
