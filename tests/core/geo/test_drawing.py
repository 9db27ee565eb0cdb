"""The map that the server draws: everything is on it, and nothing covers anything."""

from __future__ import annotations

import math
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entrelieux.core.geo import Box, MapPoint, department_name, load_france, territory_map
from entrelieux.core.geo.boundaries import load_boundaries
from entrelieux.core.geo.clusters import gathered
from entrelieux.core.geo.labels import rectangle_of
from entrelieux.core.geo.projection import Projection

AUVERGNE = ("03", "15", "43", "63")
TOWNS = load_france().of_departments(AUVERGNE)[:20]
POINTS = [
    MapPoint(c.lat, c.lon, key=c.code, tag="fablab" if c.population > 1000 else "library")
    for c in load_france().of_departments(AUVERGNE)[:400]
]
MAP = territory_map(POINTS, departments=AUVERGNE, towns=TOWNS)


def test_draws_the_departments_of_the_territory_and_their_neighbours() -> None:
    assert [(shape.code, shape.name) for shape in MAP.land] == [
        ("03", "Allier"),
        ("15", "Cantal"),
        ("43", "Haute-Loire"),
        ("63", "Puy-de-Dôme"),
    ]
    assert {"42", "23", "48"} <= {shape.code for shape in MAP.around}
    assert sum(len(shape.path) for shape in MAP.land) < 12_000
    assert MAP.credit == "IGN Admin Express 2018, Licence Ouverte"


def test_every_point_is_in_one_mark() -> None:
    keys = [key for mark in MAP.marks for key in mark.keys]
    assert sorted(keys) == sorted(point.key for point in POINTS)
    assert sum(mark.count for mark in MAP.marks) == len(POINTS)
    assert MAP.outside == 0


def test_a_point_beyond_the_drawing_is_counted_not_lost() -> None:
    drawn = territory_map([MapPoint(48.85, 2.35, "Paris")], departments=AUVERGNE)
    assert (drawn.marks, drawn.outside) == ((), 1)


def test_no_mark_touches_another() -> None:
    for a, b in combinations(MAP.marks, 2):
        assert math.hypot(a.x - b.x, a.y - b.y) >= a.radius + b.radius - 0.3


def test_no_name_covers_another_or_a_mark() -> None:
    rectangles = [rectangle_of(label) for label in MAP.labels]
    assert not any(a.overlaps(b) for a, b in combinations(rectangles, 2))
    sparse = territory_map(POINTS[:3], departments=AUVERGNE, towns=TOWNS)
    assert {"Clermont-Ferrand", "Moulins", "Aurillac"} <= {label.text for label in sparse.labels}


def test_a_mark_tells_its_kinds_and_the_box_to_zoom_on() -> None:
    mark = MAP.marks[0]
    assert sum(mark.tags.values()) == mark.count
    inside = [point for point in POINTS if point.key in mark.keys]
    assert all(mark.box.contains(point.lat, point.lon) for point in inside)


def test_draws_a_box_when_given_one() -> None:
    drawn = territory_map(POINTS, departments=AUVERGNE, box=Box(2.8, 45.0, 3.0, 45.2))
    assert drawn.outside > 300
    assert "15138" in {key for mark in drawn.marks for key in mark.keys}


def test_names_every_department() -> None:
    assert department_name("63") == "Puy-de-Dôme"
    assert department_name("974") == "La Réunion"
    assert department_name("99") == ""
    assert len(load_boundaries().outlines) == 96


@given(st.floats(45, 46), st.floats(2, 4))
def test_a_drawn_point_comes_back_to_its_degrees(lat: float, lon: float) -> None:
    projection = Projection.fitting(Box(2, 44.5, 4.5, 47), 640, 8)
    back = projection.degrees(*projection.point(lat, lon))
    assert back == pytest.approx((lat, lon))


COORDINATE = st.floats(0, 640)


@given(st.lists(st.tuples(COORDINATE, COORDINATE), max_size=60), st.floats(5, 60))
def test_gathering_keeps_every_point_once(
    points: list[tuple[float, float]], spacing: float
) -> None:
    groups = gathered(points, spacing)
    members = sorted(place for group in groups for place in group.members)
    assert members == list(range(len(points)))
    for a, b in combinations(groups, 2):
        assert math.hypot(a.x - b.x, a.y - b.y) >= a.radius + b.radius
