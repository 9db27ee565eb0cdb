"""Travel time is a model, and reads as an interval."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entrelieux.core.geo import Minutes, Terrain, reach_km, terrain_of, travel_time, wording

KM = st.floats(0, 500)


def test_follows_the_model() -> None:
    assert travel_time(45, terrain=Terrain.PLAIN) == (60, 80, 136)
    assert travel_time(10, department="15").likely == round(2 + 60 * 10 * 1.45 / 45)


def test_takes_the_terrain_of_the_department() -> None:
    assert [terrain_of(d) for d in ("75", "15", "74", "")] == [
        Terrain.PLAIN,
        Terrain.UPLAND,
        Terrain.MOUNTAIN,
        Terrain.PLAIN,
    ]


@pytest.mark.parametrize(
    ("minutes", "french", "english"),
    [
        (Minutes(26, 34, 56), "25 à 55 min", "25 to 55 min"),
        (Minutes(1, 2, 3), "5 à 10 min", "5 to 10 min"),
        (Minutes(51, 68, 116), "50 min à 1 h 55", "50 min to 1 h 55"),
        (Minutes(60, 80, 121), "1 h à 2 h", "1 h to 2 h"),
    ],
)
def test_reads_as_an_interval(minutes: Minutes, french: str, english: str) -> None:
    assert wording(minutes, "fr").replace("\u00a0", " ") == french
    assert wording(minutes, "en").replace("\u00a0", " ") == english


@given(KM, st.sampled_from(Terrain))
def test_reach_undoes_travel_time(km: float, terrain: Terrain) -> None:
    minutes = travel_time(km, terrain=terrain).likely
    assert reach_km(minutes, terrain=terrain) == pytest.approx(km, abs=0.4)


@given(KM, KM)
def test_farther_is_never_sooner(a: float, b: float) -> None:
    near, far = sorted((a, b))
    assert travel_time(near) <= travel_time(far)
