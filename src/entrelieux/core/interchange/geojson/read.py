"""The point of a feature, whatever its geometry, beside its properties."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

from entrelieux.core.interchange.mapping import Row


def with_point(row: Row) -> Row:
    """The row with `lat` and `lon`: of the point, or of the middle of what surrounds it."""
    geometry = row.get("geometry")
    points = list(_points(geometry.get("coordinates"))) if isinstance(geometry, Mapping) else []
    if not points:
        return row
    lons, lats = zip(*points, strict=True)
    middle = {"lat": min(lats) / 2 + max(lats) / 2, "lon": min(lons) / 2 + max(lons) / 2}
    return {**row, **middle}


def _points(coordinates: Any) -> Iterator[tuple[float, float]]:
    """Every (lon, lat) of nested coordinates; a third number is a height."""
    if not isinstance(coordinates, list) or not coordinates:
        return
    pair = [number for item in coordinates[:2] if (number := _number(item)) is not None]
    if len(pair) == 2:
        yield pair[0], pair[1]
        return
    for inner in coordinates:
        yield from _points(inner)


def _number(value: Any) -> float | None:
    """A finite number, or a text that is one: some exports quote their coordinates."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None
