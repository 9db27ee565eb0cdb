"""From « this column feeds that target » to a mapping, for a table that nobody described."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from entrelieux.core.interchange.geojson.read import with_point
from entrelieux.core.interchange.mapping import DAYS, FormatMapping, Row, cell_text
from entrelieux.core.interchange.reading import Unfold
from entrelieux.core.text.folding import fold

Columns = Mapping[str, Sequence[str]]
# Targets told in several columns, such as « N° » and « rue », are joined under a name of ours.
JOINED = {"street_address": " ", "opening_hours": "\n", "description": "\n"}
OURS = "entrelieux."
GEOMETRY = "geometry"
# Names of targets that a mapping tells otherwise.
RENAMED = {"opening_hours": "hours_text"}
DAY_NAMES = {
    day: (day, english)
    for day, english in zip(
        DAYS,
        ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
        strict=True,
    )
}


def mapping_of_columns(columns: Columns) -> FormatMapping:
    """A whole address in one column is a street: its end is read apart when it is located."""
    sources = _sources(columns)
    days = _days(sources.pop("opening_hours", []))
    kept = {
        target: (OURS + target,) if target in JOINED else tuple(names)
        for target, names in sources.items()
        if target != "public_id"
    }
    told = {RENAMED.get(target, target): names for target, names in kept.items()}
    told["hours_text"] = (OURS + "opening_hours",)
    points = [name for name in sources.get("lat", ()) if name in sources.get("lon", ())]
    if points:
        told |= {"point": tuple(points), "lat": ("lat",), "lon": ("lon",)}
    return FormatMapping(
        format="tabular",
        columns=told,
        days=days,
        key=tuple(sources.get("public_id", ())[:1]),
        empty=frozenset({"-", "NULL", "null", "NA", "N/A", "#N/A", "néant", "Néant"}),
    )


def unfold_columns(columns: Columns) -> Unfold:
    """Adds the joined targets, and the point of a feature, to each row."""
    sources = _sources(columns)
    in_days = set(_days(sources.get("opening_hours", [])).values())
    joined = {
        target: [name for name in sources.get(target, ()) if name not in in_days]
        for target in JOINED
    }
    return partial(_unfolded, joined=joined)


def _unfolded(row: Row, *, joined: Mapping[str, Sequence[str]]) -> Row:
    added: dict[str, Any] = {
        OURS + target: JOINED[target].join(filter(None, (cell_text(row, name) for name in names)))
        for target, names in joined.items()
    }
    unfolded = {**row, **added}
    return with_point(unfolded) if GEOMETRY in row else unfolded


def _sources(columns: Columns) -> dict[str, list[str]]:
    """The columns of each target, in the order of the table."""
    sources: dict[str, list[str]] = {}
    for column, targets in columns.items():
        for target in targets:
            sources.setdefault(target, []).append(column)
    whole = set(sources.get("street_address", ()))
    for target in ("postcode", "city"):
        apart = [name for name in sources.get(target, ()) if name not in whole]
        if target in sources:
            sources[target] = apart
    return sources


def _days(columns: Sequence[str]) -> dict[str, str]:
    """The column of each day, when its header names the day."""
    found = {}
    for column in columns:
        words = fold(column).split()
        for day, names in DAY_NAMES.items():
            if any(name in words for name in names):
                found[day] = column
    return found
