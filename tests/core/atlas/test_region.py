"""Boxes and circles hold exactly what a comparison of every position says."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from entrelieux.core.atlas import Box, Document, Near
from entrelieux.core.atlas.bitmaps import positions_of
from entrelieux.core.atlas.region import within_box, within_circle
from entrelieux.core.atlas.segment import segment_of
from entrelieux.core.geo import distance_km

# A mesh of points over the whole world, poles and antimeridian included.
WORLD = [
    Document(id=rank, public_id=str(rank), lat=float(lat), lon=float(lon), tiers=())
    for rank, (lat, lon) in enumerate(
        (lat, lon + lat % 7 / 10) for lat in range(-90, 91, 3) for lon in range(-180, 180, 3)
    )
]
SEGMENT = segment_of(WORLD)
latitudes, longitudes = st.floats(-90, 90), st.floats(-180, 180)


def ids(bitmap) -> set[int]:
    return set(SEGMENT.ids[positions_of(bitmap)].tolist())


@settings(max_examples=150, deadline=None)
@given(latitudes, longitudes, st.floats(1, 20_000))
def test_a_circle_holds_what_is_near_enough(lat, lon, km):
    near = {d.id for d in WORLD if distance_km(lat, lon, d.lat, d.lon) <= km}
    assert ids(within_circle(SEGMENT, Near(lat, lon), km, SEGMENT.everything)) == near


@settings(max_examples=150, deadline=None)
@given(latitudes, latitudes, longitudes, longitudes)
def test_a_box_holds_its_edges_and_may_cross_the_antimeridian(south, north, west, east):
    south, north = sorted((south, north))
    box = Box(south, west, north, east)
    inside = {
        d.id
        for d in WORLD
        if south <= d.lat <= north
        and (west <= d.lon <= east if west <= east else d.lon >= west or d.lon <= east)
    }
    assert ids(within_box(SEGMENT, box, SEGMENT.everything)) == inside
