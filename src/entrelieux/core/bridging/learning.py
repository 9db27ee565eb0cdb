"""What a network learns from what became of its suggestions: bounded, visible, undone at will.

Learned by reason, as reasons are shown, for all the features that a reason tells of. Their weights
are multiplied by a factor, 1 without lessons, never beyond `bound` nor under 1 / `bound`. An
acceptance or a success speaks for the reasons that carried the suggestion, each by its share of the
points; a refusal speaks against them when the thing was not what was needed, and otherwise for the
condition that it names: « trop loin » makes distance count more. Opinions are weighed against
`PRIOR` silent ones, so that a few voices move little:

    factor = bound ** (net / (voices + PRIOR)),  net between -voices and +voices
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from entrelieux.core.bridging.explaining.reasons import GROUPS
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


# A refusal that names a condition makes its reasons count more.
_NAMES: Mapping[Lesson, tuple[str, ...]] = {
    Lesson.TOO_FAR: ("near", "stays"),
    Lesson.WRONG_TIME: ("time",),
    Lesson.TOO_DEAR: ("terms",),
    Lesson.NOT_FOR_ME: ("reserved", "access"),
}
_CARRIED: Mapping[Lesson, float] = {
    Lesson.ACCEPTED: 1.0,
    Lesson.HAPPENED: 1.0,
    Lesson.NOT_IT: -1.0,
}


@dataclass(frozen=True, slots=True)
class Feedback:
    """A lesson, and the points by reason (a key of `GROUPS`) of the suggestion it is about."""

    lesson: Lesson
    parts: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Change:
    """One line of what was learned: voices for a reason and against it, the factor that they
    make, and how many answers they come from."""

    reason: str
    for_it: float
    against_it: float
    factor: float
    answers: int


def changes(told: Iterable[Feedback], *, bound: float = BOUND) -> tuple[Change, ...]:
    """What was learned, the strongest first; nothing when nothing was told."""
    for_it: dict[str, float] = defaultdict(float)
    against_it: dict[str, float] = defaultdict(float)
    answers: Counter[str] = Counter()
    for feedback in told:
        for reason, voice in _voices(feedback):
            (for_it if voice > 0 else against_it)[reason] += abs(voice)
            answers[reason] += 1
    found = (
        Change(
            reason=name,
            for_it=for_it[name],
            against_it=against_it[name],
            factor=_factor(for_it[name], against_it[name], bound),
            answers=answers[name],
        )
        for name in sorted(answers)
    )
    return tuple(sorted(found, key=lambda one: -abs(one.factor - 1)))


def relearned(weights: Weights, factors: Mapping[str, float]) -> Weights:
    """The weights of a network after its lessons: `factors` by reason, 1 where there is none."""
    by_feature = {
        feature: factors[reason]
        for reason, features in GROUPS.items()
        if reason in factors
        for feature in features
    }
    told = {name: weight * by_feature.get(name, 1.0) for name, weight in weights.by_feature.items()}
    return replace(weights, by_feature=told)


def _voices(feedback: Feedback) -> Iterable[tuple[str, float]]:
    """Each reason that a lesson speaks of, and how loudly, for it or against it."""
    for reason in _NAMES.get(feedback.lesson, ()):
        yield reason, 1.0
    direction = _CARRIED.get(feedback.lesson, 0.0)
    carried = {name: points for name, points in feedback.parts.items() if points > 0}
    total = sum(carried.values())
    if direction and total:
        for name, points in carried.items():
            yield name, direction * points / total


def _factor(for_it: float, against_it: float, bound: float) -> float:
    return float(bound ** ((for_it - against_it) / (for_it + against_it + PRIOR)))
