"""Is it open now, until when, and what does the week look like?

Evaluation is by the `opening-hours-py` library, with French public holidays. School holidays (SH)
are told by the caller.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from opening_hours import OpeningHours, validate

from entrelieux.core.hours.school import SchoolHolidays, depends_on_school, resolved

State = Literal["open", "closed", "appointment", "unknown"]
HORIZON_DAYS = 60


@dataclass(frozen=True, slots=True)
class OpenStatus:
    """`until` is when the state ends; `next_open` when it next opens, if it is not open."""

    state: State
    until: datetime | None
    next_open: datetime | None

    @property
    def is_open(self) -> bool | None:
        """None when one cannot say without calling."""
        return {"open": True, "closed": False}.get(self.state)

    @property
    def changes_at(self) -> datetime | None:
        return self.until if self.is_open else self.next_open


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a week's table; `spans` are its open times."""

    day: date
    slots: tuple[Slot, ...]

    @property
    def spans(self) -> list[tuple[time, time]]:
        return [(slot.start, slot.end) for slot in self.slots if slot.state == "open"]


class Slot(NamedTuple):
    start: time
    end: time
    state: State
    comment: str


def is_valid(value: str) -> bool:
    return bool(value) and bool(validate(value))


@lru_cache(maxsize=4096)
def _parsed(value: str) -> OpeningHours:
    return OpeningHours(value, country="FR")


def status_at(
    value: str, when: datetime, *, school_holidays: SchoolHolidays | None = None
) -> OpenStatus:
    """The status at `when`, aware, on the clock of the place; unknown if it cannot be read.

    Without `school_holidays`, what depends on them is unknown. `until` and `next_open` are None
    when nothing changes within `HORIZON_DAYS`.
    """
    if not is_valid(value):
        return OpenStatus("unknown", None, None)
    naive = when.replace(tzinfo=None)
    next_open = None
    stretches = _stretches(value, naive, school_holidays)
    _start, end, state = next(stretches, (naive, None, "unknown"))
    until = end
    for start, end, found in stretches:
        if until == start and found == state:
            until = end
        elif found == "open" and next_open is None:
            next_open = start
            break
    zone = when.tzinfo
    return OpenStatus(
        state,
        until.replace(tzinfo=zone) if until else None,
        next_open.replace(tzinfo=zone) if next_open else None,
    )


def _stretches(
    value: str, start: datetime, school_holidays: SchoolHolidays | None
) -> Iterator[tuple[datetime, datetime | None, State]]:
    """The states from `start` on, at most `HORIZON_DAYS` ahead."""
    last = start + timedelta(days=HORIZON_DAYS)
    if not depends_on_school(value):
        for first, end, found, comment in _parsed(value).intervals(start):
            if first > last:
                return
            yield first, end, _state(str(found), comment)
        return
    moment = start
    while moment < last:
        midnight = datetime.combine(moment.date(), time()) + timedelta(days=1)
        yield from _day_stretches(value, moment, midnight, school_holidays)
        moment = midnight


def _day_stretches(
    value: str, start: datetime, end: datetime, school_holidays: SchoolHolidays | None
) -> Iterator[tuple[datetime, datetime, State]]:
    inside = school_holidays(start.date()) if school_holidays else None
    variants = [
        _states(resolved(value, in_holidays=answer), start, end)
        for answer in ((True, False) if inside is None else (inside,))
    ]
    edges = sorted(
        {edge for variant in variants for first, last, _ in variant for edge in (first, last)}
    )
    for first, last in pairwise(edges):
        found = {state for variant in variants for a, b, state in variant if a <= first < b}
        yield first, last, found.pop() if len(found) == 1 else "unknown"


def _states(value: str, start: datetime, end: datetime) -> list[tuple[datetime, datetime, State]]:
    return [
        (first, last or end, _state(str(found), comment))
        for first, last, found, comment in _parsed(value).intervals(start, end)
    ]


def _state(state: str, comment: str) -> State:
    name = state.rsplit(".", 1)[-1].lower()
    if "rendez-vous" in comment:
        return "appointment"
    known: dict[str, State] = {"open": "open", "closed": "closed"}
    return known.get(name, "unknown")


def week_table(
    value: str, first: date, *, school_holidays: SchoolHolidays | None = None
) -> list[Day]:
    """Seven days from `first`, each with its slots that are not closed."""
    days = (first + timedelta(days=n) for n in range(7))
    return [Day(day, tuple(_slots(value, day, school_holidays))) for day in days]


def _slots(value: str, day: date, school_holidays: SchoolHolidays | None) -> Iterator[Slot]:
    if not is_valid(value):
        return
    start_of_day = datetime.combine(day, time())
    end_of_day = start_of_day + timedelta(days=1)
    if depends_on_school(value):
        for start, end, state in _day_stretches(value, start_of_day, end_of_day, school_holidays):
            if state != "closed":
                yield Slot(start.time(), _clock(end, end_of_day), state, "")
        return
    for start, end, found, comment in _parsed(value).intervals(start_of_day, end_of_day):
        state = _state(str(found), comment)
        if state != "closed":
            yield Slot(start.time(), _clock(end or end_of_day, end_of_day), state, comment)


def _clock(end: datetime, end_of_day: datetime) -> time:
    """Midnight at the end of a day is shown as its last minute."""
    return time(23, 59) if end >= end_of_day else end.time()


def open_stretches(
    value: str, start: datetime, end: datetime, *, school_holidays: SchoolHolidays | None = None
) -> list[tuple[datetime, datetime]]:
    """When it is surely open between two moments, all on the clock of the place; in order.

    By appointment, or unknown, is not open.
    """
    if not is_valid(value):
        return []
    if not depends_on_school(value):
        return [(a, b) for a, b, state in _states(value, start, end) if state == "open"]
    found = []
    while start < end:
        midnight = min(end, datetime.combine(start.date(), time()) + timedelta(days=1))
        stretches = _day_stretches(value, start, midnight, school_holidays)
        found += [(a, b) for a, b, state in stretches if state == "open"]
        start = midnight
    return found


def open_slots(
    value: str, first: date, *, school_holidays: SchoolHolidays | None = None
) -> frozenset[int]:
    """The quarters of an hour of a week during which it is open (0 = Monday 00:00).

    They are those of the seven days from `first`, whatever its day: what changes with the date is
    right until these days are over.
    """
    if not is_valid(value):
        return frozenset()
    slots = set()
    for day in week_table(value, first, school_holidays=school_holidays):
        rank = day.day.weekday()
        for span in day.slots:
            if span.state == "open":
                begin = rank * 96 + (span.start.hour * 60 + span.start.minute) // 15
                end = rank * 96 + -(-(span.end.hour * 60 + span.end.minute) // 15)
                slots |= set(range(begin, end if span.end > span.start else (rank + 1) * 96))
    return frozenset(slots)
