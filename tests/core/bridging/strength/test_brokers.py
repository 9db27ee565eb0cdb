"""Who stands between the others, and what the others lose when a place closes."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given

from entrelieux.core.bridging.strength import (
    Network,
    UnknownPlace,
    betweenness,
    brokers,
    closing_of,
    closings,
    constraint,
    efficiency,
    network_of_pairs,
)
from tests.core.bridging.strength.graphs import chain, complete, karate, networks, star

# As networkx 3.6 computes them.
KARATE_BETWEENNESS = {"0": 0.437635, "33": 0.304075, "32": 0.145247, "2": 0.143657, "31": 0.138276}
KARATE_CONSTRAINT = {"0": 0.155423, "33": 0.156419, "32": 0.249223, "8": 0.303601, "11": 1.0}


def test_finds_the_brokers_of_the_karate_club() -> None:
    found = {broker.key: broker.between for broker in brokers(karate(), limit=5)}
    assert found == pytest.approx(KARATE_BETWEENNESS, abs=5e-7)
    assert list(found) == list(KARATE_BETWEENNESS)
    network = karate()
    held_back = constraint(network)
    assert {key: held_back[network.rank(key)] for key in KARATE_CONSTRAINT} == pytest.approx(
        KARATE_CONSTRAINT, abs=5e-7
    )


def test_the_middle_of_a_star_is_on_every_way() -> None:
    (centre,) = brokers(star(*"cabd"))
    assert (centre.key, centre.between, centre.neighbours) == ("c", 1, 3)
    assert centre.constraint == pytest.approx(1 / 3)
    assert brokers(complete(*"abcd")) == ()


def test_equal_ways_share() -> None:
    square = {("a", "b"): 1.0, ("b", "c"): 1.0, ("c", "d"): 1.0, ("a", "d"): 1.0}
    assert betweenness(network_of_pairs("abcd", square)) == pytest.approx([1 / 6] * 4)


def test_a_faded_tie_turns_people_to_another_way() -> None:
    pairs = {("a", "b"): 0.4, ("b", "c"): 0.4, ("a", "d"): 1.0, ("d", "c"): 1.0}
    found = {broker.key: broker.between for broker in brokers(network_of_pairs("abcd", pairs))}
    assert found == pytest.approx({"d": 1 / 3, "a": 1 / 6, "c": 1 / 6})


def test_a_lone_place_has_no_constraint() -> None:
    assert np.isnan(constraint(network_of_pairs("abc", {("a", "b"): 1.0}))).tolist() == [
        False,
        False,
        True,
    ]


@given(networks(fewest=3, most=8))
def test_betweenness_counts_every_shortest_way(network: Network) -> None:
    size = len(network)
    steps = network.distances()
    ways = _ways(network)
    expected = np.zeros(size)
    for source, place, target in permutations(range(size), 3):
        passes = steps[source, place] + steps[place, target]
        if np.isfinite(passes) and abs(passes - steps[source, target]) <= 1e-9:
            share = ways[source, place] * ways[place, target] / ways[source, target]
            expected[place] += share / ((size - 1) * (size - 2))
    assert betweenness(network) == pytest.approx(expected)


def _ways(network: Network) -> np.ndarray:
    """The numbers of shortest ways, nearest pairs first."""
    steps, lengths = network.distances(), network.lengths.toarray()
    ways = np.eye(len(network))
    for source, target in sorted(np.ndindex(steps.shape), key=lambda pair: steps[pair]):
        if source != target and np.isfinite(steps[source, target]):
            ways[source, target] = sum(
                ways[source, before]
                for before in np.flatnonzero(lengths[:, target])
                if abs(steps[source, before] + lengths[before, target] - steps[source, target])
                <= 1e-9
            )
    return ways


def test_closing_the_middle_cuts_a_chain() -> None:
    closing = closing_of(chain(*"abcde"), "b")
    assert closing.cut_off == ("a",)
    assert closing.before == pytest.approx((2 + 2 / 2 + 1 / 3 + 1 / 4) / 6)
    assert closing.after == pytest.approx((2 + 1 / 2) / 6)
    assert 0 < closing.lost < 1


def test_the_worst_closing_comes_first() -> None:
    found = closings(karate(), limit=4)
    assert [closing.key for closing in found] == ["0", "33", "2", "32"]
    assert set(found[0].cut_off) == {"4", "5", "6", "10", "11", "16"}
    assert closings(complete(*"abcd")) == ()
    with pytest.raises(UnknownPlace):
        closing_of(karate(), "99")


def test_two_places_and_a_lone_one_lose_nothing_of_what_they_had_not() -> None:
    closing = closing_of(network_of_pairs("abc", {("a", "b"): 1.0}), "c")
    assert (closing.lost, closing.cut_off) == (0, ())
    assert closing_of(network_of_pairs("ab", {("a", "b"): 1.0}), "a").lost == 0


@given(networks(fewest=3))
def test_closing_leaves_the_rest_as_a_network_of_its_own(network: Network) -> None:
    for key in network.keys:
        closing = closing_of(network, key)
        assert closing.after == pytest.approx(efficiency(network.without(key)))
        assert closing.after <= closing.before + 1e-12
