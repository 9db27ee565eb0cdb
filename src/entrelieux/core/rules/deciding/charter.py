"""Deciding: a charter compiled once, indexed by act and by kinds of things.

A prohibition wins over any permission; a fact that is missing never grants, and never lifts a
prohibition. Facts come in with the case; there is no clock here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from entrelieux.core.rules.deciding.answer import Answer, Verdict
from entrelieux.core.rules.deciding.conditions import Mode
from entrelieux.core.rules.deciding.ordering import CompiledOrder, compile_order
from entrelieux.core.rules.deciding.pricing import CompiledPrices, compile_prices, price
from entrelieux.core.rules.deciding.rules import (
    CompiledRule,
    compile_rule,
    passes_limit,
)
from entrelieux.core.rules.deciding.truth import Check, Known, Truth, every
from entrelieux.core.rules.document.consistency import broader
from entrelieux.core.rules.facts.case import Case
from entrelieux.core.rules.tree.atoms import Agreement
from entrelieux.core.rules.tree.charter import Charter, Rule
from entrelieux.core.rules.tree.effects import Limits, Orders, Reminds
from entrelieux.core.rules.tree.prices import Prices

Kinds = tuple[str, ...] | None
Judged = tuple[Verdict, CompiledRule | None, tuple[Agreement, ...]]
MOST_SELECTIONS = 2000


@dataclass(frozen=True, slots=True)
class Selection:
    """The rules that speak of an act on a thing of some kinds, sorted by what they do."""

    silence: bool
    forbidding: tuple[CompiledRule, ...]
    permitting: tuple[CompiledRule, ...]
    warning: tuple[tuple[Check, Rule], ...]
    prices: tuple[CompiledPrices, ...]
    orders: tuple[CompiledOrder, ...]
    reminding: tuple[CompiledRule, ...]

    def verdict(self, person: Known, facts: Known) -> tuple[Verdict, CompiledRule | None]:
        """Yes, no or unknown, and the rule that decides it."""
        doubt: CompiledRule | None = None
        for one in self.forbidding:
            blocks = one.blocks(person, facts)
            if blocks:
                return "no", one
            if blocks is None and doubt is None:
                doubt = one
        if doubt is not None:
            return "unknown", doubt
        return ("yes", None) if self.silence else self.granted(person, facts)

    def granted(self, person: Known, facts: Known) -> tuple[Verdict, CompiledRule | None]:
        doubt: CompiledRule | None = None
        for one in self.permitting:
            holds = one.holds(person, facts)
            if holds:
                return "yes", one
            if holds is None and doubt is None:
                doubt = one
        return ("unknown", doubt) if doubt is not None else ("no", None)

    def judged(self, person: Known, facts: Known) -> Judged:
        """The verdict, what decides it, and the agreements to ask for if they are all that is
        missing: each rule is looked at once, and no further than needed.
        """
        waiting: list[CompiledRule] = []
        doubt: CompiledRule | None = None
        forbids: CompiledRule | None = None
        is_open = True  # agreements may still be all that is missing
        for one in self.forbidding:
            blocks = one.blocks(person, facts)
            if blocks is False:
                continue
            if blocks:
                forbids = forbids or one
            else:
                doubt = doubt or one
            is_open = is_open and _would_yield(one, person, facts)
            if is_open:
                waiting.append(one)
            elif forbids:
                return "no", forbids, ()
        if not waiting and not doubt:
            return self._unhindered(person, facts)
        asks = self._asked(waiting, person, facts) if is_open else ()
        return ("ask" if asks else "no" if forbids else "unknown"), forbids or doubt, asks

    def _unhindered(self, person: Known, facts: Known) -> Judged:
        """What is said of an act that nothing stands in the way of."""
        verdict, by = ("yes", None) if self.silence else self.granted(person, facts)
        would = None if verdict == "yes" else self._would_grant(person, facts)
        return (verdict, by, ()) if would is None else ("ask", would, _agreements([would]))

    def _asked(
        self, waiting: list[CompiledRule], person: Known, facts: Known
    ) -> tuple[Agreement, ...]:
        if self.silence or self.granted(person, facts)[0] == "yes":
            return _agreements(waiting)
        would = self._would_grant(person, facts)
        return () if would is None else _agreements([*waiting, would])

    def _would_grant(self, person: Known, facts: Known) -> CompiledRule | None:
        """The first permission that would hold if its agreements were given."""
        waiting = (one for one in self.permitting if one.agreements)
        return next((one for one in waiting if one.holds_agreed(person, facts)), None)


class CompiledCharter:
    """The rules in force on a day. `decide` costs a few microseconds; make one per charter.

    `open_minded` reads no missing fact as its default: what is then « no » is so whatever the facts
    that are missing.
    """

    def __init__(self, charter: Charter, day: date | None = None, *, open_minded: bool = False):
        self.charter = charter
        self.day = day
        self.rules = charter.rules if day is None else charter.in_force(day)
        self.mode = Mode(narrower=narrower(charter), open_minded=open_minded)
        agreed = replace(self.mode, agreed=True)
        self.compiled = [compile_rule(rule, self.mode, agreed) for rule in self.rules]
        self._selections: dict[tuple[str, Kinds], Selection] = {}

    def decide(self, case: Case) -> Answer:
        selection = self.select(case.act, case.kinds)
        person, facts = case.person, case.facts
        verdict, by, asks = selection.judged(person, facts)
        return Answer(
            verdict,
            None if by is None else by.rule,
            asks,
            tuple([rule for check, rule in selection.warning if check(person, facts)]),
            price(selection.prices, person, facts) if selection.prices else (),
            tuple([r for one in selection.orders if (r := one.rank(case)) is not None]),
            tuple([o.rule for o in selection.reminding if o.holds(person, facts) is not False]),
        )

    def select(self, act: str, kinds: Kinds) -> Selection:
        """The rules that may apply; those on things stay when it is not known which thing it is."""
        key = (act, kinds)
        found = self._selections.get(key)
        if found is None:
            found = self._select(act, kinds)
            if len(self._selections) < MOST_SELECTIONS:
                self._selections[key] = found
        return found

    def _select(self, act: str, kinds: Kinds) -> Selection:
        of_act = [one for one in self.compiled if act in one.rule.clause.acts]
        if kinds is None:
            rules = [_doubted(one) if one.rule.clause.things else one for one in of_act]
        else:
            all_kinds = frozenset(broader(self.charter, kinds))
            rules = [one for one in of_act if _is_about(one.rule, all_kinds)]
        binding = [one for one in rules if not one.is_spoken]
        return Selection(
            silence=self.charter.grants_silence(act),
            forbidding=tuple(one for one in binding if one.forbids),
            permitting=tuple(one for one in binding if one.permits),
            warning=tuple(_warning(one) for one in binding if _is_warning(one.rule)),
            prices=tuple(self._prices(binding)),
            orders=tuple(self._orders(binding)),
            reminding=tuple(o for o in rules if o.is_spoken or _is_reminder(o.rule)),
        )

    def _prices(self, rules: Iterable[CompiledRule]) -> Iterable[CompiledPrices]:
        for one in rules:
            if isinstance(one.rule.clause.effect, Prices):
                effect = one.rule.clause.effect
                yield compile_prices(one.rule.id, effect, one.holds, self.mode)

    def _orders(self, rules: Iterable[CompiledRule]) -> Iterable[CompiledOrder]:
        for one in rules:
            if isinstance(one.rule.clause.effect, Orders):
                effect = one.rule.clause.effect
                yield compile_order(one.rule.id, effect, one.holds, self.mode)


def _agreements(rules: Iterable[CompiledRule]) -> tuple[Agreement, ...]:
    return tuple(dict.fromkeys(ask for one in rules for ask in one.agreements))


def _would_yield(one: CompiledRule, person: Known, facts: Known) -> bool:
    """Whether a rule in the way would not be any more if its agreements were given."""
    return bool(one.agreements) and one.blocks_agreed(person, facts) is False


def narrower(charter: Charter) -> Mapping[str, frozenset[str]]:
    """For each kind, itself and every kind that it includes."""
    found: dict[str, set[str]] = {}
    for kind in charter.kinds:
        for wider in broader(charter, (kind,)):
            found.setdefault(wider, {wider}).add(kind)
    return {kind: frozenset(kinds) for kind, kinds in found.items()}


def _is_about(rule: Rule, kinds: frozenset[str]) -> bool:
    return not rule.clause.things or not kinds.isdisjoint(rule.clause.things)


def _doubted(one: CompiledRule) -> CompiledRule:
    """A rule about some things, for a thing that is not known: True becomes unknown."""
    return replace(
        one,
        holds=_doubt(one.holds),
        holds_agreed=_doubt(one.holds_agreed),
        blocks=_doubt(one.blocks),
        blocks_agreed=_doubt(one.blocks_agreed),
    )


def _doubt(check: Check) -> Check:
    def doubted(person: Known, facts: Known) -> Truth:
        return False if check(person, facts) is False else None

    return doubted


def _is_warning(rule: Rule) -> bool:
    return isinstance(rule.clause.effect, Limits) and not rule.clause.effect.hard


def _is_reminder(rule: Rule) -> bool:
    return isinstance(rule.clause.effect, Reminds)


def _warning(one: CompiledRule) -> tuple[Check, Rule]:
    effect = one.rule.clause.effect
    assert isinstance(effect, Limits)  # noqa: S101 - `_is_warning` holds it
    return every([one.holds, passes_limit(effect)]), one.rule
