"""Pairs that would gain from meeting, each with its reasons."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entrelieux.core.bridging.answers import Answers
from entrelieux.core.bridging.pairing import (
    Profile,
    Why,
    acquaintances,
    pairs,
    partners,
    strangers,
)
from entrelieux.core.words import load_core

ANSWERS = Answers(load_core())
SEWING, LASER, CHOIR = "machines:sewing-machine", "machines:laser-cutter", "usages:choir-practice"


def profile(name: str, *, lat: float = 45.5, **fields) -> Profile:
    sets = {key: frozenset(value) for key, value in fields.items() if isinstance(value, set)}
    return Profile(name, lat, 3.2, **{**fields, **sets})


def paired(*profiles: Profile, max_km: float = 50.0):
    return pairs(profiles, ANSWERS, max_km=max_km)


def test_what_one_lacks_and_the_other_has():
    (pair,) = paired(profile("a", seeks={LASER}), profile("b", has={LASER}))
    assert [(one.why, one.asked, one.given) for one in pair.reasons] == [
        (Why.COMPLEMENT, LASER, LASER)
    ]


def test_a_process_that_is_sought_is_answered_by_the_machine_that_does_it():
    (pair,) = paired(profile("a", seeks={"processes:laser-cutting"}), profile("b", has={LASER}))
    assert pair.reasons[0].given == LASER


def test_the_same_question_and_what_both_do():
    (pair,) = paired(
        profile("a", seeks={LASER}, does={CHOIR}), profile("b", seeks={LASER}, does={CHOIR})
    )
    assert [one.why for one in pair.reasons] == [Why.SAME_QUESTION, Why.SHARED]


def test_those_too_far_or_unwilling_are_not_paired():
    seeking = profile("a", seeks={LASER})
    assert paired(seeking, profile("b", has={LASER}, lat=48.0)) == ()
    assert paired(seeking, profile("b", has={LASER}, willing=False)) == ()


def test_people_of_one_discipline_meet_without_help():
    agronomist = profile("a", does={CHOIR}, disciplines={"disciplines:agronomy"})
    other = profile("b", does={CHOIR}, disciplines={"disciplines:agronomy"})
    architect = profile("c", does={CHOIR}, disciplines={"disciplines:architecture"})
    found = paired(agronomist, other, architect)
    assert [(pair.first, pair.second) for pair in found] == [("a", "c"), ("b", "c")]


def test_what_everybody_does_says_less_than_what_two_do():
    many = [profile(f"z{rank}", does={CHOIR}) for rank in range(8)]
    rare = [profile("a", does={CHOIR, SEWING}), profile("b", does={CHOIR, SEWING})]
    assert (paired(*many, *rare)[0].first, paired(*many, *rare)[0].second) == ("a", "b")


def test_those_who_have_met_are_strangers_no_more():
    people = [profile("a", does={CHOIR}), profile("b", does={CHOIR})]
    assert strangers(paired(*people), acquaintances(people)) == ()


@given(
    st.lists(
        st.tuples(*[st.sets(st.sampled_from([SEWING, LASER, CHOIR]))] * 3), min_size=2, max_size=8
    )
)
def test_the_points_of_the_reasons_sum_to_the_score_and_each_pair_is_told_once(told):
    profiles = [
        profile(f"p{rank}", does=does, has=has, seeks=seeks)
        for rank, (does, has, seeks) in enumerate(told)
    ]
    found = paired(*profiles)
    for pair in found:
        assert pair.score == pytest.approx(sum(one.points for one in pair.reasons))
        assert pair.first < pair.second
    assert len({(pair.first, pair.second) for pair in found}) == len(found)
    # The same as each one against all the others, which builds every pair.
    one_by_one = {
        (pair.first, pair.second): pair.score
        for one in profiles
        for pair in partners(one, profiles, ANSWERS, max_km=50.0)
    }
    assert {(pair.first, pair.second): pair.score for pair in found} == one_by_one or len(
        found
    ) == 20


def test_without_a_position_how_far_is_not_known_and_excludes_nobody():
    (pair,) = paired(profile("a", seeks={LASER}), Profile("b", None, None, has=frozenset({LASER})))
    assert pair.km is None
    assert (pair.reasons[0].seeker, pair.other("a")) == ("a", "b")
