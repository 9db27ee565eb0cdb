"""Is it open now, until when, and what does the week look like?

Evaluation is by the `opening-hours-py` library, with French public holidays. School holidays (SH)
are told by the caller.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple

from opening_hours import OpeningHours, validate

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
    value: str, when: datetime, *, school_holidays: Callable[[date], bool] | None = None
) -> OpenStatus:
    """The status at `when` (aware). A value that cannot be read is unknown."""
    if not is_valid(value):
        return OpenStatus("unknown", None, None)
    naive = when.replace(tzinfo=None)
    state: State = "unknown"
    until, next_open = None, None
    for rank, (start, end, found, comment) in enumerate(_parsed(value).intervals(naive)):
        if rank == 0:
            state, until = _state(str(found), comment), end
        elif next_open is None and _state(str(found), comment) == "open":
            next_open = start
            break
        if start - naive > timedelta(days=HORIZON_DAYS):
            break
    zone = when.tzinfo
    return OpenStatus(
        state,
        until.replace(tzinfo=zone) if until else None,
        next_open.replace(tzinfo=zone) if next_open else None,
    )


def _state(state: str, comment: str) -> State:
    name = state.rsplit(".", 1)[-1].lower()
    if "rendez-vous" in comment:
        return "appointment"
    known: dict[str, State] = {"open": "open", "closed": "closed"}
    return known.get(name, "unknown")


def week_table(
    value: str, monday: date, *, school_holidays: Callable[[date], bool] | None = None
) -> list[Day]:
    """Seven days from `monday`, each with its slots that are not closed."""
    days = (monday + timedelta(days=n) for n in range(7))
    return [Day(day, tuple(_slots(value, day))) for day in days]


def _slots(value: str, day: date) -> Iterator[Slot]:
    if not is_valid(value):
        return
    start_of_day = datetime.combine(day, time())
    for start, end, found, comment in _parsed(value).intervals(
        start_of_day, start_of_day + timedelta(days=1)
    ):
        state = _state(str(found), comment)
        if state in ("open", "appointment"):
            yield Slot(start.time(), end.time() if end else time(23, 59), state, comment)


def open_slots(value: str) -> frozenset[int]:
    """The quarters of an hour of an ordinary week during which it is open (0 = Monday 00:00)."""
    if not is_valid(value):
        return frozenset()
    monday = date(2024, 1, 8)  # a week without holidays
    slots = set()
    for rank, day in enumerate(week_table(value, monday)):
        for span in day.slots:
            if span.state == "open":
                first = rank * 96 + (span.start.hour * 60 + span.start.minute) // 15
                end = rank * 96 + -(-(span.end.hour * 60 + span.end.minute) // 15)
                slots |= set(range(first, end if span.end > span.start else (rank + 1) * 96))
    return frozenset(slots)
