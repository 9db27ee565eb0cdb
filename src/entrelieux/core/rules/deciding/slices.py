"""How many slices of a price an act takes: of time, of a quantity, of what is left of a season."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import datetime, timedelta
from fractions import Fraction

from entrelieux.core.rules.deciding.numbers import event_at
from entrelieux.core.rules.deciding.truth import Known
from entrelieux.core.rules.tree.durations import Duration, add_months
from entrelieux.core.rules.tree.prices import Per, Slices
from entrelieux.core.rules.tree.tests import Number

Rational = int | Fraction
Slicer = Callable[[Known, Known], Rational | None]
Span = tuple[datetime, datetime]
_ROUNDED: dict[Slices, Callable[[Rational], Rational]] = {
    "started": math.ceil,
    "whole": math.floor,
    "exact": lambda slices: slices,
}


def compile_slices(per: Per) -> Slicer:
    """A function that counts slices; None when a fact is missing."""
    if isinstance(per.size, Duration) and per.size.minutes and not per.since and not per.until:
        return _of_minutes(per.size.minutes, per.slices)
    rounded = _ROUNDED[per.slices]
    count = _timed(per, per.size) if isinstance(per.size, Duration) else _weighed(per, per.size)

    def slices(person: Known, facts: Known) -> Rational | None:
        found = count(person, facts)
        return None if found is None else rounded(found)

    return slices


def _weighed(per: Per, each: Number) -> Slicer:
    size, of = Fraction(each), per.of

    def count(person: Known, facts: Known) -> Rational | None:
        found = (facts.get("quantities") or {}).get(of)
        if found is None:
            return None
        if isinstance(found, int):
            return over(found * size.denominator, size.numerator)
        return Fraction(str(found)) / size

    return count


def over(number: int, size: int) -> Rational:
    """A number divided by another: whole when it can be, as whole numbers are quicker."""
    whole, rest = divmod(number, size)
    return Fraction(number, size) if rest else whole


def _timed(per: Per, size: Duration) -> Slicer:
    span = _since(per.since) if per.since else _until(per.until) if per.until else _asked

    def count(person: Known, facts: Known) -> Rational | None:
        found = span(person, facts)
        return None if found is None else lengths(size, *found)

    return count


def _of_minutes(size: int, slices: Slices) -> Slicer:
    """The commonest price of all, without fractions where whole numbers are enough."""
    if slices == "exact":
        return lambda person, facts: _shared(facts.get("lasts"), size)
    up = slices == "started"

    def count(person: Known, facts: Known) -> Rational | None:
        lasts = facts.get("lasts")
        if lasts is None:
            return None
        return int(-(-lasts // size) if up else lasts // size)

    return count


def _shared(lasts: float | None, size: int) -> Rational | None:
    return None if lasts is None else Fraction(lasts) / size


def _asked(person: Known, facts: Known) -> Span | None:
    at, minutes = facts.get("at"), facts.get("lasts")
    return None if at is None or minutes is None else (at, at + timedelta(minutes=minutes))


def _since(event: str) -> Callable[[Known, Known], Span | None]:
    def span(person: Known, facts: Known) -> Span | None:
        at, (start, _) = facts.get("at"), event_at(event, person, facts)
        return None if at is None or start is None else (start, max(start, at))

    return span


def _until(day: str) -> Callable[[Known, Known], Span | None]:
    def span(person: Known, facts: Known) -> Span | None:
        at = facts.get("at")
        return None if at is None else (at, end_of_next(day, at))

    return span


def end_of_next(day: str, at: datetime) -> datetime:
    """The end of the next day of a date of the year « MM-DD », which may be the same day."""
    month, number = (int(part) for part in day.split("-"))
    ends = (_end_of(at, year, month, number) for year in (at.year, at.year + 1))
    return next(end for end in ends if end > at)


def _end_of(at: datetime, year: int, month: int, number: int) -> datetime:
    first = at.replace(year=year, month=month, day=1, hour=0, minute=0, second=0, microsecond=0)
    return min(first + timedelta(days=number), add_months(first, 1))


def lengths(size: Duration, start: datetime, end: datetime) -> Rational:
    """How many times a duration fits between two moments; months are those of the calendar."""
    minutes, seconds = size.minutes, int((end - start).total_seconds())
    if minutes is not None:
        return over(seconds, minutes * 60)
    whole = 0
    while Duration((whole + 1) * size.count, size.unit).after(start) <= end:
        whole += 1
    last = Duration(whole * size.count, size.unit).after(start)
    following = Duration((whole + 1) * size.count, size.unit).after(start)
    part = Fraction(int((end - last).total_seconds()), int((following - last).total_seconds()))
    return whole + part
