"""What an act costs: amounts add up in each heading, then percentages apply to the sums.

Amounts are exact, in ten-thousandths of a unit, until the sum is rounded to the hundredth. Whole
numbers stay so, as nearly all are: a fraction costs ten times more to reckon with.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from entrelieux.core.rules.deciding.answer import Price
from entrelieux.core.rules.deciding.conditions import Mode, compile_condition
from entrelieux.core.rules.deciding.slices import Rational, compile_slices
from entrelieux.core.rules.deciding.truth import Check, Known, Truth, always
from entrelieux.core.rules.tree.prices import Line, Prices
from entrelieux.core.rules.tree.tests import Card, Number

Cost = Callable[[Known, Known], Rational | None]
Capped = Callable[[Rational, Known, Known], Rational | None]
UNIT = 10_000
HUNDREDTH = 100
MOST_EXACT = 1e10  # under it, no two numbers of four decimals are the same float


@dataclass(frozen=True, slots=True)
class CompiledLine:
    """`percent` applies to what the heading `of` costs; else `cost` is the amount, capped."""

    applies: Check
    cost: Cost
    percent: tuple[int, int] | None  # numerator and denominator
    of: str
    capped: Capped | None


@dataclass(frozen=True, slots=True)
class CompiledPrices:
    own: tuple[str]  # its rule
    key: tuple[str, str]  # heading and unit
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


class _Heading:
    """What is known of a heading so far; `base` is None once an amount of it is not known."""

    __slots__ = ("base", "percents", "rules")

    def __init__(self) -> None:
        self.base: Rational | None = 0
        self.rules: tuple[str, ...] = ()
        self.percents: tuple[CompiledLine, ...] = ()


def compile_prices(rule: str, prices: Prices, holds: Check, mode: Mode) -> CompiledPrices:
    lines = tuple(_compile_line(line, prices.heading, mode) for line in prices.lines)
    return CompiledPrices((rule,), (prices.heading, prices.unit), holds, lines)


def _compile_line(line: Line, heading: str, mode: Mode) -> CompiledLine:
    applies = always if line.when is None else compile_condition(line.when, mode)
    percent = None if line.percent is None else (Fraction(line.percent) / 100).as_integer_ratio()
    of = line.of or heading
    caps = _compile_caps(line)
    cost = _compile_cost(line)
    if caps is not None and percent is None:
        cost = _held(cost, caps)
    return CompiledLine(applies, cost, percent, of, caps)


def _held(cost: Cost, caps: Capped) -> Cost:
    def held(person: Known, facts: Known) -> Rational | None:
        found = cost(person, facts)
        return None if found is None else caps(found, person, facts)

    return held


def price(all_prices: Sequence[CompiledPrices], person: Known, facts: Known) -> tuple[Price, ...]:
    """The sum of each heading and unit, in the order of the rules; those not known included."""
    headings: dict[tuple[str, str], _Heading] = {}
    for one in all_prices:
        truth, line = one.line(person, facts)
        if truth is False:
            continue
        heading = headings.get(one.key)
        if heading is None:
            heading = headings[one.key] = _Heading()
        heading.rules += one.own
        if line is None or not truth:
            heading.base = None
        elif line.percent is not None:
            heading.percents += (line,)
        elif heading.base is not None:
            cost = line.cost(person, facts)
            heading.base = None if cost is None else heading.base + cost
    return tuple(
        [_total(key, heading, headings, person, facts) for key, heading in headings.items()]
    )


def _total(
    key: tuple[str, str],
    heading: _Heading,
    headings: dict[tuple[str, str], _Heading],
    person: Known,
    facts: Known,
) -> Price:
    total = heading.base
    if not heading.percents:
        return Price(*key, None if total is None else rounded(total), heading.rules)
    for line in heading.percents:
        other = headings.get((line.of, key[1]))
        base = 0 if other is None else other.base
        part = None if base is None or line.percent is None else _share(base, *line.percent)
        if part is not None and line.capped is not None:
            part = line.capped(part, person, facts)
        total = None if total is None or part is None else total + part
    return Price(*key, None if total is None else rounded(total), heading.rules)


def _share(base: Rational, numerator: int, denominator: int) -> Rational:
    """A percentage of a base, whole when it can be."""
    parts = base * numerator
    if isinstance(parts, int):
        whole, rest = divmod(parts, denominator)
        if not rest:
            return whole
    return Fraction(parts, denominator)


@lru_cache(maxsize=4096)
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


def _compile_caps(line: Line) -> Capped | None:
    if line.at_least is None and line.at_most is None:
        return None
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
            return otherwise if found is None else of_card(found)

        return on_card
    known = None if value is None else scaled(value)
    return lambda person, facts: known


def of_card(found: float) -> Rational:
    """A number as it was written, in ten-thousandths."""
    near = found * UNIT if isinstance(found, int) else round(found * UNIT)
    is_exact = isinstance(found, int) or (abs(found) < MOST_EXACT and near / UNIT == found)
    return near if is_exact else Fraction(str(found)) * UNIT


def scaled(number: Number) -> int:
    """In ten-thousandths, exactly: documents give four decimals at most."""
    return int(number * UNIT)
