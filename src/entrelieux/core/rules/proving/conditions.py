"""From trees to formulas: each condition, whatever the case turns out to be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from entrelieux.core.rules.proving.atoms import Atoms
from entrelieux.core.rules.proving.groups import Groups
from entrelieux.core.rules.proving.symbols import FACTS, PERSON, Fact, Formula, Symbols
from entrelieux.core.rules.tree.charter import Clause
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
)
from entrelieux.core.rules.tree.effects import DAYS_LONG, HOURS, ONE, Asks, Forbids, Limits
from entrelieux.core.rules.tree.moments import When


class Translation:
    """Says conditions of an act on a thing of `kinds` as formulas.

    `guesses` when a fact may stay unknown and be assumed: an assumption then may be either way.
    Raises `TooManySorts` for a group of which too many conditions are asked.
    """

    def __init__(
        self,
        symbols: Symbols,
        clauses: Iterable[Clause],
        kinds: tuple[str, ...],
        narrower: Mapping[str, frozenset[str]],
        *,
        guesses: bool = False,
    ) -> None:
        self.symbols, self.kinds, self.narrower = symbols, kinds, narrower
        self.guesses = guesses
        self.atoms = Atoms(symbols, kinds)
        self.groups = Groups(symbols, clauses, self.condition)

    def holds(self, clause: Clause) -> Formula:
        """When the effect applies: the condition, and not the exception."""
        told = [self.condition(clause.when)] if clause.when else []
        told += [self.symbols.opposite(self.condition(clause.unless))] if clause.unless else []
        return self.symbols.every(told)

    def blocks(self, clause: Clause) -> Formula:
        """When the rule stands in the way of the act."""
        holds = self.holds(clause)
        match clause.effect:
            case Forbids():
                return holds
            case Asks(wanted):
                given = self.atoms.agreement(wanted)
                return self.symbols.every([holds, self.symbols.opposite(given)])
            case Limits(hard=True):
                return self.symbols.every([holds, self.passes(clause.effect)])
        return self.symbols.truth(False)

    def granted(
        self, silence: bool, forbidding: Iterable[Clause], permitting: Iterable[Clause]
    ) -> Formula:
        """That nothing is in the way, and that something permits or that silence does."""
        blocked = self.symbols.some([self.blocks(one) for one in forbidding])
        free = self.symbols.opposite(blocked)
        if silence:
            return free
        return self.symbols.every([free, self.symbols.some(map(self.holds, permitting))])

    def passes(self, limits: Limits) -> Formula:
        """Whether this act goes over the limit; what was used before is never less than nothing."""
        most, added = self.atoms.threshold(limits.at_most), self._added(limits.adds)
        used = self.atoms.used(limits.what, limits.by, limits.window)
        return self.symbols.some([added > most, used + added > most])

    def _added(self, adds: str) -> Formula:
        if adds == ONE:
            return self.symbols.number(1)
        if adds in (HOURS, DAYS_LONG):
            return self.atoms.lasting() / (60 if adds == HOURS else 1440)
        return self.symbols.real(Fact(FACTS, "quantities", adds, "number"))

    def condition(self, told: Condition, who: str = PERSON) -> Formula:
        """`who` is the owner of the facts of the person whom the condition is about."""
        symbols = self.symbols
        match told:
            case All(of):
                return symbols.every([self.condition(one, who) for one in of])
            case Any(of):
                return symbols.some([self.condition(one, who) for one in of])
            case AtLeast(count, of):
                return symbols.count([self.condition(one, who) for one in of]) >= count
            case Not(of=one):
                return symbols.opposite(self.condition(one, who))
            case Unless(of=one, exception=other):
                lifted = symbols.opposite(self.condition(other, who))
                return symbols.every([self.condition(one, who), lifted])
            case Assume(of=one, value=value):
                inner = self.condition(one, who)
                if not self.guesses:
                    return inner
                return symbols.choice(symbols.any_truth(), symbols.truth(value), inner)
            case ByKind():
                chosen = self._by_kind(told)
                return symbols.truth(False) if chosen is None else self.condition(chosen, who)
            case Among():
                return self.groups.among(told)
            case AsMany():
                return self.groups.as_many(told)
            case When():
                return self.atoms.at().is_when(told)
        return self.atoms.truth(told, who)

    def _by_kind(self, told: ByKind) -> Condition | None:
        for kind, condition in told.table:
            if not self.narrower.get(kind, frozenset((kind,))).isdisjoint(self.kinds):
                return condition
        return told.otherwise
