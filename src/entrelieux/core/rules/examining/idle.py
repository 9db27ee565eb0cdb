"""Rules that can never fire, that never change an answer, and that contradict one another."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from entrelieux.core.rules.deciding.rules import CompiledRule
from entrelieux.core.rules.deciding.truth import Check, Truth, never
from entrelieux.core.rules.examining.scope import Scene, Sight, search, settled
from entrelieux.core.rules.facts.case import Case
from entrelieux.core.rules.tree.charter import Charter, Rule

Trouble = Literal["never-fires", "changes-nothing", "always-fires"]


@dataclass(frozen=True, slots=True)
class Idle:
    rule: Rule
    trouble: Trouble


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One rule permits and the other forbids the same case; the prohibition wins."""

    permits: Rule
    forbids: Rule
    case: Case


def idle_rules(charter: Charter, draw: random.Random) -> Iterator[Idle]:
    """The rules of which it was searched to the end, and shown, that they do nothing.

    Spoken rules only have to be able to fire.
    """
    sight = Sight(charter)
    for rule in charter.rules:
        if not _can_fire(sight, rule, draw):
            yield Idle(rule, "never-fires")
        elif _is_binding(rule, sight) and not _matters(charter, rule, draw):
            yield Idle(rule, "changes-nothing")


def _scenes(rule: Rule) -> Iterator[Scene]:
    for act in rule.clause.acts:
        things = rule.clause.things or ("",)
        yield from (Scene(act, (thing,) if thing else ()) for thing in things)


def _compiled(sight: Sight, rule: Rule) -> CompiledRule:
    return next(one for one in sight.compiled.compiled if one.rule is rule)


def _fires(one: CompiledRule) -> Check:
    """A limit fires when it is passed, the other rules when their condition holds."""
    return one.holds if one.blocks is never else one.blocks


def _can_fire(sight: Sight, rule: Rule, draw: random.Random) -> bool:
    """Whether a case makes the rule fire; taken to be so when it was not searched to the end."""
    check = _fires(_compiled(sight, rule))
    alone = Sight(replace(sight.compiled.charter, rules=(rule,)))
    for scene in _scenes(rule):
        found = search((alone,), scene, lambda case: check(case.person, case.facts), draw, [rule])
        if found.case or not found.complete:
            return True
    return False


def _is_binding(rule: Rule, sight: Sight) -> bool:
    one = _compiled(sight, rule)
    return not one.is_spoken and (one.forbids or one.permits)


def _matters(charter: Charter, rule: Rule, draw: random.Random) -> bool:
    """Whether some case is answered in another way without the rule."""
    rest = tuple(other for other in charter.rules if other is not rule)
    with_it, without = Sight(charter), Sight(replace(charter, rules=rest))

    def judge(case: Case) -> Truth:
        one, other = with_it.verdict(case), without.verdict(case)
        if "unknown" in (one, other):
            return None
        return one != other

    for scene in _scenes(rule):
        found = search((with_it, without), scene, judge, draw)
        if found.case or not found.complete:
            return True
    return False


def contradictions(charter: Charter, draw: random.Random) -> Iterator[Contradiction]:
    """Each pair of a permission and a prohibition that meet, with a case of both."""
    sight = Sight(charter)
    binding = [one for one in sight.compiled.compiled if not one.is_spoken]
    for permits in (one for one in binding if one.permits):
        for forbids in (one for one in binding if one.forbids):
            case = _meeting(charter, permits, forbids, draw)
            if case:
                yield Contradiction(permits.rule, forbids.rule, case)


def _meeting(
    charter: Charter, permits: CompiledRule, forbids: CompiledRule, draw: random.Random
) -> Case | None:
    both = Sight(replace(charter, rules=(permits.rule, forbids.rule)))

    def judge(case: Case) -> Truth:
        person, facts = case.person, case.facts
        return settled(permits.holds(person, facts), forbids.blocks(person, facts))

    for scene in _shared(permits.rule, forbids.rule):
        rules = both.rules(scene)
        found = search((both,), scene, judge, draw) if len(rules) == 2 else None
        if found and found.case:
            return found.case
    return None


def _shared(one: Rule, other: Rule) -> Iterator[Scene]:
    for act in one.clause.acts:
        if act in other.clause.acts:
            things = dict.fromkeys((*one.clause.things, *other.clause.things)) or {"": None}
            yield from (Scene(act, (thing,) if thing else ()) for thing in things)
