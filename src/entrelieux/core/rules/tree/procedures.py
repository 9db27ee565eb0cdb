"""How a community changes its rules: the procedure is one of its rules."""

from __future__ import annotations

from dataclasses import dataclass, field

from entrelieux.core.rules.tree.conditions import Condition
from entrelieux.core.rules.tree.durations import Duration
from entrelieux.core.rules.tree.tests import Number

QUARTER = Duration(3, "month")


@dataclass(frozen=True, slots=True)
class Consent:
    """Adopted when no objection stands; lapses when it is not reviewed in time."""

    review: Duration = QUARTER


@dataclass(frozen=True, slots=True)
class Majority:
    """`share` of the votes cast for it, in percent; more than half by default."""

    share: Number = 50
    quorum: Number | None = None


@dataclass(frozen=True, slots=True)
class MajorityJudgment:
    """Each person grades each version; the best majority grade wins (Balinski and Laraki 2007)."""

    quorum: Number | None = None


@dataclass(frozen=True, slots=True)
class Schulze:
    """Each person ranks the versions; Schulze 2011."""

    quorum: Number | None = None


@dataclass(frozen=True, slots=True)
class Advice:
    """Whoever proposes decides, after the advice of those concerned and of `consult`."""

    consult: tuple[str, ...] = ()
    review: Duration | None = None


@dataclass(frozen=True, slots=True)
class Jury:
    """`size` people drawn among those who take part decide, by a share of their votes."""

    size: int
    share: Number = 50


Procedure = Consent | Majority | MajorityJudgment | Schulze | Advice | Jury


@dataclass(frozen=True, slots=True)
class Rescue:
    """Who may change the rules when nobody else can any more, after how long."""

    by: str
    after: Duration


@dataclass(frozen=True, slots=True)
class Change:
    """Who may propose and who takes part (any member without a condition), by which procedure."""

    by: Procedure = field(default_factory=Consent)
    propose: Condition | None = None
    take_part: Condition | None = None
    rescue: Rescue | None = None
