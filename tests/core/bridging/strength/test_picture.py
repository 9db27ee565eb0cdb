"""The picture of a network: everything is on it, nothing covers anything, and it does not move."""

from __future__ import annotations

import math
import re
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entrelieux.core.bridging.strength import Network, UnknownPlace, network_of_pairs
from entrelieux.core.bridging.strength.picture import (
    NetworkPicture,
    PlaceMark,
    Role,
    Spot,
    draw_network,
)
from entrelieux.core.bridging.strength.picture.ground import ground_of
from entrelieux.core.bridging.strength.picture.naming import shortened_name
from entrelieux.core.geo import load_france
from entrelieux.core.geo.boundaries import load_boundaries
from entrelieux.core.geo.labels import Rectangle, rectangle_of
from tests.core.bridging.strength.graphs import chain, networks

AUVERGNE = ("03", "15", "43", "63")
OUTLINES = load_boundaries().of(AUVERGNE)


def made(size: int) -> tuple[Network, dict[str, Spot]]:
    """Places of Auvergne, a third of them in Clermont-Ferrand, each tied to three others."""
    communes = load_france().of_departments(AUVERGNE)
    town = next(commune for commune in communes if commune.name == "Clermont-Ferrand")
    homes = [town if at % 3 == 0 else communes[at * 7 % len(communes)] for at in range(size)]
    keys = [f"{at:03d}" for at in range(size)]
    spots = {
        key: Spot(f"Atelier de {home.name}", home.lat, home.lon)
        for key, home in zip(keys, homes, strict=True)
    }
    pairs = {
        (keys[at], keys[other % size]): 0.2 + (at % 5) / 6.25
        for at in range(0, size, 2)
        for other in (at + 3, at * 5 + 1, at * 11 + 6)
        if other % size != at
    }
    return network_of_pairs(
        keys, {tuple(sorted(pair)): held for pair, held in pairs.items()}
    ), spots


NETWORK, SPOTS = made(500)
PICTURE = draw_network(
    NETWORK, SPOTS, outlines=OUTLINES, proposals=[("004", "100"), ("007", "250")]
)


def distance(one: PlaceMark, other: PlaceMark) -> float:
    return math.hypot(one.x - other.x, one.y - other.y)


def ends_of(path: str) -> tuple[tuple[float, float], tuple[float, float]]:
    numbers = [float(number) for number in re.findall(r"-?[\d.]+", path)]
    return (numbers[0], numbers[1]), (numbers[-2], numbers[-1])


def hidden(names: list[Rectangle], marks: list[PlaceMark]) -> list[Rectangle]:
    """What names cover, but for what rounding to a tenth may."""
    boxes = [
        Rectangle(m.x - m.radius, m.y - m.radius, m.x + m.radius, m.y + m.radius) for m in marks
    ]
    slack = 0.6
    return [
        name
        for name in names
        for box in boxes
        if min(name.right, box.right) - max(name.left, box.left) > slack
        and min(name.bottom, box.bottom) - max(name.top, box.top) > slack
    ]


def test_every_place_and_every_tie_is_drawn_once() -> None:
    assert [mark.key for mark in PICTURE.marks] == list(NETWORK.keys)
    left, right, _ = NETWORK.pairs
    tied = {(NETWORK.keys[a], NETWORK.keys[b]) for a, b in zip(left, right, strict=True)}
    assert len(PICTURE.threads) == len(tied)
    assert {(thread.left, thread.right) for thread in PICTURE.threads} == tied
    assert len(PICTURE.land) == 4


def test_at_five_hundred_places_no_mark_touches_another() -> None:
    gaps = [distance(a, b) - a.radius - b.radius for a, b in combinations(PICTURE.marks, 2)]
    assert min(gaps) > 2


def test_no_name_covers_a_mark_or_another_name() -> None:
    names = [rectangle_of(label) for label in PICTURE.names]
    assert hidden(names, list(PICTURE.marks)) == []
    assert [a for a, b in combinations(names, 2) if a.shared(b) > 1] == []
    assert len(names) > 60


