"""A tie fades when nothing renews it, and ties of a pair add up without ever passing 1."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entrelieux.core.bridging.strength import (
    FADING,
    STILL_GOING,
    Fading,
    OutOfRange,
    RepeatedPlace,
    Tie,
    TieKind,
    TieToItself,
    UnknownPlace,
    held,
    network_of,
    network_of_pairs,
)

DAY = date(2026, 3, 1)
KINDS = st.sampled_from(TieKind)
DAYS = st.integers(0, 5000).map(timedelta)


def strength(*ties: Tie, at: date = DAY) -> float:
    network = network_of("ab", ties, at=at)
    return float(network.strengths[0, 1])


@pytest.mark.parametrize("kind", TieKind)
def test_loses_half_its_weight_in_a_half_life(kind: TieKind) -> None:
    tie = Tie("a", "b", kind, on=DAY)
    rule = FADING[kind]
    assert held(tie, DAY) == pytest.approx(rule.weight)
    assert held(tie, DAY + timedelta(rule.half_life_days)) == pytest.approx(rule.weight / 2)


def test_is_nothing_before_it_begins() -> None:
    assert held(Tie("a", "b", TieKind.HAPPENED, on=DAY), DAY - timedelta(1)) == 0


def test_what_lasts_fades_only_from_its_end() -> None:
    project = Tie("a", "b", TieKind.PROJECT, on=DAY, until=DAY + timedelta(400))
    assert held(project, DAY + timedelta(400)) == 0.7
    assert held(project, DAY + timedelta(400 + 730)) == pytest.approx(0.35)
    going = Tie("a", "b", TieKind.RECOGNITION, on=DAY, until=STILL_GOING)
    assert held(going, DAY + timedelta(5000)) == 0.5


def test_members_count_one_by_one() -> None:
    two = Tie("a", "b", TieKind.MEMBERS, on=DAY, count=2)
    one = Tie("a", "b", TieKind.MEMBERS, on=DAY)
    assert strength(two) == pytest.approx(0.36) == strength(one, one)


def test_a_network_may_have_its_own_rules() -> None:
    rules = {**FADING, TieKind.EVENT: Fading(weight=0.8, half_life_days=10)}
    tie = Tie("a", "b", TieKind.EVENT, on=DAY)
    network = network_of("ab", [tie], at=DAY + timedelta(10), fading=rules)
    assert network.strengths[0, 1] == pytest.approx(0.4)


def test_forgets_what_hardly_holds() -> None:
    old = Tie("a", "b", TieKind.ACCEPTED, on=DAY - timedelta(180 * 4))
    assert held(old, DAY) == pytest.approx(0.5 / 16)
    assert network_of("ab", [old], at=DAY).strengths.nnz == 0


@given(st.lists(st.builds(Tie, st.just("a"), st.just("b"), KINDS, on=st.just(DAY)), max_size=6))
def test_more_ties_are_never_weaker_and_never_over_one(ties: list[Tie]) -> None:
    grown = [strength(*ties[:count]) for count in range(len(ties) + 1)]
    assert grown == sorted(grown)
    assert grown[-1] <= 1
    turned = [Tie("b", "a", tie.kind, on=tie.on) for tie in reversed(ties)]
    assert strength(*turned) == pytest.approx(grown[-1])


@given(KINDS, DAYS, DAYS)
def test_time_only_weakens(kind: TieKind, one: timedelta, other: timedelta) -> None:
    tie = Tie("a", "b", kind, on=DAY)
    sooner, later = sorted((one, other))
    assert held(tie, DAY + sooner) >= held(tie, DAY + later) >= 0


def test_refuses_what_means_nothing() -> None:
    with pytest.raises(TieToItself, match="tied to itself"):
        Tie("a", "a", TieKind.EVENT, on=DAY)
    with pytest.raises(OutOfRange, match="Give 1 or more"):
        Tie("a", "b", TieKind.EVENT, on=DAY, count=0)
    with pytest.raises(OutOfRange):
        Fading(weight=1.5, half_life_days=10)
    with pytest.raises(OutOfRange):
        Fading(weight=0.5, half_life_days=0)
    with pytest.raises(UnknownPlace, match="“z” is not one of the network’s places"):
        network_of("ab", [Tie("a", "z", TieKind.EVENT, on=DAY)], at=DAY)
    with pytest.raises(RepeatedPlace):
        network_of_pairs("aab", {})
    with pytest.raises(OutOfRange):
        network_of_pairs("ab", {("a", "b"): 1.2})
