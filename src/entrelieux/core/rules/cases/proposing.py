"""Cases to put to the group: pairs that differ by one fact, and that the rule tells apart.

Every fact that a rule looks at gets its pair, if the rule can tell one (modified condition/decision
coverage, as in avionics: RTCA DO-178C). What has none does not matter to the rule.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from entrelieux.core.rules.deciding.conditions import Mode
from entrelieux.core.rules.deciding.rules import compile_blocks, compile_holds
from entrelieux.core.rules.deciding.truth import Check, Truth, never
from entrelieux.core.rules.facts.case import Case
from entrelieux.core.rules.searching.changes import Domain, Place
from entrelieux.core.rules.searching.domain import Options
from entrelieux.core.rules.searching.solving import satisfy
from entrelieux.core.rules.tree.charter import Rule

MOST_STEPS = 4000


@dataclass(frozen=True, slots=True)
class Pair:
    """Of `applies` the rule’s effect holds, of `spares` not; they differ by the fact at `place`."""

    place: Place
    applies: Case
    spares: Case


def pairs(rule: Rule, mode: Mode) -> tuple[Pair, ...]:
    """A pair for each fact that matters to the rule, in the order of its sentence."""
    open_mode = Mode(open_minded=True, narrower=mode.narrower)
    check = compile_blocks(rule.clause, open_mode)
    if check is never:
        check = compile_holds(rule.clause, open_mode)
    clause = rule.clause
    start = Case(clause.acts[0], facts={"kinds": clause.things[:1], "this": clause.things[:1]})
    domain = Options(open_mode).domain([clause], start)
    found = (_pair(place, domain, start, check) for place in domain)
    return tuple(pair for pair in found if pair)


def _pair(place: Place, domain: Domain, start: Case, check: Check) -> Pair | None:
    """The facts beside one, of which two values of that one make the difference."""
    others = Domain((other, changes) for other, changes in domain.items() if other != place)
    for one, two in _both_ways([change.value for change in domain[place]]):

        def judge(case: Case, one: object = one, two: object = two) -> Truth:
            return _differs(check, place.write(case, one), place.write(case, two))

        found = satisfy(others, start, judge, steps=MOST_STEPS)
        if found.case:
            return Pair(place, place.write(found.case, one), place.write(found.case, two))
    return None


def _both_ways(values: list[object]) -> Iterator[tuple[object, object]]:
    for rank, one in enumerate(values):
        for two in values[:rank]:
            yield two, one
            yield one, two


def _differs(check: Check, one: Case, two: Case) -> Truth:
    """Whether it is true of the first and false of the second, whatever is not known of them."""
    first, second = check(one.person, one.facts), check(two.person, two.facts)
    if first is False or second is True:
        return False
    return True if first and second is False else None
