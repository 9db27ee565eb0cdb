"""Schulze (« A new monotonic, clone-independent, reversal symmetric, and condorcet-consistent
single-winner election method », Social Choice and Welfare 36, 2011), by winning votes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import permutations

from entrelieux.core.rules.changing.outcome import Outcome, elected, quorum_needed
from entrelieux.core.rules.tree.procedures import Schulze

Ballot = Sequence[Sequence[str]]  # groups of equals, the best first
Pairs = Mapping[tuple[str, str], int]


def preferences(ballots: Sequence[Ballot], names: Sequence[str]) -> dict[tuple[str, str], int]:
    """How many ballots put the first of a pair before the second; what is left out comes last."""
    found = dict.fromkeys(permutations(names, 2), 0)
    for ballot in ballots:
        ranks = {name: rank for rank, group in enumerate(ballot) for name in group}
        last = len(ballot)
        for one, other in found:
            found[one, other] += ranks.get(one, last) < ranks.get(other, last)
    return found


def strengths(votes: Pairs, names: Sequence[str]) -> dict[tuple[str, str], int]:
    """The strength of the strongest path between each two, that of its weakest link."""
    found = {
        (one, other): votes[one, other] if votes[one, other] > votes[other, one] else 0
        for one, other in votes
    }
    for middle, one, other in permutations(names, 3):
        through = min(found[one, middle], found[middle, other])
        found[one, other] = max(found[one, other], through)
    return found


def ranking(ballots: Sequence[Ballot]) -> tuple[tuple[str, ...], ...]:
    """Versions in groups, the best first: each is beaten by as many as the groups before tell."""
    names = list(dict.fromkeys(name for ballot in ballots for group in ballot for name in group))
    paths = strengths(preferences(ballots, names), names)
    left, groups = list(names), []
    while left:
        best = tuple(
            one
            for one in left
            if all(paths[one, other] >= paths[other, one] for other in left if other != one)
        )
        groups.append(best)
        left = [name for name in left if name not in best]
    return tuple(groups)


def by_ranking(procedure: Schulze, ballots: Sequence[Ballot], members: int) -> Outcome:
    needed = quorum_needed(procedure.quorum, members)
    if len(ballots) < needed:
        return Outcome("quorum", needed=needed)
    return elected(ranking(ballots))
