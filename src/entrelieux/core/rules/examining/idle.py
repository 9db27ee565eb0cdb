"""Rules that can never fire, that never change an answer, and that contradict one another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from entrelieux.core.rules.deciding.rules import CompiledRule
from entrelieux.core.rules.examining.claims import Answers, Fires
from entrelieux.core.rules.examining.searching import Method, Search
from entrelieux.core.rules.examining.sight import Scene, Sight
from entrelieux.core.rules.facts.case import Case
from entrelieux.core.rules.tree.charter import Charter, Rule

Trouble = Literal["never-fires", "changes-nothing"]


@dataclass(frozen=True, slots=True)
class Idle:
    """`method` is how it was shown that there is no case, the weakest of those it took."""

    rule: Rule
    trouble: Trouble
    method: Method


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One rule permits and the other forbids the same case; the prohibition wins."""

    permits: Rule
    forbids: Rule
    case: Case


def idle_rules(charter: Charter, search: Search) -> Iterator[Idle]:
    """The rules of which it was searched to the end, and shown, that they do nothing.

    Spoken rules only have to be able to fire.
    """
    sight = Sight(charter)
    for one in sight.compiled.compiled:
        own = replace(search, answered=Counter())
        if not _can_fire(charter, one, own):
            yield Idle(one.rule, "never-fires", own.weakest)
        elif _is_binding(one):
            own.answered.clear()
            if not _matters(sight, one, own):
                yield Idle(one.rule, "changes-nothing", own.weakest)
        search.answered.update(own.answered)


def _scenes(rule: Rule) -> Iterator[Scene]:
    for act in rule.clause.acts:
        things = rule.clause.things or ("",)
        yield from (Scene(act, (thing,) if thing else ()) for thing in things)


def _can_fire(charter: Charter, one: CompiledRule, search: Search) -> bool:
    """Whether a case makes the rule fire; taken to be so when it was not searched to the end."""
    alone = Sight(replace(charter, rules=(one.rule,)))
    found = (search.find((alone,), scene, [Fires(one)]) for scene in _scenes(one.rule))
    return any(one.case or not one.is_exact for one in found)


def _is_binding(one: CompiledRule) -> bool:
    return not one.is_spoken and (one.forbids or one.permits)


def _matters(sight: Sight, one: CompiledRule, search: Search) -> bool:
    """Whether some case is answered in another way without the rule: what forbids can only make a
    yes a no, and what permits the contrary.
    """
    charter = sight.compiled.charter
    without = Sight(replace(charter, rules=tuple(r for r in charter.rules if r is not one.rule)))
    granted, refused = (without, sight) if one.forbids else (sight, without)
    claims = (Answers(granted, "yes"), Answers(refused, "no"))
    found = (search.find((sight, without), scene, claims) for scene in _scenes(one.rule))
    return any(one.case or not one.is_exact for one in found)


def contradictions(charter: Charter, search: Search) -> Iterator[Contradiction]:
    """Each pair of a permission and a prohibition that meet, with a case of both."""
    sight = Sight(charter)
    binding = [one for one in sight.compiled.compiled if not one.is_spoken]
    for permits in (one for one in binding if one.permits):
        for forbids in (one for one in binding if one.forbids):
            case = _meeting(charter, permits, forbids, search)
            if case:
                yield Contradiction(permits.rule, forbids.rule, case)


def _meeting(
    charter: Charter, permits: CompiledRule, forbids: CompiledRule, search: Search
) -> Case | None:
    both = Sight(replace(charter, rules=(permits.rule, forbids.rule)))
    for scene in _shared(permits.rule, forbids.rule):
        if len(both.rules(scene)) == 2:
            found = search.find((both,), scene, [Fires(permits), Fires(forbids)])
            if found.case:
                return found.case
    return None


def _shared(one: Rule, other: Rule) -> Iterator[Scene]:
    for act in one.clause.acts:
        if act in other.clause.acts:
            things = dict.fromkeys((*one.clause.things, *other.clause.things)) or {"": None}
            yield from (Scene(act, (thing,) if thing else ()) for thing in things)
