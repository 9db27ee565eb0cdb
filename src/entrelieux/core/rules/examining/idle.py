"""Rules that can never fire, that never change an answer, and that contradict one another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from entrelieux.core.rules.deciding.charter import narrower
from entrelieux.core.rules.deciding.rules import CompiledRule
from entrelieux.core.rules.examining.claims import Answers, Fires
from entrelieux.core.rules.examining.searching import Method, Search
from entrelieux.core.rules.examining.sight import Scene, Sight, scenes
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
            if not _matters(charter, one, own):
                yield Idle(one.rule, "changes-nothing", own.weakest)
        search.answered.update(own.answered)


def _scenes(charter: Charter, rule: Rule) -> Iterator[Scene]:
    """The acts of the rule on what it is about, then on every thing that it is about too and that
    other rules name: a permission for lasers alone is what a prohibition for all machines limits.
    """
    acts, things = rule.clause.acts, rule.clause.things
    for act in acts:
        yield from (Scene(act, (thing,)) for thing in things)
        if not things:
            yield Scene(act, ())
    narrow = narrower(charter)
    for scene in scenes((charter,)):
        if scene.act in acts and scene.kinds and not set(scene.kinds) <= set(things):
            yield from _about(things, scene, narrow)


def _about(
    things: tuple[str, ...], scene: Scene, narrow: Mapping[str, frozenset[str]]
) -> Iterator[Scene]:
    """The scene itself when one of the things includes its kind; else a thing of both kinds."""
    (kind,) = scene.kinds
    if not things or any(kind in narrow.get(thing, ()) for thing in things):
        yield scene
    else:
        yield from (Scene(scene.act, (thing, kind)) for thing in things)


def _can_fire(charter: Charter, one: CompiledRule, search: Search) -> bool:
    """Whether a case makes the rule fire; taken to be so when it was not searched to the end."""
    alone = Sight(replace(charter, rules=(one.rule,)))
    places = _scenes(alone.compiled.charter, one.rule)
    found = (search.find((alone,), scene, [Fires(one)]) for scene in places)
    return any(one.case or not one.is_exact for one in found)


def _is_binding(one: CompiledRule) -> bool:
    return not one.is_spoken and (one.forbids or one.permits)


def _matters(charter: Charter, one: CompiledRule, search: Search) -> bool:
    """Whether some case is answered in another way without the rule, on one of its days."""
    return any(_matters_among(rules, charter, one, search) for rules in _neighbours(charter, one))


def _neighbours(charter: Charter, one: CompiledRule) -> Iterator[tuple[Rule, ...]]:
    """The rules in force together with it: another set each time that one begins or ends."""
    bounds = {bound for rule in charter.rules for bound in (rule.since, *rule.ends()) if bound}
    days = [date.min, *sorted(bounds)]
    in_force = (charter.in_force(day) for day in days if one.rule.is_in_force(day))
    yield from dict.fromkeys(in_force)


def _matters_among(
    rules: tuple[Rule, ...], charter: Charter, one: CompiledRule, search: Search
) -> bool:
    """What forbids can only make a yes a no, and what permits the contrary."""
    sight = Sight(replace(charter, rules=rules))
    without = Sight(replace(charter, rules=tuple(r for r in rules if r is not one.rule)))
    granted, refused = (without, sight) if one.forbids else (sight, without)
    claims = (Answers(granted, "yes"), Answers(refused, "no"))
    places = _scenes(sight.compiled.charter, one.rule)
    found = (search.find((sight, without), scene, claims) for scene in places)
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
