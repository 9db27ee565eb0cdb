"""The map that is on the page before any script runs: an SVG that one can read, click and print."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from entrelieux.core.geo import Box, Commune, load_france
from entrelieux.core.geo.drawing import MapPoint, TerritoryMap, territory_map
from entrelieux.search.parameters import Search

NAMED_TOWNS = 24


def draw_territory(points: Sequence[MapPoint], search: Search) -> tuple[SafeString, str]:
    """The drawing of what was found, and its credit; a cluster links to the list of its box."""
    box = search.query.box
    drawn = territory_map(
        points,
        departments=settings.TERRITORY_DEPARTMENTS,
        towns=main_towns(),
        box=Box(box.west, box.south, box.east, box.north) if box else None,
    )
    return render_map(drawn, search), drawn.credit


def render_map(drawn: TerritoryMap, search: Search) -> SafeString:
    marks = [(mark, _address(mark, search)) for mark in drawn.marks]
    return render_to_string("web/_drawing.svg", {"map": drawn, "marks": marks})


def _address(mark: object, search: Search) -> str:
    if len(mark.keys) == 1:
        return f"/lieux/{mark.keys[0]}/-/"
    box = mark.box
    return search.address(bbox=f"{box.west:.5f},{box.south:.5f},{box.east:.5f},{box.north:.5f}")


@cache
def main_towns() -> tuple[Commune, ...]:
    """The most populated communes of the territory, the first to be named on its map."""
    communes = load_france().of_departments(settings.TERRITORY_DEPARTMENTS)
    return tuple(sorted(communes, key=lambda c: (-c.population, c.code))[:NAMED_TOWNS])
