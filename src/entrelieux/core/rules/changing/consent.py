"""Consent: clarify, object by naming a harm and a clause, integrate, try, review; or it lapses."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Literal

from entrelieux.core.rules.changing.outcome import Outcome
from entrelieux.core.rules.tree.charter import Rule
from entrelieux.core.rules.tree.procedures import Consent

Step = Literal["clarify", "object", "integrate", "adopt"]


class IncompleteObjection(ValueError):
    """An objection says which clause would do which harm; a preference is not one."""

    def __init__(self, missing: str) -> None:
        super().__init__(f"An objection names a clause and a harm: say the {missing}.")


@dataclass(frozen=True, slots=True)
class Objection:
    """`clause` is the id of a rule of the proposal. Raises `IncompleteObjection`."""

    clause: str
    harm: str
    is_integrated: bool = False

    def __post_init__(self) -> None:
        for name in ("clause", "harm"):
            if not getattr(self, name).strip():
                raise IncompleteObjection(name)


@dataclass(frozen=True, slots=True)
class Round:
    """What was said of a proposal so far; `is_heard` once everyone could object."""

    is_clarified: bool = False
    is_heard: bool = False
    objections: tuple[Objection, ...] = ()

    @property
    def step(self) -> Step:
        """What comes next."""
        if not self.is_clarified:
            return "clarify"
        if not self.is_heard:
            return "object"
        return "integrate" if self.standing else "adopt"

    @property
    def standing(self) -> tuple[Objection, ...]:
        return tuple(one for one in self.objections if not one.is_integrated)


def by_consent(told: Round) -> Outcome:
    """Adopted when all was heard and no objection stands."""
    return Outcome("adopted", "proposal") if told.step == "adopt" else Outcome("objections")


def on_trial(rule: Rule, procedure: Consent, day: date, decision: str) -> Rule:
    """The rule as adopted on a day: on trial, and gone at the date of its review."""
    review = procedure.review.after(datetime.combine(day, time())).date()
    return replace(rule, since=day, trial_until=review, decision=decision)


def reviewed(rule: Rule, day: date, decision: str) -> Rule:
    """The rule kept for good by its review, in time. Raises `TooLate`."""
    if rule.trial_until is None or day >= rule.trial_until:
        raise TooLate(rule)
    return replace(rule, trial_until=None, decision=decision)


class TooLate(ValueError):
    """The review comes after the end of the trial: the rule has lapsed."""

    def __init__(self, rule: Rule) -> None:
        super().__init__(f"The trial of “{rule.id}” is over: propose the rule again.")
