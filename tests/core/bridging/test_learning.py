"""A network's lessons move weights a little, in the open, and can be forgotten."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entrelieux.core.bridging.explaining.reasons import GROUPS
from entrelieux.core.bridging.learning import BOUND, Feedback, Lesson, changes, relearned
from entrelieux.core.bridging.weights import load_weights

WEIGHTS = load_weights(with_meaning=False)
PARTS = {"hinted": 2.0, "words": 1.0, "near": -0.5}


def factors(*told: Feedback) -> dict[str, float]:
    return {change.reason: change.factor for change in changes(told)}


def test_without_lessons_nothing_changes():
    assert changes([]) == ()
    assert relearned(WEIGHTS, factors()) == WEIGHTS


def test_an_acceptance_speaks_for_what_carried_it_by_its_share():
    (first, second) = changes([Feedback(Lesson.ACCEPTED, PARTS)])
    assert (first.reason, second.reason) == ("hinted", "words")
    assert (first.answers, second.answers) == (1, 1)
    assert first.for_it == 2 * second.for_it
    assert first.factor > second.factor > 1


def test_what_was_not_it_speaks_against_what_carried_it():
    assert factors(Feedback(Lesson.NOT_IT, PARTS))["hinted"] < 1


def test_too_far_makes_distance_count_more_and_blames_nothing_else():
    told = factors(Feedback(Lesson.TOO_FAR, PARTS))
    assert told["near"] > 1
    assert set(told) == {"near", "stays"}


def test_no_answer_teaches_nothing():
    assert changes([Feedback(Lesson.NO_ANSWER, PARTS)]) == ()


def test_as_many_for_as_against_leave_a_weight_as_it_was():
    told = factors(Feedback(Lesson.ACCEPTED, PARTS), Feedback(Lesson.NOT_IT, PARTS))
    assert told["hinted"] == 1


def test_all_the_features_of_a_reason_follow_it_and_no_other_does():
    after = relearned(WEIGHTS, {"hinted": 1.2, "near": 0.9})
    moved = {
        name: after.by_feature[name] / weight
        for name, weight in WEIGHTS.by_feature.items()
        if after.by_feature[name] != weight
    }
    assert moved == pytest.approx({"hinted": 1.2, "hinted_share": 1.2, "near": 0.9, "roams": 0.9})


@given(
    st.lists(
        st.builds(
            Feedback,
            st.sampled_from(list(Lesson)),
            st.dictionaries(st.sampled_from(list(GROUPS)), st.floats(-5, 5)),
        ),
        max_size=60,
    )
)
def test_no_lesson_moves_a_weight_beyond_its_bound_or_to_the_other_side(told):
    after = relearned(WEIGHTS, factors(*told))
    for name, weight in WEIGHTS.by_feature.items():
        assert abs(weight) / BOUND <= abs(after.by_feature[name]) <= abs(weight) * BOUND
        assert after.by_feature[name] * weight >= 0
    assert (after.constant, after.threshold) == (WEIGHTS.constant, WEIGHTS.threshold)
