"""Majority judgment (Balinski and Laraki, « A theory of measuring, electing, and ranking »,
PNAS 104, 2007): each version is graded by all; the best majority grade wins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from entrelieux.core.rules.changing.outcome import Outcome, elected, quorum_needed
from entrelieux.core.rules.tree.procedures import MajorityJudgment


def majority_value(grades: Sequence[int]) -> tuple[int, ...]:
    """The majority grade (the lower middle one), then that of the grades without it, and so on.

    Grades are ranks, greater is better. Of two versions graded by as many people, the one whose
    value is greater, compared in order, is ranked first.

    >>> majority_value([0, 1, 1, 2])
    (1, 1, 0, 2)
    """
    left = sorted(grades)
    value = []
    while left:
        value.append(left.pop((len(left) - 1) // 2))
    return tuple(value)


def ranking(ballots: Sequence[Mapping[str, int]]) -> tuple[tuple[str, ...], ...]:
    """Versions in groups, the best first. A version that a ballot leaves out gets the worst grade
    that was given, as blank grades do in the authors’ elections."""
    worst = min((grade for ballot in ballots for grade in ballot.values()), default=0)
    names = dict.fromkeys(name for ballot in ballots for name in ballot)
    values = {name: majority_value([b.get(name, worst) for b in ballots]) for name in names}
    return tuple(
        tuple(name for name in names if values[name] == value)
        for value in sorted(set(values.values()), reverse=True)
    )


def by_judgment(
    procedure: MajorityJudgment, ballots: Sequence[Mapping[str, int]], members: int
) -> Outcome:
    needed = quorum_needed(procedure.quorum, members)
    if len(ballots) < needed:
        return Outcome("quorum", needed=needed)
    return elected(ranking(ballots))
