"""One person at the door of every action of a charter: admitted or not, and by which rule.

The person is the reader, or one of a case that a group validated, taken as the case says and
nothing more: what it does not tell of her is not hers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from entrelieux.charters.deciding import Decision, Known, case_for, on_the_wall
from entrelieux.charters.models import CharterVersion
from entrelieux.charters.queries import explainer_of, nothing_noted, tree_of
from entrelieux.core.rules.document.problems import DocumentError
from entrelieux.core.rules.tree.charter import Example

Scenes = Iterable[tuple[str, str]]
# What a case says of the act itself is not taken to other doors.
_OF_ACT = ("act", "thing", "id")


@dataclass(frozen=True, slots=True)
class Door:
    """An action, its answer and the rule that gives it, in the words of the community."""

    scene: str
    title: str
    verdict: str
    reason: str


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who stands at the doors: somebody known, or the facts of somebody who is described."""

    person: Any
    facts: Mapping[str, Any]


def case_key(version: CharterVersion, rule_id: str, rank: int) -> str:
    return f"{version.charter.community.slug}/{rule_id}/{rank}"


def cases_of(version: CharterVersion, day: Any) -> dict[str, Example]:
    """The people of the validated cases of the rules in force, by key."""
    return {
        case_key(version, rule.id, rank): example
        for rule in tree_of(version).in_force(day)
        for rank, example in enumerate(rule.examples)
    }


def visitor_of(example: Example) -> Visitor:
    facts = {name: told for name, told in example.facts.items() if name not in _OF_ACT}
    return Visitor(None, {**facts, "person": {**nothing_noted(), **facts.get("person", {})}})


def doors_of(
    version: CharterVersion, scenes: Scenes, visitor: Visitor, at: datetime, known: Known | None
) -> list[Door]:
    """No query: `known` is what the community knows of somebody who is known."""
    return [_door(version, key, title, visitor, at, known) for key, title in scenes]


def _door(
    version: CharterVersion,
    scene: str,
    title: str,
    visitor: Visitor,
    at: datetime,
    known: Known | None,
) -> Door:
    act, _slash, kind = scene.partition("/")
    facts = {"at": on_the_wall(at), **visitor.facts, "thing": {"kinds": [kind] if kind else []}}
    try:
        case = case_for(version, act, visitor.person, facts, known)
    except DocumentError:  # words that have no meaning in this charter
        return Door(scene, title, "unknown", "")
    decision = Decision(case, explainer_of(version).decide(case), version)
    return Door(scene, title, decision.verdict, _reason(decision))


def _reason(decision: Decision) -> str:
    rule, teller = decision.answer.by, decision.teller
    if teller is None:
        return ""
    if rule is None:
        return teller.texts["silence" if decision.is_allowed else "nothing-permits"]
    return f"{teller.wording.say(rule.clause)}{teller.origin(rule)}"
