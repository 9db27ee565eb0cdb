"""What ties two places, and how a tie fades when nothing renews it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from entrelieux.core.bridging.strength.errors import OutOfRange, TieToItself

STILL_GOING = date.max


class TieKind(StrEnum):
    """Where a tie comes from."""

    HAPPENED = "happened"
    ACCEPTED = "accepted"
    MEMBERS = "members"
    PROJECT = "project"
    RECOGNITION = "recognition"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class Fading:
    """`weight` is the strength of a fresh tie, over 0 and up to 1; a half-life halves it."""

    weight: float
    half_life_days: float

    def __post_init__(self) -> None:
        if not 0 < self.weight <= 1:
            raise OutOfRange("The weight of a kind of tie", self.weight, "one over 0, 1 at most")
        if not self.half_life_days > 0:
            raise OutOfRange("A half-life", self.half_life_days, "a number of days over 0")


# Chosen, not fitted: what was done together outlasts what was agreed. A network may give its own.
FADING: Mapping[TieKind, Fading] = MappingProxyType(
    {
        TieKind.HAPPENED: Fading(1.0, 730),
        TieKind.PROJECT: Fading(0.7, 730),
        TieKind.ACCEPTED: Fading(0.5, 180),
        TieKind.RECOGNITION: Fading(0.5, 1095),
        TieKind.EVENT: Fading(0.3, 365),
        TieKind.MEMBERS: Fading(0.2, 365),
    }
)


@dataclass(frozen=True, slots=True)
class Tie:
    """One thing that two places share, from `on`.

    What lasts (members, a project, a recognition) keeps its weight through `until`, its last day
    (`STILL_GOING` when it has none yet), and fades from then; what happens once fades from `on`.
    `count` is how many: shared members, say.
    """

    left: str
    right: str
    kind: TieKind
    on: date
    until: date | None = None
    count: int = 1

    def __post_init__(self) -> None:
        if self.left == self.right:
            raise TieToItself(self.left)
        if self.count < 1:
            raise OutOfRange("The count of a tie", self.count, "1 or more")


def held(tie: Tie, at: date, fading: Mapping[TieKind, Fading] = FADING) -> float:
    """How much of the tie holds on the day `at`, 0 to 1; nothing before it began.

    >>> tie = Tie("a", "b", TieKind.ACCEPTED, on=date(2026, 1, 1))
    >>> held(tie, date(2026, 1, 1)), held(tie, date(2026, 6, 30))
    (0.5, 0.25)
    """
    if at < tie.on:
        return 0.0
    rule = fading[tie.kind]
    idle_days = max(0, (at - (tie.until or tie.on)).days)
    one: float = rule.weight * 0.5 ** (idle_days / rule.half_life_days)
    return 1.0 - (1.0 - one) ** tie.count if tie.count > 1 else one


def together(one: float, other: float) -> float:
    """The strength of two ties of the same pair: neither needs the other to hold.

    >>> together(0.5, 0.5), together(1.0, 0.3)
    (0.75, 1.0)
    """
    return one + other - one * other
