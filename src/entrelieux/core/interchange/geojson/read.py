"""The point of a feature, whatever its geometry, beside its properties."""

from __future__ import annotations

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
    middle = {"lat": (min(lats) + max(lats)) / 2, "lon": (min(lons) + max(lons)) / 2}
    return {**row, **middle}


def _points(coordinates: Any) -> Iterator[tuple[float, float]]:
    """Every (lon, lat) of nested coordinates; a third number is a height."""
    if not isinstance(coordinates, list) or not coordinates:
        return
    if isinstance(coordinates[0], int | float):
        if len(coordinates) > 1 and isinstance(coordinates[1], int | float):
            yield float(coordinates[0]), float(coordinates[1])
        return
    for inner in coordinates:
        yield from _points(inner)
