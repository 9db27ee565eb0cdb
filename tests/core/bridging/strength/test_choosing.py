"""The next bridges: exact gains, plain greedy’s choice, and nobody over capacity."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from entrelieux.core.bridging.strength import (
    CandidatePair,
    Network,
    NextBridge,
    OutOfRange,
    TieToItself,
    UnknownPlace,
    efficiency,
    network_of_pairs,
    next_bridges,
)
from entrelieux.core.bridging.strength.bounds import most, rise
from entrelieux.core.bridging.strength.gains import connect, gain_of, shortened
from entrelieux.core.bridging.strength.ties import together
from tests.core.bridging.strength.graphs import chain, networks


def strengths_of(network: Network) -> dict[tuple[str, str], float]:
    left, right, strengths = network.pairs
    return {
        (network.keys[one], network.keys[two]): float(held)
        for one, two, held in zip(left, right, strengths, strict=True)
    }


def with_bridge(network: Network, pair: CandidatePair) -> Network:
    """The network that has the bridge too, built anew."""
    strengths = strengths_of(network)
    ends = ends_of(pair)
    strengths[ends] = together(strengths.get(ends, 0.0), pair.strength)
    return network_of_pairs(network.keys, strengths)


def free_pairs(
    candidates: list[CandidatePair], chosen: Sequence[NextBridge], room: dict[str, int]
) -> list[CandidatePair]:
    used = Counter(end for bridge in chosen for end in ends_of(bridge.pair))
    done = {ends_of(bridge.pair) for bridge in chosen}
    return [
        pair
        for pair in candidates
        if ends_of(pair) not in done and all(used[end] < room.get(end, 2) for end in ends_of(pair))
    ]


def ends_of(pair: CandidatePair) -> tuple[str, str]:
    return min(pair.left, pair.right), max(pair.left, pair.right)


@st.composite
def candidate_pairs(draw: st.DrawFn, network: Network) -> list[CandidatePair]:
    share = st.sampled_from([1.0, 0.5, 0.3])
    ends = st.sampled_from(list(combinations(network.keys, 2)))
    one = st.builds(
        lambda ends, strength, likelihood: CandidatePair(*ends, (), strength, likelihood),
        ends,
        share,
        share,
    )
    return draw(st.lists(one, max_size=10))


@given(networks(), st.data())
def test_a_gain_is_what_measuring_anew_finds(network: Network, data: st.DataObject) -> None:
    u, v = data.draw(st.sampled_from(list(combinations(range(len(network)), 2))))
    distances = network.distances()
    length = 1 / together(float(network.strengths[u, v]), 0.5)
    change = shortened(distances, u, v, length)
    pair = CandidatePair(network.keys[u], network.keys[v], strength=0.5)
    anew = with_bridge(network, pair)
    bound = most(distances, np.array([u]), np.array([v]), np.array([length]))[0]
    pairs = len(network) * (len(network) - 1) / 2
    assert change.gain / pairs == pytest.approx(efficiency(anew) - efficiency(network), abs=1e-12)
    with np.errstate(divide="ignore"):
        nearness = 1 / distances
    assert gain_of(distances, nearness, u, v, length) == pytest.approx(change.gain, abs=1e-12)
    assert bound >= change.gain - 1e-9
    connect(distances, change)
    assert distances == pytest.approx(anew.distances())


@given(networks(), st.data())
def test_no_gain_grows_by_more_than_its_bound(network: Network, data: st.DataObject) -> None:
    pairs = st.sampled_from(list(combinations(range(len(network)), 2)))
    (u, v), (x, y) = data.draw(pairs), data.draw(pairs)
    before = network.distances()
    after = before.copy()
    connect(after, shortened(before, x, y, 1.5))
    grown = shortened(after, u, v, 2.0).gain - shortened(before, u, v, 2.0).gain
    bound = rise(before, after, np.array([u]), np.array([v]), np.array([2.0]))[0]
    assert bound >= grown - 1e-9


@given(networks(), st.data())
def test_lazy_greedy_chooses_like_plain_greedy(network: Network, data: st.DataObject) -> None:
    candidates = data.draw(candidate_pairs(network))
    room = data.draw(st.dictionaries(st.sampled_from(network.keys), st.integers(0, 3)))
    chosen = next_bridges(network, candidates, count=4, capacities=room)
    for made in range(len(chosen)):
        free = free_pairs(candidates, chosen[:made], room)
        bridge = chosen[made]
        before = efficiency(network)
        values = [
            pair.likelihood * (efficiency(with_bridge(network, pair)) - before) for pair in free
        ]
        assert bridge.pair in free
        assert bridge.pair.likelihood * bridge.gain == pytest.approx(max(values), abs=1e-12)
        network = with_bridge(network, bridge.pair)
        assert bridge.efficiency == pytest.approx(efficiency(network))
    if len(chosen) < 4:
        left = free_pairs(candidates, chosen, room)
        gains = [efficiency(with_bridge(network, pair)) - efficiency(network) for pair in left]
        assert max(gains, default=0) == pytest.approx(0, abs=1e-9)


def test_links_the_two_ends_of_a_chain_and_says_what_changes() -> None:
    (bridge,) = next_bridges(
        chain(*"abcdef"), [CandidatePair("a", "b"), CandidatePair("f", "a", ("same press",))]
    )
    assert bridge.pair.reasons == ("same press",)
    assert (bridge.steps_before, bridge.steps_after, bridge.joins) == (5, 1, False)
    assert bridge.nearer == 3
    assert bridge.efficiency == pytest.approx((6 + 6 / 2 + 3 / 3) / 15)


def test_joins_what_nothing_linked() -> None:
    network = network_of_pairs("abcd", {("a", "b"): 1.0, ("c", "d"): 1.0})
    (bridge,) = next_bridges(network, [CandidatePair("b", "c")])
    assert bridge.joins
    assert math.isinf(bridge.steps_before)
    assert bridge.nearer == 4


def test_renews_a_tie_that_faded() -> None:
    (bridge,) = next_bridges(
        chain("a", "b", strength=0.25), [CandidatePair("a", "b", strength=0.5)]
    )
    assert (bridge.steps_before, bridge.steps_after) == (4, pytest.approx(1 / 0.625))


def test_a_likely_bridge_passes_before_a_better_one_that_is_not() -> None:
    far = CandidatePair("a", "f", likelihood=0.1)
    near = CandidatePair("a", "c", likelihood=0.9)
    assert [bridge.pair for bridge in next_bridges(chain(*"abcdef"), [far, near])] == [near, far]


def test_equal_pairs_come_in_the_given_order() -> None:
    pairs = [CandidatePair("b", "c"), CandidatePair("a", "d"), CandidatePair("a", "c")]
    network = network_of_pairs("abcd", {("a", "b"): 1.0, ("c", "d"): 1.0})
    assert next_bridges(network, pairs, count=1)[0].pair == pairs[0]
    assert next_bridges(network, pairs[1:], count=1)[0].pair == pairs[1]


def test_no_place_is_asked_for_more_than_it_can() -> None:
    keys = [f"{at:02d}" for at in range(20)]
    network = chain(*keys)
    candidates = [CandidatePair(*ends) for ends in combinations(keys, 2)]
    asked = Counter(
        end
        for bridge in next_bridges(network, candidates, capacities={"00": 0, "19": 1})
        for end in (bridge.pair.left, bridge.pair.right)
    )
    assert "00" not in asked
    assert asked["19"] == 1
    assert max(asked.values()) == 2


def test_nothing_to_choose_from_is_an_answer() -> None:
    assert next_bridges(chain("a", "b"), []) == ()
    assert next_bridges(chain("a", "b"), [CandidatePair("a", "b")]) == ()
    assert next_bridges(chain(*"abcd"), [CandidatePair("a", "d")], count=0) == ()


def test_refuses_what_means_nothing() -> None:
    with pytest.raises(TieToItself):
        CandidatePair("a", "a")
    with pytest.raises(OutOfRange, match="A likelihood is 0"):
        CandidatePair("a", "b", likelihood=0)
    with pytest.raises(UnknownPlace):
        next_bridges(chain("a", "b"), [CandidatePair("a", "z")])
    with pytest.raises(OutOfRange, match=r"The capacity of “a” is -1\. Give 0 or more"):
        next_bridges(chain("a", "b"), [CandidatePair("a", "b")], capacities={"a": -1})
