"""Changing a series from one of its days on: what was before stays as it was.

« This time » is `cancelled` or `moved` for its day; « all » changes the series itself; « this and
the following » parts it in two series, the second of which begins on that day.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from entrelieux.core.booking.recurrence import Series, Slot, days_of
from entrelieux.core.booking.rules import Rule


def before_day(series: Series, day: date) -> Series | None:
    """What is left of a series that ends before a day; None when nothing is.

    Days are those of the rule: a time of before that was moved later stays in it.
    """
    first = series.first.start.date()
    if day <= first:
        return None
    rule = _ended(series.rule, first, day - timedelta(days=1)) if series.rule else None
    return replace(
        series,
        rule=rule,
        added=frozenset(one for one in series.added if one < day),
        cancelled=frozenset(one for one in series.cancelled if one < day),
        moved={one: slot for one, slot in series.moved.items() if one < day},
    )


def from_day(series: Series, day: date, *, first: Slot | None = None) -> Series:
    """The part of a series from a day of its rule on; at the hours of `first` when it is given.

    `first` must lie on the same day, unless the rule tells no day of its own: then what follows
    goes with it. What was cancelled or moved after that day stays so, by its own day.
    """
    start = first or series.usual_slot(day)
    return replace(
        series,
        first=start,
        rule=_left(series.rule, series.first.start.date(), day) if series.rule else None,
        added=frozenset(one for one in series.added if one > day),
        cancelled=frozenset(one for one in series.cancelled if one >= day),
        moved={one: slot for one, slot in series.moved.items() if one > day},
    )


def _ended(rule: Rule, first: date, last: date) -> Rule | None:
    """The same days up to `last`; None when the first time is the only one left."""
    kept = list(days_of(rule, first, last))
    if not [day for day in kept if day != first]:
        return None
    return replace(rule, count=None, until=kept[-1])


def _left(rule: Rule, first: date, day: date) -> Rule:
    """The same days from `day` on: of a number of times, those that are left.

    Every other week stays the same weeks, since the first time is one of the rule's own days.
    """
    if rule.count is None:
        return rule
    over = sum(1 for _day in days_of(rule, first, day - timedelta(days=1)))
    return replace(rule, count=rule.count - over)
