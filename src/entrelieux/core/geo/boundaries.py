"""The outlines of départements that ship with the package, and their names."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from entrelieux.core.geo.distance import Box
from entrelieux.core.geo.france import DATA

Ring = tuple[tuple[float, float], ...]  # (lon, lat) degrees, closed, in the order of GeoJSON


@dataclass(frozen=True, slots=True)
class Outline:
    """A département: its outer rings. Fine in the first territory, coarse around it."""

    code: str
    name: str
    rings: tuple[Ring, ...]

    @property
    def box(self) -> Box:
        lons = [lon for ring in self.rings for lon, _ in ring]
        lats = [lat for ring in self.rings for _, lat in ring]
        return Box(min(lons), min(lats), max(lons), max(lats))


@dataclass(frozen=True, slots=True)
class Boundaries:
    """`credit` must be shown wherever the outlines are drawn."""

    outlines: tuple[Outline, ...]
    credit: str

    def of(self, departments: Iterable[str]) -> tuple[Outline, ...]:
        wanted = set(departments)
        return tuple(outline for outline in self.outlines if outline.code in wanted)


@cache
def load_boundaries() -> Boundaries:
    """Mainland France and Corsica; there is no outline of the overseas départements."""
    told = _told()
    names = department_names()
    outlines = tuple(
        Outline(code, names[code], tuple(tuple((x, y) for x, y in ring) for ring in rings))
        for code, rings in told["outlines"].items()
    )
    return Boundaries(outlines, told["credit"])


@cache
def department_names() -> dict[str, str]:
    """The name of every département, overseas included, by its code."""
    return dict(_told()["names"])


def department_name(code: str) -> str:
    """« Puy-de-Dôme » for 63; "" when no département has this code."""
    return department_names().get(code, "")


def _told() -> Any:
    return json.loads((DATA / "departments.json").read_text("utf-8"))


def box_of(outlines: Iterable[Outline]) -> Box:
    """The box that holds the outlines. Raises ValueError when there is none."""
    boxes = [outline.box for outline in outlines]
    return Box(
        min(box.west for box in boxes),
        min(box.south for box in boxes),
        max(box.east for box in boxes),
        max(box.north for box in boxes),
    )
