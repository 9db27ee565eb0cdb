"""A rule as functions of the facts: whether it stands in the way, and whether it grants."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from entrelieux.core.rules.deciding.conditions import Mode, compile_condition
from entrelieux.core.rules.deciding.names import agreement
from entrelieux.core.rules.deciding.numbers import Value, limit
from entrelieux.core.rules.deciding.truth import Check, Known, Truth, always, but, every, never
from entrelieux.core.rules.facts.case import used_key
from entrelieux.core.rules.tree.atoms import Agreement
from entrelieux.core.rules.tree.charter import Clause, Rule
from entrelieux.core.rules.tree.effects import (
    DAYS_LONG,
    HOURS,
    ONE,
    Asks,
    Forbids,
    Limits,
    Permits,
)


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """`holds` is the condition alone; `blocks` and `blocks_agreed` are for those that forbid.

    `agreements` are those that it may be waiting for; what ends in `agreed` is for when all of them
    are given.
    """

    rule: Rule
    holds: Check
    holds_agreed: Check
    blocks: Check
    blocks_agreed: Check
    agreements: tuple[Agreement, ...] = ()

    @property
    def is_spoken(self) -> bool:
        return self.rule.status == "spoken"

    @property
    def forbids(self) -> bool:
        effect = self.rule.clause.effect
        return isinstance(effect, (Forbids, Asks)) or (isinstance(effect, Limits) and effect.hard)

    @property
    def permits(self) -> bool:
        return isinstance(self.rule.clause.effect, Permits)


def compile_rule(rule: Rule, mode: Mode, agreed: Mode) -> CompiledRule:
    return CompiledRule(
        rule,
        compile_holds(rule.clause, mode),
        compile_holds(rule.clause, agreed),
        compile_blocks(rule.clause, mode),
        compile_blocks(rule.clause, agreed),
        tuple(atom for atom in rule.clause.atoms() if isinstance(atom, Agreement)),
    )


def compile_holds(clause: Clause, mode: Mode) -> Check:
    """When the effect applies: the condition, and not the exception."""
    when = always if clause.when is None else compile_condition(clause.when, mode)
    if clause.unless is None:
        return when
    exception = compile_condition(clause.unless, mode)
    return but(when, exception)


def compile_blocks(clause: Clause, mode: Mode) -> Check:
    """When the rule stands in the way of the act; never, for those that forbid nothing."""
    holds = compile_holds(clause, mode)
    match clause.effect:
        case Forbids():
            return holds
        case Asks(wanted):
            return never if mode.agreed else but(holds, agreement(wanted))
        case Limits(hard=True):
            return holds_and_passes(holds, clause.effect)
    return never


def holds_and_passes(holds: Check, limits: Limits) -> Check:
    passes = passes_limit(limits)
    return passes if holds is always else every([holds, passes])


def passes_limit(limits: Limits) -> Check:
    """Whether this act goes over the limit."""
    key = used_key(limits.what, limits.by, limits.window)
    at_most, adds = limit(limits.at_most), _added(limits.adds)

    def check(person: Known, facts: Known) -> Truth:
        used = facts.get("used")
        before = None if used is None else used.get(key)
        most, more = at_most(person, facts), adds(person, facts)
        if most is not None and more is not None and more > most:
            return True
        return None if before is None or most is None or more is None else before + more > most

    return check


def _added(adds: str) -> Value:
    if adds == ONE:
        return lambda person, facts: 1
    if adds in (HOURS, DAYS_LONG):
        minutes = 60 if adds == HOURS else 1440
        return lambda person, facts: _divided(facts.get("lasts"), minutes)
    return lambda person, facts: (facts.get("quantities") or {}).get(adds)


def _divided(value: Any, by: int) -> float | None:
    return None if value is None else value / by
