"""What a condition may look at, when the answer is a number or a duration to compare."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from entrelieux.core.rules.tree.durations import Duration
from entrelieux.core.rules.tree.tests import Test

Period = Literal["now", "day", "week", "month", "year", "ever"]
PERIODS: tuple[Period, ...] = get_args(Period)
Window = Period | Duration
PERSON, THING, BOTH, EVERYBODY = "person", "thing", "person-and-thing", "everybody"


@dataclass(frozen=True, slots=True)
class Age:
    """ag: in years."""

    test: Test


@dataclass(frozen=True, slots=True)
class Balance:
    """bal: what the person's account holds in a unit; a debt is under zero."""

    unit: str
    test: Test


@dataclass(frozen=True, slots=True)
class Quantity:
    """mt, cap, cf: a number that comes with the act: grams, euros of value, people expected…"""

    of: str
    test: Test


@dataclass(frozen=True, slots=True)
class CardNumber:
    """rs: a number that the card of the thing gives (level, capacity)."""

    of: str
    test: Test


@dataclass(frozen=True, slots=True)
class Lasts:
    """du: from the start to the end asked."""

    test: Test


@dataclass(frozen=True, slots=True)
class Ahead:
    """ld: from the asking to the start."""

    test: Test


@dataclass(frozen=True, slots=True)
class Since:
    """el, sd: from an event of the person, the thing or the act to the moment of the act."""

    event: str
    test: Test


@dataclass(frozen=True, slots=True)
class Count:
    """qw, sim, cap: uses counted over a window, this one left out.

    `by` is whose: the person's, the thing's, the person's on this thing, everybody's, or those of
    the group of that name.
    `window` is a calendar period, « now » for what is held at once, or a rolling duration.
    """

    what: str
    test: Test
    by: str = PERSON
    window: Window = "now"


@dataclass(frozen=True, slots=True)
class Nth:
    """qw: this use is the nth over a window, or, with `every`, one in n."""

    what: str
    rank: int
    by: str = PERSON
    window: Window = "ever"
    every: bool = False


@dataclass(frozen=True, slots=True)
class Breaches:
    """in: past breaches of a category, those since less than a duration."""

    of: str
    test: Test
    within: Duration | None = None
