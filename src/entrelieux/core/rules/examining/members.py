"""What the people of today can still do under a charter: change it, pass badges on."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from entrelieux.core.rules.deciding.charter import CompiledCharter
from entrelieux.core.rules.deciding.conditions import compile_condition
from entrelieux.core.rules.facts.case import Case
from entrelieux.core.rules.tree.atoms import THIS, Agreement, Badge
from entrelieux.core.rules.tree.charter import Charter
from entrelieux.core.rules.tree.conditions import Condition, atoms
from entrelieux.core.rules.tree.procedures import Jury

Person = Mapping[str, Any]
CHANGE_RULES, GRANT = "change-rules", "grant"
Lock = Literal[
    "nobody-proposes",
    "nobody-takes-part",
    "quorum-too-large",
    "jury-too-large",
    "change-refused",
    "nobody-rescues",
]


@dataclass(frozen=True, slots=True)
class LockOut:
    """Why the members of today could not change the rules; `needed` and `there` are numbers."""

    lock: Lock
    needed: int
    there: int


@dataclass(frozen=True, slots=True)
class Stranded:
    """A badge, or an agreement, that rules ask for and that nobody can give any more."""

    name: str
    kind: Literal["badge", "agreement"]


def lock_outs(charter: Charter, members: Sequence[Person]) -> Iterator[LockOut]:
    """Empty when the people of today can still change the rules by their procedure."""
    change = charter.change
    compiled = CompiledCharter(charter)
    proposing = count(change.propose, members, compiled)
    if not proposing:
        yield LockOut("nobody-proposes", 1, 0)
    there = count(change.take_part, members, compiled)
    if not there:
        yield LockOut("nobody-takes-part", 1, 0)
    needed = math.ceil(len(members) * (getattr(change.by, "quorum", None) or 0) / 100)
    if needed > there:
        yield LockOut("quorum-too-large", needed, there)
    if isinstance(change.by, Jury) and change.by.size > there:
        yield LockOut("jury-too-large", change.by.size, there)
    if there and not any(_may_change(compiled, member) for member in members):
        yield LockOut("change-refused", 1, 0)
    if change.rescue and not any(change.rescue.by in (m.get("roles") or {}) for m in members):
        yield LockOut("nobody-rescues", 1, 0)


def count(condition: Condition | None, members: Iterable[Person], compiled: CompiledCharter) -> int:
    """How many members surely meet a condition; all of them when there is none."""
    if condition is None:
        return sum(1 for _ in members)
    check = compile_condition(condition, compiled.mode)
    return sum(1 for member in members if check(member, {}) is True)


def _may_change(compiled: CompiledCharter, member: Person) -> bool:
    """Whether no rule on changing the rules surely refuses it to a member."""
    case = Case(CHANGE_RULES, member, {"kinds": (), "this": ()})
    selection = compiled.select(case.act, case.kinds)
    return not any(one.blocks_agreed(member, case.facts) for one in selection.forbidding)


def stranded(charter: Charter, members: Sequence[Person]) -> Iterator[Stranded]:
    """Badges that nobody may grant, and agreements that nobody is there to give."""
    compiled = CompiledCharter(charter)
    asked = [atom for rule in charter.rules for atom in rule.clause.atoms()]
    for name in dict.fromkeys(a.name for a in asked if isinstance(a, Badge) and a.name != THIS):
        if not any(_may_grant(compiled, name, member) for member in members):
            yield Stranded(name, "badge")
    roles = {role for member in members for role in (member.get("roles") or {})}
    for by in dict.fromkeys(a.by for a in asked if isinstance(a, Agreement)):
        if by not in roles and _is_role(charter, by):
            yield Stranded(by, "agreement")


def _may_grant(compiled: CompiledCharter, badge: str, member: Person) -> bool:
    case = Case(GRANT, member, {"kinds": (badge,), "this": (badge,), "agreements": {}})
    return compiled.decide(case).verdict in ("yes", "ask")


def _is_role(charter: Charter, name: str) -> bool:
    """A name that a rule uses as a role; the others are named people."""
    conditions = [c for rule in charter.rules for c in rule.clause.conditions()]
    found = (atom for condition in conditions for atom in atoms(condition))
    return any(getattr(a, "kind", "") == "role" and getattr(a, "name", "") == name for a in found)
