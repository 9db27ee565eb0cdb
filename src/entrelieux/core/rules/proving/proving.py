"""Questions to z3: a case of which claims are true, or the proof that there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from entrelieux.core.rules.facts.case import Case
from entrelieux.core.rules.proving.conditions import Translation
from entrelieux.core.rules.proving.groups import TooManySorts
from entrelieux.core.rules.proving.models import Reader
from entrelieux.core.rules.proving.symbols import Formula, Symbols, load_z3
from entrelieux.core.rules.tree.charter import Clause

# What z3 may spend, in its own units: the same answer on a slow machine as on a fast one.
MOST_WORK = 10_000_000
YEARS = (2024, 2051)  # every date on every day of the week, in common years and in leap ones

Claim = Callable[[Translation], Formula]
Pins = Callable[[Symbols], Iterable[Formula]]


@dataclass(frozen=True, slots=True)
class Proof:
    """`none` when it is proved that there is no such case; neither when z3 gave up."""

    case: Case | None
    none: bool


def is_installed() -> bool:
    return load_z3() is not None


def prove(
    claim: Claim,
    clauses: Iterable[Clause],
    blank: Case,
    narrower: Mapping[str, frozenset[str]],
) -> Proof | None:
    """A case that begins as `blank`, whose thing is known; None when z3 is not there.

    The case has still to be decided again: a formula may allow more than can be.
    """
    return _solve(claim, clauses, blank, narrower, pins=None)


def prove_none(
    claim: Claim,
    clauses: Iterable[Clause],
    case: Case,
    narrower: Mapping[str, frozenset[str]],
    pins: Pins,
) -> bool:
    """Whether no case that `pins` hold to makes the claim true; False when it is not proved."""
    found = _solve(claim, clauses, case, narrower, pins)
    return found is not None and found.none


def _solve(
    claim: Claim,
    clauses: Iterable[Clause],
    blank: Case,
    narrower: Mapping[str, frozenset[str]],
    pins: Pins | None,
) -> Proof | None:
    z3 = load_z3()
    if z3 is None or blank.kinds is None:
        return None
    symbols = Symbols(z3)
    guesses = pins is not None  # a fact may then stay unknown
    translation = Translation(symbols, clauses, blank.kinds, narrower, guesses=guesses)
    try:
        told = claim(translation)
    except TooManySorts:
        return Proof(None, none=False)
    solver = z3.Solver(ctx=symbols.context)
    solver.set("rlimit", MOST_WORK)
    solver.add(told, *symbols.sure)
    solver.add(*(_years(symbols) if pins is None else pins(symbols)))
    answer = solver.check()
    if answer == z3.unsat:
        return Proof(None, none=True)
    if answer != z3.sat or pins is not None:
        return Proof(None, none=False)
    model = _plainest(symbols, solver)
    return Proof(Reader(symbols, translation.atoms, model).case(blank), none=False)


def _years(symbols: Symbols) -> Iterable[Formula]:
    """The act is in the coming years; what went before it may be of any time."""
    for fact, moment in symbols.moments.items():
        if fact.key == "at":
            yield moment.month >= 12 * YEARS[0]
            yield moment.month < 12 * (YEARS[1] + 1)


def _plainest(symbols: Symbols, solver: Any) -> Any:
    """A solution in whole numbers and whole hours if there is one: it is easier to read."""
    model = solver.model()
    solver.push()
    for made in symbols.facts.values():
        if symbols.z3.is_real(made):
            solver.add(symbols.z3.IsInt(made))
    for moment in symbols.moments.values():
        solver.add(symbols.z3.IsInt(moment.minute / 60))
    if solver.check() == symbols.z3.sat:
        return solver.model()
    return model
