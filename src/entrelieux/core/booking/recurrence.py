"""The days of a rule, and the moments of a series on the clocks of its place.

Everything repeats by the wall clock: a workshop at 14:00 stays at 14:00 when the clocks change, and
ends at the hour that was said. A time that the clocks skip is read with the offset before the
change, one that they show twice is the first of both (RFC 5545 §3.3.5).
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from entrelieux.core.booking.rules import Rule


@dataclass(frozen=True, slots=True)
class Slot:
    """From one moment to another by the wall clock of a place: both are naive."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Series:
    """Something that happens once, or again and again, at most once for each day of its rule.

    `first` is its first time. `added` are days beside those of the rule, `cancelled` days that do
    not happen, `moved` where those of a day went: days are always those of the rule, before any
    move. `zone` is an IANA name.
    """

    first: Slot
    zone: str
    rule: Rule | None = None
    added: frozenset[date] = frozenset()
    cancelled: frozenset[date] = frozenset()
    moved: Mapping[date, Slot] = field(default_factory=dict)

    def slot_of(self, day: date) -> Slot:
        """When that of a day happens, moved or not."""
        return self.moved.get(day) or self.usual_slot(day)

    def usual_slot(self, day: date) -> Slot:
        shift = day - self.first.start.date()
        return Slot(self.first.start + shift, self.first.end + shift)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time of a series; `day` names it for ever; `start` and `end` are in UTC."""

    day: date
    start: datetime
    end: datetime
    is_cancelled: bool = False
    is_moved: bool = False


def occurrences(series: Series, *, after: datetime, before: datetime) -> list[Occurrence]:
    """Those that end after a moment and start before another, in the order of their start.

    Cancelled ones are among them, and say so.
    """
    zone = ZoneInfo(series.zone)
    length = series.first.end - series.first.start
    # A day of slack on each side: a clock may have changed in between.
    lowest = _day_of(after, zone) - length - timedelta(days=1)
    days = set(days_between(series, lowest, _day_of(before, zone) + timedelta(days=1)))
    found = [_occurrence(series, day, zone) for day in days | _moved_days(series)]
    wanted = [one for one in found if one.end > after and one.start < before]
    return sorted(wanted, key=lambda one: (one.start, one.day))


def days_between(series: Series, lowest: date, highest: date) -> Iterator[date]:
    """The days of a series from one day to another, both included; in no order."""
    first = series.first.start.date()
    if lowest <= first <= highest:
        yield first
    yield from (day for day in series.added if lowest <= day <= highest)
    if series.rule:
        yield from (
            day for day in days_of(series.rule, first, highest) if lowest <= day and day != first
        )


def days_of(rule: Rule, first: date, last: date) -> Iterator[date]:
    """The days of a rule that begins on `first`, in order, up to `last`.

    >>> from entrelieux.core.booking.rules import parse_rule
    >>> first_saturday = parse_rule("FREQ=MONTHLY;BYDAY=1SA")
    >>> [str(day) for day in days_of(first_saturday, date(2026, 1, 3), date(2026, 3, 31))]
    ['2026-01-03', '2026-02-07', '2026-03-07']
    """
    end = min(last, rule.until) if rule.until else last
    left = rule.count
    for period in _periods(rule, first, end):
        for day in _chosen(rule, period, first):
            if day < first:
                continue
            if day > end or left == 0:
                return
            yield day
            left = None if left is None else left - 1


def _periods(rule: Rule, first: date, end: date) -> Iterator[list[date]]:
    """The days of each period of the rule, from that of `first` on: bounded by `end`."""
    for step in count():
        days = _period(rule, first, step * rule.interval)
        if not days or days[0] > end:
            return
        yield days


def _period(rule: Rule, first: date, shift: int) -> list[date]:
    try:
        match rule.frequency:
            case "DAILY":
                return [first + timedelta(days=shift)]
            case "WEEKLY":
                monday = first - timedelta(days=(first.weekday() - rule.week_start) % 7)
                return [monday + timedelta(weeks=shift, days=n) for n in range(7)]
            case "MONTHLY":
                months = first.year * 12 + first.month - 1 + shift
                return _month(months // 12, months % 12 + 1)
            case "YEARLY":
                return [day for month in range(1, 13) for day in _month(first.year + shift, month)]
    except (OverflowError, ValueError):  # beyond the last year that a date can have
        return []


def _month(year: int, month: int) -> list[date]:
    return [date(year, month, day) for day in range(1, monthrange(year, month)[1] + 1)]


def _chosen(rule: Rule, period: list[date], first: date) -> Iterable[date]:
    days = [day for day in period if _fits(rule, day, first)]
    if not rule.positions:
        return days
    ranks = {position - 1 if position > 0 else len(days) + position for position in rule.positions}
    return [day for rank, day in enumerate(days) if rank in ranks]


def _fits(rule: Rule, day: date, first: date) -> bool:
    if rule.months and day.month not in rule.months:
        return False
    if rule.month_days or rule.weekdays:
        return _is_day_of_month(rule, day) and _is_weekday(rule, day)
    match rule.frequency:
        case "DAILY":
            return True
        case "WEEKLY":
            return day.weekday() == first.weekday()
        case "MONTHLY":
            return day.day == first.day
        case "YEARLY":
            return day.day == first.day and (bool(rule.months) or day.month == first.month)


def _is_day_of_month(rule: Rule, day: date) -> bool:
    if not rule.month_days:
        return True
    length = monthrange(day.year, day.month)[1]
    return day.day in rule.month_days or day.day - length - 1 in rule.month_days


def _is_weekday(rule: Rule, day: date) -> bool:
    if not rule.weekdays:
        return True
    return any(
        weekday.day == day.weekday() and (not weekday.rank or weekday.rank in _ranks(rule, day))
        for weekday in rule.weekdays
    )


def _ranks(rule: Rule, day: date) -> tuple[int, int]:
    """How many such weekdays there are up to this one, in its month or its year, from each end."""
    if rule.frequency == "YEARLY" and not rule.months:
        position, length = day.timetuple().tm_yday, date(day.year, 12, 31).timetuple().tm_yday
    else:
        position, length = day.day, monthrange(day.year, day.month)[1]
    return (position - 1) // 7 + 1, -((length - position) // 7 + 1)


def _moved_days(series: Series) -> set[date]:
    """Where they went may be far from their day: all are looked at."""
    if not series.moved:
        return set()
    return set(days_between(series, min(series.moved), max(series.moved))) & series.moved.keys()


def _occurrence(series: Series, day: date, zone: ZoneInfo) -> Occurrence:
    slot = series.slot_of(day)
    return Occurrence(
        day=day,
        start=slot.start.replace(tzinfo=zone).astimezone(UTC),
        end=slot.end.replace(tzinfo=zone).astimezone(UTC),
        is_cancelled=day in series.cancelled,
        is_moved=day in series.moved,
    )


def _day_of(moment: datetime, zone: ZoneInfo) -> date:
    return moment.astimezone(zone).date()
