"""What a template draws as the map of a territory: outlines, town names, places gathered.

Nothing here knows SVG but the paths: the template decides shapes, colours and links.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from entrelieux.core.geo.boundaries import Outline, box_of, load_boundaries
from entrelieux.core.geo.clusters import Group, gathered
from entrelieux.core.geo.communes import Commune
from entrelieux.core.geo.distance import Box
from entrelieux.core.geo.labels import Label, Rectangle, place_labels
from entrelieux.core.geo.projection import Projection

_ALWAYS_NAMED = 4
_MARGIN = 8.0
_SPACING = 34.0  # units between two marks: a finger's width on a phone


@dataclass(frozen=True, slots=True)
class MapPoint:
    """A place to draw. `tag` is counted in clusters (its kind, say)."""

    lat: float
    lon: float
    key: str = ""
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """One place, or several that would touch; `box` holds them, to zoom on."""

    x: float
    y: float
    radius: float
    count: int
    keys: tuple[str, ...]
    tags: Mapping[str, int]
    box: Box


@dataclass(frozen=True, slots=True)
class Shape:
    """A département as an SVG path."""

    code: str
    name: str
    path: str


@dataclass(frozen=True, slots=True)
class TerritoryMap:
    """`outside` counts the points beyond the drawing: they are in the list, never lost."""

    width: float
    height: float
    land: tuple[Shape, ...]
    around: tuple[Shape, ...]
    labels: tuple[Label, ...]
    marks: tuple[Mark, ...]
    outside: int
    credit: str

    @property
    def view_box(self) -> str:
        return f"0 0 {self.width:g} {self.height:g}"


def territory_map(
    points: Sequence[MapPoint],
    *,
    departments: Sequence[str],
    towns: Sequence[Commune] = (),
    width: float = 640.0,
    spacing: float = _SPACING,
    box: Box | None = None,
) -> TerritoryMap:
    """The drawing of `departments` (or of `box`) with its places.

    `towns` are named from the first on, as many as fit without covering a mark or each other; the
    first four in any case, so draw names before marks.
    """
    boundaries = load_boundaries()
    land = boundaries.of(departments)
    projection = Projection.fitting(box or box_of(land), width, 0.0 if box else _MARGIN)
    marks, outside = _marks(points, projection, spacing)
    return TerritoryMap(
        width=projection.width,
        height=projection.height,
        land=_shapes(land, projection),
        around=_shapes(_around(boundaries.outlines, land, projection), projection),
        labels=_labels(towns, marks, projection),
        marks=marks,
        outside=outside,
        credit=boundaries.credit,
    )


def _shapes(outlines: Sequence[Outline], projection: Projection) -> tuple[Shape, ...]:
    return tuple(Shape(o.code, o.name, projection.svg_path(o.rings)) for o in outlines)


def _around(
    outlines: Sequence[Outline], land: Sequence[Outline], projection: Projection
) -> tuple[Outline, ...]:
    """The neighbours that the drawing shows a part of."""
    north, west = projection.degrees(0, 0)
    south, east = projection.degrees(projection.width, projection.height)
    inside = {outline.code for outline in land}

    def is_seen(box: Box) -> bool:
        return box.west < east and box.east > west and box.south < north and box.north > south

    return tuple(o for o in outlines if o.code not in inside and is_seen(o.box))


def _marks(
    points: Sequence[MapPoint], projection: Projection, spacing: float
) -> tuple[tuple[Mark, ...], int]:
    drawn = [projection.point(point.lat, point.lon) for point in points]
    inside = [
        place
        for place, (x, y) in enumerate(drawn)
        if 0 <= x <= projection.width and 0 <= y <= projection.height
    ]
    groups = gathered([drawn[place] for place in inside], spacing)
    marks = tuple(
        _mark(group, [points[inside[place]] for place in group.members]) for group in groups
    )
    return marks, len(points) - len(inside)


def _mark(group: Group, points: Sequence[MapPoint]) -> Mark:
    return Mark(
        x=round(group.x, 1),
        y=round(group.y, 1),
        radius=round(group.radius, 1),
        count=len(points),
        keys=tuple(point.key for point in points),
        tags=dict(Counter(point.tag for point in points).most_common()),
        box=Box(
            min(point.lon for point in points),
            min(point.lat for point in points),
            max(point.lon for point in points),
            max(point.lat for point in points),
        ),
    )


def _labels(
    towns: Sequence[Commune], marks: Sequence[Mark], projection: Projection
) -> tuple[Label, ...]:
    obstacles = [
        Rectangle(m.x - m.radius, m.y - m.radius, m.x + m.radius, m.y + m.radius) for m in marks
    ]
    bounds = Rectangle(0, 0, projection.width, projection.height)
    named = [
        (town.name, *projection.point(town.lat, town.lon), _type_size(town.population))
        for town in towns
    ]
    inside = [
        town for town in named if bounds.overlaps(Rectangle(town[1], town[2], town[1], town[2]))
    ]
    labels = place_labels(inside, obstacles, bounds, _ALWAYS_NAMED)
    return tuple(replace(label, x=round(label.x, 1), y=round(label.y, 1)) for label in labels)


def _type_size(population: int) -> float:
    return 17.0 if population >= 100_000 else 15.0 if population >= 20_000 else 13.0
