"""Distances and the boxes that hold them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entrelieux.core.geo import Box, box_around, distance_km

LAT = st.floats(-89, 89)
LON = st.floats(-179, 179)


def test_clermont_ferrand_is_80_km_from_murat_as_the_crow_flies() -> None:
    assert distance_km(45.7772, 3.0870, 45.1236, 2.8501) == pytest.approx(75.0, abs=0.5)


def test_a_box_knows_what_it_holds() -> None:
    box = Box(west=2.0, south=44.0, east=4.0, north=46.0)
    assert box.contains(45.0, 3.0)
    assert not box.contains(45.0, 4.1)


@given(LAT, LON, LAT, LON)
def test_distance_is_the_same_both_ways(a: float, b: float, c: float, d: float) -> None:
    assert distance_km(a, b, c, d) == pytest.approx(distance_km(c, d, a, b))


@given(LAT, LON, st.floats(0.1, 300), st.floats(-0.9, 0.9), st.floats(-0.9, 0.9))
def test_the_box_holds_the_circle(
    lat: float, lon: float, radius: float, up: float, right: float
) -> None:
    other_lat, other_lon = lat + up * radius / 111, lon + right * radius / 111
    is_on_earth = abs(other_lon) <= 180 and abs(other_lat) <= 90
    if is_on_earth and distance_km(lat, lon, other_lat, other_lon) <= radius:
        assert box_around(lat, lon, radius).contains(other_lat, other_lon)


def test_a_circle_around_a_pole_takes_every_longitude() -> None:
    assert box_around(89.9, 0, 100)[::2] == (-180.0, 180.0)
    assert box_around(0, 0, 15_000) == (-180.0, -90.0, 180.0, 90.0)
