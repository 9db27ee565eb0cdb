"""What a procedure comes to."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from entrelieux.core.rules.tree.tests import Number

Why = Literal["adopted", "refused", "quorum", "tie", "objections", "advice-missing", "lapsed"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """`winner` is the version adopted; `ranking` are groups of versions, the best first.

    With « quorum », `needed` is how many had to vote.
    """

    why: Why
    winner: str | None = None
    ranking: tuple[tuple[str, ...], ...] = ()
    needed: int = 0


def quorum_needed(quorum: Number | None, members: int) -> int:
    """How many members a quorum in percent asks for."""
    return 0 if quorum is None else math.ceil(members * quorum / 100)


def elected(ranking: tuple[tuple[str, ...], ...]) -> Outcome:
    """The only best version; several alike are a tie, for people to settle."""
    best = ranking[0] if ranking else ()
    if len(best) == 1:
        return Outcome("adopted", best[0], ranking)
    return Outcome("tie" if best else "refused", None, ranking)
