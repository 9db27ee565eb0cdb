"""What is not known of a case, as variables of a formula."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any, NamedTuple

from entrelieux.core.rules.proving.moments import Moment
from entrelieux.core.rules.tree.tests import Number

# z3 says no types: a formula, a number or a truth of z3.
Formula = Any
PERSON, FACTS = "person", "facts"  # owners of facts, beside each sort of people of a group


class Fact(NamedTuple):
    """A part of a fact: of whom, which family, which name of it, and what of that name."""

    owner: str
    key: str
    name: str = ""
    part: str = "held"


@cache
def load_z3() -> Any | None:
    """z3, or None without the extra: examinations then do without proofs."""
    return import_module("z3") if find_spec("z3") else None


class Symbols:
    """The variables of one question, in a context of its own: threads share nothing of z3."""

    def __init__(self, z3: Any) -> None:
        self.z3 = z3
        self.context = z3.Context()
        self.facts: dict[Fact, Formula] = {}
        self.moments: dict[Fact, Moment] = {}
        self.sure: list[Formula] = []  # what holds of every case
        self._drawn = 0

    def flag(self, fact: Fact) -> Formula:
        if fact not in self.facts:
            self.facts[fact] = self.z3.Bool(self._name(fact), self.context)
        return self.facts[fact]

    def whole(self, fact: Fact, least: int | None = 0) -> Formula:
        if fact not in self.facts:
            made = self.facts[fact] = self.z3.Int(self._name(fact), self.context)
            self.sure += [] if least is None else [made >= least]
        return self.facts[fact]

    def real(self, fact: Fact, least: int | None = None) -> Formula:
        if fact not in self.facts:
            made = self.facts[fact] = self.z3.Real(self._name(fact), self.context)
            self.sure += [] if least is None else [made >= least]
        return self.facts[fact]

    def moment(self, fact: Fact) -> Moment:
        if fact not in self.moments:
            name = self._name(fact)
            made = self.moments[fact] = Moment.variable(self.z3, self.context, name)
            self.sure += made.constraints
        return self.moments[fact]

    def any_truth(self) -> Formula:
        """A truth of which nothing is said."""
        self._drawn += 1
        return self.z3.Bool(f"any {self._drawn}", self.context)

    def _name(self, fact: Fact) -> str:
        return " ".join(fact)

    def truth(self, value: bool) -> Formula:
        return self.z3.BoolVal(value, self.context)

    def number(self, value: Number | float | Fraction) -> Formula:
        exact = Fraction(str(value)) if isinstance(value, float) else Fraction(value)
        return self.z3.RealVal(f"{exact.numerator}/{exact.denominator}", self.context)

    def every(self, truths: Iterable[Formula]) -> Formula:
        return self.z3.And([self.truth(True), *truths])

    def some(self, truths: Iterable[Formula]) -> Formula:
        return self.z3.Or([self.truth(False), *truths])

    def opposite(self, truth: Formula) -> Formula:
        return self.z3.Not(truth)

    def choice(self, condition: Formula, yes: Formula, no: Formula) -> Formula:
        return self.z3.If(condition, yes, no)

    def total(self, numbers: Iterable[Formula]) -> Formula:
        return self.z3.Sum([self.z3.IntVal(0, self.context), *numbers])

    def count(self, truths: Iterable[Formula]) -> Formula:
        return self.total([self.z3.If(one, 1, 0) for one in truths])
