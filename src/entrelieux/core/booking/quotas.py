"""Allowances: « 5 jours par mois », « 10 heures par semaine », « deux fois par an ».

A window is a day, a week from Monday, a month or a year on the clocks of the place. A day counts
once however often it is used; a use over midnight counts in each window for its part of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from typing import Literal
from zoneinfo import ZoneInfo

from entrelieux.core.booking.spans import Span, common, merged

Unit = Literal["hours", "days", "times"]
Window = Literal["day", "week", "month", "year"]
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Quota:
    """At most `amount` units in each window."""

    amount: Fraction
    unit: Unit
    window: Window
    zone: str


@dataclass(frozen=True, slots=True)
class Excess:
    """A window that would be passed: it begins on `day`; `left` is what could still be used."""

    day: date
    used: Fraction
    asked: Fraction
    left: Fraction


def excesses(quota: Quota, past: Iterable[Span], asked: Iterable[Span]) -> list[Excess]:
    """The windows in which what is asked for would pass the quota, the first first.

    A window that is passed already stands in the way only of what would add to it.
    """
    known, wanted = list(past), list(asked)
    found = []
    for day in sorted({day for use in wanted for day in _windows(quota, use)}):
        used, total = spent(quota, known, day), spent(quota, [*known, *wanted], day)
        if total > quota.amount and total > used:
            found.append(Excess(day, used, total - used, max(Fraction(), quota.amount - used)))
    return found


def spent(quota: Quota, uses: Iterable[Span], day: date) -> Fraction:
    """How much is used in the window that holds a day."""
    zone = ZoneInfo(quota.zone)
    first = window_start(quota.window, day)
    window = Span(_midnight(first, zone), _midnight(_next(quota.window, first), zone))
    if quota.unit == "times":
        return Fraction(sum(1 for use in uses if window.start <= use.start < window.end))
    inside = [piece for use in uses for piece in common([use], [window])]
    if quota.unit == "hours":
        return sum((Fraction(piece.length / HOUR) for piece in inside), Fraction())
    return Fraction(len({day for piece in merged(inside) for day in _days(piece, zone)}))


def window_start(window: Window, day: date) -> date:
    """The first day of the window that holds a day.

    >>> str(window_start("week", date(2026, 11, 26)))
    '2026-11-23'
    """
    match window:
        case "day":
            return day
        case "week":
            return day - timedelta(days=day.weekday())
        case "month":
            return day.replace(day=1)
        case "year":
            return day.replace(month=1, day=1)


def _next(window: Window, first: date) -> date:
    lengths = {"day": 1, "week": 7, "month": 32, "year": 367}
    later = first + timedelta(days=lengths[window])
    return window_start(window, later)


def _windows(quota: Quota, use: Span) -> set[date]:
    zone = ZoneInfo(quota.zone)
    days = [use.start.astimezone(zone).date()] if quota.unit == "times" else _days(use, zone)
    return {window_start(quota.window, day) for day in days}


def _days(use: Span, zone: ZoneInfo) -> Iterator[date]:
    """The days that a use touches; its end is not in it."""
    day = use.start.astimezone(zone).date()
    last = (use.end - timedelta(microseconds=1)).astimezone(zone).date()
    while day <= last:
        yield day
        day += timedelta(days=1)


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)
