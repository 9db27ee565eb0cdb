"""The figures are those of the literature, and move the way their meaning says."""

from __future__ import annotations

import math
from datetime import date, timedelta
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given

from entrelieux.core.bridging.strength import (
    Network,
    Tie,
    TieKind,
    change_between,
    change_by,
    connectivity,
    efficiency,
    measure,
    measures_over_time,
    network_of_pairs,
    references,
)
from tests.core.bridging.strength.graphs import chain, complete, karate, networks, star

DAY = date(2026, 3, 1)


def test_gives_the_published_figures_of_the_karate_club() -> None:
    measures = measure(karate())
    assert measures.efficiency == pytest.approx(0.49201, abs=5e-6)
    assert measures.connectivity == pytest.approx(0.46853, abs=5e-6)
    assert (measures.places, measures.tied, measures.largest, measures.pieces) == (34, 78, 34, 1)


def test_the_seam_of_the_karate_club_is_where_it_parted() -> None:
    """All but three of the members went to the side that their club’s quarrel put them on."""
    seam = measure(karate()).seam
    instructor = next(side for side in (seam.left, seam.right) if "0" in side)
    joined = {str(n) for n in (0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 16, 17, 19, 21)}
    assert set(instructor) ^ joined == {"2", "8"}
    assert len(seam.ties) == 10


@pytest.mark.parametrize(
    ("network", "expected_efficiency", "expected_connectivity"),
    [
        (chain(*"abcd"), (3 + 2 / 2 + 1 / 3) / 6, 2 - math.sqrt(2)),
        (star(*"abcde"), (4 + 6 / 2) / 10, 1),
        (complete(*"abcde"), 1, 5),
        (chain(*"abcd", strength=0.5), (3 + 2 / 2 + 1 / 3) / 12, 1 - math.sqrt(2) / 2),
        (network_of_pairs("ab", {}), 0, 0),
        (network_of_pairs("a", {}), 0, 0),
        (network_of_pairs("", {}), 0, 0),
    ],
)
def test_follows_the_definition(
    network: Network, expected_efficiency: float, expected_connectivity: float
) -> None:
    assert efficiency(network) == pytest.approx(expected_efficiency)
    assert connectivity(network)[0] == pytest.approx(expected_connectivity)


def test_the_references_are_those_graphs() -> None:
    told = references(chain(*"abcde", strength=0.5), seed=1)
    for code, graph in {
        "chain": chain(*"abcde"),
        "star": star(*"abcde"),
        "complete": complete(*"abcde"),
    }.items():
        assert told[code].efficiency == pytest.approx(efficiency(graph) / 2)
        assert told[code].connectivity == pytest.approx(connectivity(graph)[0] / 2)


def test_the_random_reference_has_the_same_ties_elsewhere() -> None:
    told = references(karate(), seed=7)["random"]
    assert told == references(karate(), seed=7)["random"]
    assert told.efficiency == pytest.approx(0.49, abs=0.02)
    assert references(complete(*"abcd"), seed=1)["random"].efficiency == 1
    assert references(network_of_pairs("a", {}), seed=1) == {}


def test_counts_pieces_and_lone_places() -> None:
    network = network_of_pairs("abcdef", {("a", "b"): 1, ("b", "c"): 1, ("d", "e"): 1})
    measures = measure(network)
    assert (measures.largest, measures.pieces, measures.alone) == (3, 3, 1)
    assert measures.connectivity == pytest.approx(1)
    assert measures.seam.ties in {(("a", "b"),), (("b", "c"),)}
    assert measures.steps == pytest.approx(1 / measures.efficiency)


def test_a_large_network_takes_another_road_to_the_same_figures() -> None:
    ring = {(f"{at:03d}", f"{(at + 1) % 601:03d}"): 1.0 for at in range(601)}
    network = network_of_pairs((f"{at:03d}" for at in range(601)), ring)
    apart = np.arange(1, 301)
    assert efficiency(network) == pytest.approx((1 / apart).sum() / 300)
    assert connectivity(network)[0] == pytest.approx(2 - 2 * math.cos(2 * math.pi / 601))


@given(networks())
def test_efficiency_is_the_mean_of_all_pairs(network: Network) -> None:
    steps = {frozenset((one, one)): 0.0 for one in network.keys}
    left, right, strengths = network.pairs
    for one, two, held in zip(left, right, strengths, strict=True):
        steps[frozenset((network.keys[one], network.keys[two]))] = 1 / held
    for way in network.keys:
        for one, two in combinations(network.keys, 2):
            around = steps.get(frozenset((one, way)), math.inf)
            around += steps.get(frozenset((way, two)), math.inf)
            pair = frozenset((one, two))
            steps[pair] = min(steps.get(pair, math.inf), around)
    near = [1 / steps[frozenset(pair)] for pair in combinations(network.keys, 2)]
    assert efficiency(network) == pytest.approx(sum(near) / len(near))


@given(networks())
def test_a_network_in_pieces_has_no_connectivity(network: Network) -> None:
    value, _ = connectivity(network)
    assert (value > 1e-9) is (measure(network).pieces == 1)


def test_the_years_show_ties_being_made_and_fading() -> None:
    ties = [
        Tie("a", "b", TieKind.HAPPENED, on=DAY),
        Tie("b", "c", TieKind.HAPPENED, on=DAY + timedelta(100)),
    ]
    days = [DAY - timedelta(1), DAY, DAY + timedelta(100), DAY + timedelta(830)]
    series = measures_over_time("abc", ties, days)
    assert [day for day, _ in series] == days
    assert [measures.tied for _, measures in series] == [0, 1, 2, 2]
    told = [measures.efficiency for _, measures in series]
    assert told[:2] == [0, pytest.approx(1 / 3)]
    assert told[2] > told[3]
    change = change_between("abc", ties, start=days[0], end=days[1])
    assert (change.efficiency_gained, change.share_gained) == (pytest.approx(1 / 3), 0)


def test_tells_what_bridges_bring() -> None:
    ties = [
        Tie("a", "b", TieKind.PROJECT, on=DAY),
        Tie("b", "c", TieKind.HAPPENED, on=DAY),
        Tie("a", "c", TieKind.ACCEPTED, on=DAY),
    ]
    change = change_by("abc", ties, at=DAY)
    assert change.before.efficiency == pytest.approx(0.7 / 3)
    assert (change.before.tied, change.after.tied) == (1, 3)
    assert change.share_gained == pytest.approx(
        change.after.efficiency / change.before.efficiency - 1
    )
