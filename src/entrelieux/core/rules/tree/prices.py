"""Prices: a table read from the top, with caps, started slices and pro rata."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from entrelieux.core.rules.tree.conditions import Condition
from entrelieux.core.rules.tree.durations import Duration
from entrelieux.core.rules.tree.tests import Card, Number

Slices = Literal["started", "whole", "exact"]
SLICES: tuple[Slices, ...] = get_args(Slices)


@dataclass(frozen=True, slots=True)
class Per:
    """What an amount is for: each `size` of a quantity, or each `size` of the time asked.

    `since` counts the time from an event instead (a late return), and `until` to a day « MM-DD »
    (what is left of a season). Slices are counted when started, when whole, or exactly (pro rata).
    """

    size: Duration | Number
    of: str | None = None
    since: str | None = None
    until: str | None = None
    slices: Slices = "started"


@dataclass(frozen=True, slots=True)
class Line:
    """`amount` (from the card of the thing, if it says so), or `percent` of what `of` costs.

    `free` slices are not counted; the result is held between `at_least` and `at_most`.
    """

    amount: Number | Card | None = None
    percent: Number | None = None
    of: str | None = None
    per: Per | None = None
    free: Number = 0
    at_least: Number | None = None
    at_most: Number | Card | None = None
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Prices:
    """The first line whose condition holds gives the amount, of a heading (fee, deposit, fine).

    Amounts of one heading add up, from rule to rule; percents apply to the sum of its amounts.
    """

    heading: str
    unit: str
    lines: tuple[Line, ...]
