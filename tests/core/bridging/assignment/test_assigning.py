"""No host is flooded, no offer forgotten, and as much is reached as can be."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entrelieux.core.bridging.assignment import (
    Assignment,
    HostUnknown,
    MeaninglessNumber,
    RepeatedCandidate,
    assign,
    candidates_of,
    reciprocal,
    showing_cost,
    showings,
)
from tests.core.bridging.assignment.cases import Case, best_total, cases, most_shown

SOLVED = 1e-6  # what the solver of the reference leaves unsolved
HOSTS = {"laser": "atelier", "press": "atelier", "saw": "fabrique"}


def total_of(case: Case, assignment: Assignment) -> float:
    score = {(need, offer): score for need, offer, score in case.rows}
    return sum(score[pair] for pair in assignment.pairs())


@settings(deadline=None)
@given(cases(), st.booleans())
def test_no_host_gets_more_than_it_accepts_and_no_need_more_than_it_can_read(
    case: Case, showing: bool
) -> None:
    pairs = assign(case.candidates(), case.capacities, places=case.places, showing=showing).pairs()
    loads = Counter(case.host_of[offer] for _, offer in pairs)
    assert all(load <= case.capacities[host] for host, load in loads.items())
    assert all(count <= case.places for count in Counter(need for need, _ in pairs).values())
    assert len(set(pairs)) == len(pairs)
    assert set(pairs) <= {(need, offer) for need, offer, _ in case.rows}


@settings(deadline=None)
@given(cases())
def test_as_many_offers_are_shown_as_can_be(case: Case) -> None:
    assignment = assign(case.candidates(), case.capacities, places=case.places)
    shown = {offer for _, offer in assignment.pairs()}
    assert len(shown) >= most_shown(assignment) == assignment.floors.sum()
    floors = {assignment.candidates.offers[rank] for rank in np.flatnonzero(assignment.floors)}
    assert floors <= shown


@settings(deadline=None)
@given(cases(), st.booleans())
def test_reaches_the_optimum_and_its_bound_is_one(case: Case, showing: bool) -> None:
    assignment = assign(case.candidates(), case.capacities, places=case.places, showing=showing)
    best = best_total(assignment, assignment.floors)
    assert assignment.total == pytest.approx(total_of(case, assignment))
    assert best * 0.98 - SOLVED <= assignment.total <= best + SOLVED
    assert assignment.bound >= best - SOLVED
    assert assignment.total >= assignment.reached * best - 1e-9


@settings(deadline=None)
@given(cases())
def test_what_showing_costs_is_never_told_too_low(case: Case) -> None:
    assignment = assign(case.candidates(), case.capacities, places=case.places)
    free = best_total(assignment, np.zeros_like(assignment.floors))
    assert assignment.total + showing_cost(assignment) >= free - 1e-9


@settings(deadline=None)
@given(cases(), st.randoms())
def test_the_order_of_the_rows_changes_nothing(case: Case, dice: random.Random) -> None:
    mixed = list(case.rows)
    dice.shuffle(mixed)
    again = replace(case, rows=tuple(mixed))
    one, other = (
        assign(each.candidates(), each.capacities, places=case.places) for each in (case, again)
    )
    assert one.pairs() == other.pairs()
    assert one.bound == other.bound


@settings(deadline=None)
@given(cases(), st.floats(0, 1))
def test_no_match_is_an_answer(case: Case, threshold: float) -> None:
    assignment = assign(case.candidates(threshold), case.capacities, places=case.places)
    score = {(need, offer): score for need, offer, score in case.rows}
    assert all(score[pair] >= threshold for pair in assignment.pairs())
    assert {need for need, _, _ in case.rows} == set(assignment.candidates.needs)


def test_at_a_few_thousand_the_prices_meet_the_optimum() -> None:
    dice = np.random.default_rng(4)
    needs, offers, hosts = 3000, 900, 300
    need = np.repeat(np.arange(needs), 12)
    offer = np.minimum(dice.pareto(1.5, len(need)) * 90, offers - 1).astype(int)
    first = np.unique(need * offers + offer)
    rows = [(f"n{row // offers:04d}", f"o{row % offers:04d}") for row in first]
    candidates = candidates_of(
        [need for need, _ in rows],
        [offer for _, offer in rows],
        dice.beta(2, 2, len(rows)),
        host_of={f"o{at:04d}": f"h{at % hosts:03d}" for at in range(offers)},
        threshold=0.3,
    )
    capacities = {f"h{at:03d}": 3 + at % 9 for at in range(hosts)}
    assignment = assign(candidates, capacities)
    assert assignment.reached > 0.999
    load = np.bincount(candidates.host[assignment.chosen], minlength=hosts)
    assert (load <= assignment.capacities).all()
    shown = np.bincount(candidates.offer[assignment.chosen], minlength=offers)
    assert (shown >= assignment.floors).all()
    cost = assign(candidates, capacities, showing=False).total - assignment.total
    assert cost > 10
    assert sum(one.cost for one in showings(assignment)) == pytest.approx(cost, rel=0.1)
    assert cost <= showing_cost(assignment) < 1.2 * cost


def test_a_crowded_host_sends_those_who_lose_least_elsewhere() -> None:
    candidates = candidates_of(
        ["ana", "ana", "ben", "ben"],
        ["laser", "saw", "laser", "saw"],
        [0.9, 0.8, 0.7, 0.2],
        host_of={"laser": "atelier", "saw": "fabrique"},
    )
    assignment = assign(candidates, {"atelier": 1, "fabrique": 1})
    assert assignment.pairs() == (("ana", "saw"), ("ben", "laser"))
    assert assignment.reached == pytest.approx(1)


def test_a_forgotten_offer_is_shown_to_who_loses_least() -> None:
    rows = [
        ("ana", "laser", 0.9),
        ("ana", "press", 0.4),
        ("ben", "laser", 0.9),
        ("ben", "press", 0.7),
    ]
    needs, offers, scores = zip(*rows, strict=True)
    candidates = candidates_of(needs, offers, scores, host_of=HOSTS)
    kept = assign(candidates, {"atelier": 2})
    assert kept.pairs() == (("ana", "laser"), ("ben", "press"))
    free = assign(candidates, {"atelier": 2}, showing=False)
    assert free.pairs() == (("ana", "laser"), ("ben", "laser"))
    assert free.floors.sum() == 0


def test_a_host_of_whom_nothing_is_said_gets_five() -> None:
    needs = [f"n{at}" for at in range(9)]
    candidates = candidates_of(needs, ["laser"] * 9, [0.5] * 9, host_of=HOSTS)
    assert len(assign(candidates, {}).pairs()) == 5
    assert assign(candidates, {"atelier": 0}).pairs() == ()


def test_nothing_to_assign_is_an_answer() -> None:
    assignment = assign(candidates_of([], [], [], host_of=HOSTS), {"atelier": 1})
    assert (assignment.pairs(), assignment.total, assignment.reached) == ((), 0, 1)


def test_the_harmonic_mean_keeps_to_the_less_willing_side() -> None:
    assert reciprocal([0.8, 1.0, 0.5], [0.8, 0.0, 0.25]) == pytest.approx([0.8, 0, 1 / 3])


@given(st.floats(0, 1), st.floats(0, 1))
def test_the_harmonic_mean_is_between_the_least_and_twice_the_least(a: float, b: float) -> None:
    (mean,) = reciprocal([a], [b])
    assert min(a, b) - 1e-12 <= mean <= min(max(a, b), 2 * min(a, b)) + 1e-12
    assert reciprocal([b], [a])[0] == mean


def test_refuses_what_means_nothing() -> None:
    with pytest.raises(HostUnknown, match="Nothing says who hosts the offer “kiln”"):
        candidates_of(["ana"], ["kiln"], [0.5], host_of=HOSTS)
    with pytest.raises(RepeatedCandidate, match="“saw” is given twice for “ana”"):
        candidates_of(["ana", "ana"], ["saw", "saw"], [0.5, 0.6], host_of=HOSTS)
    for score in (-0.1, float("nan"), float("inf")):
        with pytest.raises(MeaninglessNumber, match="A score is"):
            candidates_of(["ana"], ["saw"], [score], host_of=HOSTS)
    candidates = candidates_of(["ana"], ["saw"], [0.5], host_of=HOSTS)
    with pytest.raises(MeaninglessNumber, match="The capacity of “fabrique” is -1"):
        assign(candidates, {"fabrique": -1})
    with pytest.raises(MeaninglessNumber, match="The number of places"):
        assign(candidates, {}, places=0)