def test_go_betweens_and_ends_of_proposals_are_named_whatever_the_crowd() -> None:
    busy = {mark.name for mark in PICTURE.marks if mark.role is Role.GO_BETWEEN}
    ends = {SPOTS[key].name for key in ("004", "100", "007", "250")}
    named = {label.text for label in PICTURE.names}
    assert {shortened_name(name) for name in busy | ends} <= named


def test_everything_is_inside_the_picture() -> None:
    for mark in PICTURE.marks:
        assert mark.radius <= mark.x <= PICTURE.width - mark.radius
        assert mark.radius <= mark.y <= PICTURE.height - mark.radius
    for name in map(rectangle_of, PICTURE.names):
        assert name.left >= 0
        assert name.right <= PICTURE.width


def test_each_curve_goes_from_one_place_to_the_other() -> None:
    at = {mark.key: (mark.x, mark.y) for mark in PICTURE.marks}
    for thread in (*PICTURE.threads, *PICTURE.proposals):
        assert ends_of(thread.path) == (at[thread.left], at[thread.right])
    assert any("Q" in thread.path for thread in PICTURE.threads)


def test_strong_ties_are_drawn_last() -> None:
    levels = [thread.level for thread in PICTURE.threads]
    assert levels == sorted(levels)
    assert set(levels) == {1, 2, 3}


def test_the_same_network_gives_the_same_picture() -> None:
    again = draw_network(
        NETWORK, SPOTS, outlines=OUTLINES, proposals=[("004", "100"), ("007", "250")]
    )
    assert again == PICTURE


def test_who_is_west_or_north_stays_so_on_the_ground() -> None:
    communes = load_france().of_departments(AUVERGNE)[:200]
    lats, lons = [c.lat for c in communes], [c.lon for c in communes]
    points = ground_of(lats, lons, OUTLINES, width=960, margin=24).points(lats, lons)
    assert (np.diff(points[np.argsort(lons), 0]) >= -1e-9).all()
    assert (np.diff(points[np.argsort(lats), 1]) <= 1e-9).all()


def test_a_community_without_a_place_is_among_those_it_is_tied_to() -> None:
    spots = {
        "a": Spot("A", 45.0, 3.0),
        "b": Spot("B", 46.0, 3.0),
        "d": Spot("D", 45.5, 4.5),
    }
    picture = draw_network(chain("a", "c", "b", "d"), spots)
    at = {mark.key: mark for mark in picture.marks}
    assert at["b"].y < at["c"].y < at["a"].y
    assert at["c"].x < at["d"].x
    assert at["c"].name == "c"


def test_tells_roles() -> None:
    network = network_of_pairs("abcd", {("a", "b"): 1.0, ("b", "c"): 1.0})
    roles = {mark.key: mark.role for mark in draw_network(network, {}).marks}
    assert roles == {"a": Role.PLACE, "b": Role.GO_BETWEEN, "c": Role.PLACE, "d": Role.ALONE}


def test_an_empty_network_is_an_empty_picture() -> None:
    picture = draw_network(network_of_pairs("", {}), {})
    assert (picture.marks, picture.threads, picture.names) == ((), (), ())


def test_refuses_a_proposal_to_nobody() -> None:
    with pytest.raises(UnknownPlace):
        draw_network(chain("a", "b"), {}, proposals=[("a", "z")])


def test_cuts_long_names_only() -> None:
    assert shortened_name("La Cocotte numérique") == "La Cocotte numérique"
    assert len(shortened_name("Maison des services et du numérique de la vallée")) == 32


@settings(max_examples=30, deadline=None)
@given(networks(), st.sampled_from([120.0, 360.0, 960.0]), st.data())
def test_small_networks_of_any_shape_are_readable(
    network: Network, width: float, data: st.DataObject
) -> None:
    degrees = st.sampled_from([0.0, 0.5, 0.51, 1.0])
    where = st.builds(Spot, st.sampled_from(["Ici", "La Fabrique"]), degrees, degrees)
    spots = {key: data.draw(where) for key in network.keys}
    picture: NetworkPicture = draw_network(network, spots, width=width)
    for one, other in combinations(picture.marks, 2):
        assert distance(one, other) > one.radius + other.radius - 0.2
    names = [rectangle_of(label) for label in picture.names]
    assert hidden(names, list(picture.marks)) == []
