"""What a network learns from what became of its suggestions: bounded, visible, undone at will.

Each feature's weight is multiplied by a factor, 1 without lessons, never beyond `bound` nor under
1 / `bound`. An acceptance or a success speaks for the features that carried the suggestion, each by
its share of the points; a refusal speaks against them when the thing was not what was needed, and
otherwise for the condition that it names: « trop loin » makes distance count more. Opinions are
weighed against `PRIOR` silent ones, so that a few voices move little:

    factor = bound ** (net / (voices + PRIOR)),  net between -voices and +voices
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from entrelieux.core.bridging.weights import Weights

BOUND = 1.5
PRIOR = 20.0


class Lesson(StrEnum):
    """What became of a suggestion, in the words of who received it."""

    ACCEPTED = "accepted"
    HAPPENED = "happened"
    NOT_IT = "not_it"
    TOO_FAR = "too_far"
    WRONG_TIME = "wrong_time"
    TOO_DEAR = "too_dear"
    NOT_FOR_ME = "not_for_me"
    NO_ANSWER = "no_answer"


# A refusal that names a condition makes it count more.
_NAMES: Mapping[Lesson, tuple[str, ...]] = {
    Lesson.TOO_FAR: ("near", "stays"),
    Lesson.WRONG_TIME: ("in_time",),
    Lesson.TOO_DEAR: ("in_return",),
    Lesson.NOT_FOR_ME: ("reserved", "members"),
}
_CARRIED: Mapping[Lesson, float] = {
    Lesson.ACCEPTED: 1.0,
    Lesson.HAPPENED: 1.0,
    Lesson.NOT_IT: -1.0,
}


@dataclass(frozen=True, slots=True)
class Feedback:
    """A lesson, and the points by feature of the suggestion that it is about."""

    lesson: Lesson
    parts: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Change:
    """One line of what was learned: `voices` for it and against it, and the factor."""

    feature: str
    for_it: float
    against_it: float
    factor: float


def changes(told: Iterable[Feedback], *, bound: float = BOUND) -> tuple[Change, ...]:
    """What was learned, the strongest first; nothing when nothing was told."""
    for_it: dict[str, float] = defaultdict(float)
    against_it: dict[str, float] = defaultdict(float)
    for feedback in told:
        for feature, voice in _voices(feedback):
            (for_it if voice > 0 else against_it)[feature] += abs(voice)
    found = (
        Change(name, for_it[name], against_it[name], _factor(for_it[name], against_it[name], bound))
        for name in sorted({*for_it, *against_it})
    )
    return tuple(sorted(found, key=lambda one: -abs(one.factor - 1)))


def relearned(weights: Weights, learned: Iterable[Change]) -> Weights:
    """The weights of a network after its lessons; the same ones without any."""
    factors = {change.feature: change.factor for change in learned}
    told = {name: weight * factors.get(name, 1.0) for name, weight in weights.by_feature.items()}
    return replace(weights, by_feature=told)


def _voices(feedback: Feedback) -> Iterable[tuple[str, float]]:
    """Each feature that a lesson speaks of, and how loudly, for it or against it."""
    for feature in _NAMES.get(feedback.lesson, ()):
        yield feature, 1.0
    direction = _CARRIED.get(feedback.lesson, 0.0)
    carried = {name: points for name, points in feedback.parts.items() if points > 0}
    total = sum(carried.values())
    if direction and total:
        for name, points in carried.items():
            yield name, direction * points / total


def _factor(for_it: float, against_it: float, bound: float) -> float:
    return float(bound ** ((for_it - against_it) / (for_it + against_it + PRIOR)))
