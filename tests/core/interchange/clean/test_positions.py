"""A point is the same whatever the way to tell it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entrelieux.core.geo.distance import distance_km
from entrelieux.core.interchange.clean import clean_position, read_point
from entrelieux.core.interchange.clean.projections import (
    from_lambert93,
    from_web_mercator,
    from_zone,
)
from tests.core.interchange.guess.dressing.values import lambert93, web_mercator

MURAT = (45.11087, 2.8692)
METROPOLE = {"lat": st.floats(42.4, 51.0), "lon": st.floats(-4.7, 8.2)}


@pytest.mark.parametrize(
    "told",
    [
        "45.11087, 2.8692",
        "45.11087 2.8692",
        "45,11087;2,8692",
        "45,11087 ; 2,8692",
        "POINT (2.8692 45.11087)",
        "SRID=4326;POINT(2.8692 45.11087)",
        '{"type": "Point", "coordinates": [2.8692, 45.11087]}',
        "{'lat': 45.11087, 'lng': 2.8692}",
        "lat: 45.11087, lon: 2.8692",
        "45°06'39.132\"N 2°52'09.12\"E",
        "N 45° 6' 39.132'', E 2° 52' 9.12''",
        [45.11087, 2.8692],
    ],
)
def test_one_text_tells_a_point(told):
    lat, lon = clean_position(told).value
    assert (round(lat, 5), round(lon, 5)) == MURAT


@pytest.mark.parametrize("told", ["45,11087", "4 rue Haute", "15300", "", None, "2021-03-04"])
def test_what_is_no_point_is_none(told):
    assert read_point(told) is None


def test_two_zeros_are_a_position_that_is_not_known():
    assert [p.code for p in clean_position("0,0").problems] == ["zero_coordinates"]


@pytest.mark.parametrize("told", [("nan", "NaN"), ("", ""), (None, None), ("-", "-")])
def test_nothing_told_is_nothing_to_mend(told):
    cleaned = clean_position(*told)
    assert (cleaned.value, cleaned.problems) == (None, ())


@pytest.mark.parametrize("told", [("inconnu", "inconnu"), ("45.1", ""), ("95.2", "2.8")])
def test_what_cannot_be_read_is_told(told):
    assert [p.code for p in clean_position(*told).problems] == ["bad_coordinates"]


def test_degrees_and_minutes_are_read_in_their_own_columns():
    lat, lon = clean_position("45°06'39.132\"N", "2°52'09.12\"O").value
    assert (round(lat, 5), round(lon, 5)) == (45.11087, -2.8692)


@given(**METROPOLE)
def test_lambert_93_and_mercator_come_back_within_a_metre(lat, lon):
    for back in (from_lambert93(*lambert93(lat, lon)), from_web_mercator(*web_mercator(lat, lon))):
        assert distance_km(lat, lon, *back) < 0.001


def test_the_origins_of_the_projections_are_where_the_standard_puts_them():
    assert [round(x, 6) for x in from_lambert93(700_000, 6_600_000)] == [46.5, 3.0]
    assert [round(x, 6) for x in from_zone(46, 1_700_000, 5_200_000)] == [46.0, 3.0]
