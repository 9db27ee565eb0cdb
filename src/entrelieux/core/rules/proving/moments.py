"""Moments as variables of a formula: those of the calendar, to any part of a minute."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

from entrelieux.core.rules.tree.durations import Duration
from entrelieux.core.rules.tree.moments import DAYS, LAST, When
from entrelieux.core.rules.tree.tests import Op

Formula = Any
DAY = 1440  # minutes
_BEFORE_MONTH = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)  # days, in a common year
_SHORT = (3, 5, 8, 10)  # the months of thirty days, January being 0


@dataclass(frozen=True)
class Moment:
    """`month` counts months since the year 0, `day` is that of the month, `minute` of the day.

    `days` counts days as `date.toordinal` does; `length` are the days of the month.
    """

    z3: Any
    month: Formula
    day: Formula
    minute: Formula
    days: Formula
    length: Formula
    constraints: tuple[Formula, ...]

    @classmethod
    def variable(cls, z3: Any, context: Any, name: str) -> Moment:
        year, month, day = (z3.Int(f"{name} {part}", context) for part in ("year", "month", "day"))
        minute = z3.Real(f"{name} minute", context)
        is_leap = z3.And(year % 4 == 0, z3.Or(year % 100 != 0, year % 400 == 0))
        february = z3.If(is_leap, 29, 28)
        is_short = z3.Or([month == short for short in _SHORT])
        length = z3.If(month == 1, february, z3.If(is_short, 30, 31))
        past = year - 1
        before = z3.IntVal(0, context)
        for rank, days in enumerate(_BEFORE_MONTH):
            before = z3.If(month == rank, days, before)
        leap_day = z3.If(z3.And(is_leap, month > 1), 1, 0)
        ordinal = 365 * past + past / 4 - past / 100 + past / 400 + before + leap_day + day
        # A variable of its own, said twice: each way of comparing is then quick.
        days = z3.Int(f"{name} days", context)
        constraints = (
            *(year >= 1, year <= 9998, month >= 0, month <= 11),
            *(day >= 1, day <= length, minute >= 0, minute < DAY, days == ordinal),
        )
        return cls(z3, 12 * year + month, day, minute, days, length, constraints)

    @property
    def minutes(self) -> Formula:
        return self.z3.ToReal(self.days) * DAY + self.minute

    def is_at(self, moment: datetime) -> Formula:
        return self.z3.And(self.days == moment.toordinal(), self.minute == minute_of(moment, self))

    def not_before(self, moment: datetime) -> Formula:
        day = moment.toordinal()
        later = self.minute >= minute_of(moment, self)
        return self.z3.Or(self.days > day, self.z3.And(self.days == day, later))

    def before(self, moment: datetime) -> Formula:
        return self.z3.Not(self.not_before(moment))

    def read(self, model: Any) -> datetime:
        days = model.eval(self.days, model_completion=True).as_long()
        told = model.eval(self.minute, model_completion=True)
        minute = Fraction(told.numerator_as_long(), told.denominator_as_long())
        return datetime.fromordinal(days) + timedelta(minutes=float(minute))

    def compared(self, op: Op, start: Moment, length: Duration) -> Formula:
        """This moment against the end of a duration from another: see `Duration.after`."""
        z3 = self.z3
        if length.minutes is not None:
            return compare(op, self.minutes, start.minutes + length.minutes)
        month = start.month + length.count * (12 if length.unit == "year" else 1)
        # Compared with in its own month alone: the last day of a shorter one is its own.
        day = z3.If(start.day > self.length, self.length, start.day)
        same_day = z3.And(self.month == month, self.day == day)
        over = z3.Or(
            self.month > month,
            z3.And(self.month == month, self.day > day),
            z3.And(same_day, self.minute > start.minute),
        )
        same = z3.And(same_day, self.minute == start.minute)
        match op:
            case "is":
                return same
            case "over":
                return over
            case "at_least":
                return z3.Or(over, same)
            case "under":
                return z3.Not(z3.Or(over, same))
            case "at_most":
                return z3.Not(over)

    def is_when(self, when: When) -> Formula:
        """Whether a calendar condition holds: see `When.holds`."""
        z3, told = self.z3, []
        if when.days:
            weekday = (self.days + 6) % 7  # 1 January of the year 1 was a Monday
            told.append(z3.Or([weekday == DAYS.index(day) for day in when.days]))
        if when.nth == LAST:
            told.append(self.day + 7 > self.length)
        elif when.nth is not None:
            told.append((self.day - 1) / 7 + 1 == when.nth)
        if when.start or when.end:
            start, end = (_clock(bound) for bound in (when.start, when.end))
            told.append(_within(z3, self.minute, start, end, closed=False))
        if when.first or when.last:
            now = (self.month % 12 + 1) * 100 + self.day
            first, last = (_day_of_year(bound) for bound in (when.first, when.last))
            told.append(_within(z3, now, first, last, closed=True))
        return z3.And(told)


def minute_of(moment: datetime, of: Moment) -> Formula:
    midnight = datetime(moment.year, moment.month, moment.day)  # noqa: DTZ001 - local, as facts are
    seconds = Fraction((moment - midnight) // timedelta(microseconds=1), 60_000_000)
    told = f"{seconds.numerator}/{seconds.denominator}"
    return of.z3.RealVal(told, of.minute.ctx)


def compare(op: Op, left: Formula, right: Formula) -> Formula:
    match op:
        case "at_least":
            return left >= right
        case "at_most":
            return left <= right
        case "over":
            return left > right
        case "under":
            return left < right
        case "is":
            return left == right


def _clock(told: str | None) -> int | None:
    if told is None:
        return None
    hours, minutes = told.split(":")
    return 60 * int(hours) + int(minutes)


def _day_of_year(told: str | None) -> int | None:
    return None if told is None else int(told.replace("-", ""))


def _within(z3: Any, now: Formula, first: int | None, last: int | None, *, closed: bool) -> Formula:
    """Between two bounds of a circle; a missing one bounds nothing."""
    after = None if first is None else now >= first
    before = None if last is None else (now <= last if closed else now < last)
    if after is None or before is None:
        return before if after is None else after
    assert first is not None and last is not None  # noqa: S101 - both bounds are there
    return z3.And(after, before) if first <= last else z3.Or(after, before)
