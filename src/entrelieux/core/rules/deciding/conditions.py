"""A condition becomes one function of the facts, made once per charter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any as Anything

from entrelieux.core.rules.deciding import names, numbers, people
from entrelieux.core.rules.deciding.truth import (
    Check,
    Known,
    Truth,
    always,
    assumed,
    at_least,
    but,
    every,
    never,
    opposite,
    some,
)
from entrelieux.core.rules.tree import atoms, measures
from entrelieux.core.rules.tree.conditions import (
    All,
    Among,
    Any,
    AsMany,
    Assume,
    AtLeast,
    ByKind,
    Condition,
    Not,
    Unless,
    parts,
)
from entrelieux.core.rules.tree.moments import When

_ATOMS: dict[type, Callable[[Anything], Check]] = {
    atoms.Has: names.has,
    atoms.Badge: names.badge,
    atoms.Document: names.document,
    atoms.Notice: names.notice,
    atoms.Checked: names.checked,
    atoms.Vote: names.vote,
    measures.Age: numbers.age,
    measures.Balance: numbers.balance,
    measures.Quantity: numbers.quantity,
    measures.CardNumber: numbers.card,
    measures.Lasts: numbers.lasts,
    measures.Ahead: numbers.ahead,
    measures.Since: numbers.since,
    measures.Count: numbers.count,
    measures.Nth: numbers.nth,
    measures.Breaches: numbers.breaches,
    When: numbers.when,
}


@dataclass(frozen=True, slots=True)
class Mode:
    """How to read conditions.

    `agreed`: as if every agreement were given. `open_minded`: a missing fact may still turn out to
    be anything, so nothing is assumed of it. `narrower` are the kinds that each kind includes.
    """

    agreed: bool = False
    open_minded: bool = False
    narrower: Mapping[str, frozenset[str]] = field(default_factory=dict)


AS_IS = Mode()


def compile_condition(condition: Condition, mode: Mode = AS_IS) -> Check:
    match condition:
        case All(of):
            return every([compile_condition(one, mode) for one in sorted(of, key=effort)])
        case Any(of):
            return some([compile_condition(one, mode) for one in sorted(of, key=effort)])
        case AtLeast(count, of):
            return at_least(count, [compile_condition(one, mode) for one in of])
        case Not(of=one):
            return opposite(compile_condition(one, mode))
        case Unless(of=one, exception=other):
            return but(compile_condition(one, mode), compile_condition(other, mode))
        case Assume(of=one, value=value):
            inner = compile_condition(one, mode)
            return inner if mode.open_minded else assumed(inner, value)
        case ByKind():
            return _by_kind(condition, mode)
    return _compile_atom(condition, mode)


def effort(condition: Condition) -> int:
    """How long it takes to look at, roughly: what is quick goes first, the truth is the same."""
    match condition:
        case Among() | AsMany():
            return 10 + 5 * sum(effort(one) for one in parts(condition))
        case Unless() | Assume() | Not() | All() | Any() | AtLeast() | ByKind():
            return 1 + sum(effort(one) for one in parts(condition))
        case When() | atoms.Badge() | atoms.Vote() | measures.Breaches():
            return 5
        case measures.Since() | measures.Ahead() | atoms.Document():
            return 3
    return 2


def _compile_atom(atom: Condition, mode: Mode) -> Check:
    match atom:
        case Among():
            who = None if atom.who is None else compile_condition(atom.who, mode)
            return people.among(atom, who)
        case AsMany():
            sides = (compile_condition(atom.who, mode), compile_condition(atom.than, mode))
            return people.as_many(atom, *sides)
        case atoms.Agreement():
            return always if mode.agreed else names.agreement(atom)
        case atoms.Term():
            return numbers.term_number(atom) if atom.test else names.term(atom)
    return _ATOMS[type(atom)](atom)


def _by_kind(condition: ByKind, mode: Mode) -> Check:
    table = [
        (mode.narrower.get(kind, frozenset((kind,))), compile_condition(one, mode))
        for kind, one in condition.table
    ]
    rest = condition.otherwise
    otherwise = never if rest is None else compile_condition(rest, mode)

    def check(person: Known, facts: Known) -> Truth:
        kinds = facts.get("kinds")
        if kinds is None:
            return None
        chosen = next((one for names, one in table if not names.isdisjoint(kinds)), otherwise)
        return chosen(person, facts)

    return check
