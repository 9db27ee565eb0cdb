"""What an act costs: amounts add up in each heading, then percentages apply to the sums.

Amounts are exact, in ten-thousandths of a unit, until the sum is rounded to the hundredth.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from entrelieux.core.rules.deciding.answer import Price
from entrelieux.core.rules.deciding.conditions import Mode, compile_condition
from entrelieux.core.rules.deciding.slices import Rational, compile_slices
from entrelieux.core.rules.deciding.truth import Check, Known, Truth, always
from entrelieux.core.rules.tree.prices import Line, Prices
from entrelieux.core.rules.tree.tests import Card, Number

Cost = Callable[[Known, Known], Rational | None]
UNIT = 10_000
HUNDREDTH = 100


@dataclass(frozen=True, slots=True)
class CompiledLine:
    """`percent` applies to what the heading `of` costs; without it, `cost` is the amount."""

    applies: Check
    cost: Cost
    percent: Fraction | None
    of: str
    capped: Callable[[Rational, Known, Known], Rational | None]


@dataclass(frozen=True, slots=True)
class CompiledPrices:
    rule: str
    heading: str
    unit: str
    holds: Check
    lines: tuple[CompiledLine, ...]

    def line(self, person: Known, facts: Known) -> tuple[Truth, CompiledLine | None]:
        """The line that applies, if one does; None instead of True when that is not known."""
        holds = self.holds(person, facts)
        if not holds:
            return holds, None
        for line in self.lines:
            applies = line.applies(person, facts)
            if applies is None or applies:
                return applies, line
        return False, None


@dataclass(slots=True)
class _Heading:
    """What is known of a heading so far; `base` is None once an amount of it is not known."""

    base: Rational | None = 0
    rules: list[str] = field(default_factory=list)
    percents: list[CompiledLine] = field(default_factory=list)


def compile_prices(rule: str, prices: Prices, holds: Check, mode: Mode) -> CompiledPrices:
    lines = tuple(_compile_line(line, prices.heading, mode) for line in prices.lines)
    return CompiledPrices(rule, prices.heading, prices.unit, holds, lines)


def _compile_line(line: Line, heading: str, mode: Mode) -> CompiledLine:
    applies = always if line.when is None else compile_condition(line.when, mode)
    percent = None if line.percent is None else Fraction(line.percent) / 100
    capped = _compile_caps(line)
    return CompiledLine(applies, _compile_cost(line), percent, line.of or heading, capped)


def price(all_prices: Sequence[CompiledPrices], person: Known, facts: Known) -> tuple[Price, ...]:
    """The sum of each heading and unit, in the order of the rules; those not known included."""
    headings: dict[tuple[str, str], _Heading] = {}
    for one in all_prices:
        truth, line = one.line(person, facts)
        if truth is False:
            continue
        heading = headings.setdefault((one.heading, one.unit), _Heading())
        heading.rules.append(one.rule)
        _add(heading, line if truth else None, person, facts)
    return tuple(
        [_total(key, heading, headings, person, facts) for key, heading in headings.items()]
    )


def _add(heading: _Heading, line: CompiledLine | None, person: Known, facts: Known) -> None:
    if line is not None and line.percent is not None:
        heading.percents.append(line)
        return
    cost = None if line is None else line.cost(person, facts)
    capped = None if cost is None or line is None else line.capped(cost, person, facts)
    heading.base = None if heading.base is None or capped is None else heading.base + capped


def _total(
    key: tuple[str, str],
    heading: _Heading,
    headings: dict[tuple[str, str], _Heading],
    person: Known,
    facts: Known,
) -> Price:
    total = heading.base
    for line in heading.percents:
        other = headings.get((line.of, key[1]))
        base = 0 if other is None else other.base
        share = None if base is None or line.percent is None else base * line.percent
        part = None if share is None else line.capped(share, person, facts)
        total = None if total is None or part is None else total + part
    return Price(*key, None if total is None else rounded(total), tuple(heading.rules))


def rounded(amount: Rational) -> Decimal:
    """To the hundredth, halves away from zero."""
    sign, size = (-1, -amount) if amount < 0 else (1, amount)
    return Decimal(sign * int((size + HUNDREDTH // 2) // HUNDREDTH)).scaleb(-2)


def _compile_cost(line: Line) -> Cost:
    each = _compile_number(line.amount)
    if line.per is None:
        return each
    slices, free = compile_slices(line.per), Fraction(line.free) if line.free else 0

    def cost(person: Known, facts: Known) -> Rational | None:
        amount, count = each(person, facts), slices(person, facts)
        if amount is None or count is None:
            return None
        counted = count - free if free else count
        return amount * counted if counted > 0 else 0

    return cost


def _compile_caps(line: Line) -> Callable[[Rational, Known, Known], Rational | None]:
    if line.at_least is None and line.at_most is None:
        return lambda cost, person, facts: cost
    least = None if line.at_least is None else scaled(line.at_least)
    most = None if line.at_most is None else _compile_number(line.at_most)

    def capped(cost: Rational, person: Known, facts: Known) -> Rational | None:
        if least is not None and cost < least:
            cost = least
        if most is None:
            return cost
        bound = most(person, facts)
        return None if bound is None else min(cost, bound)

    return capped


def _compile_number(value: Number | Card | None) -> Cost:
    """An amount, or what the card of the thing says; nothing is nothing known."""
    if isinstance(value, Card):
        name, otherwise = value.name, None if value.otherwise is None else scaled(value.otherwise)

        def on_card(person: Known, facts: Known) -> Rational | None:
            found = (facts.get("numbers") or {}).get(name)
            return otherwise if found is None else Fraction(str(found)) * UNIT

        return on_card
    known = None if value is None else scaled(value)
    return lambda person, facts: known


def scaled(number: Number) -> int:
    """In ten-thousandths, exactly: documents give four decimals at most."""
    return int(number * UNIT)
