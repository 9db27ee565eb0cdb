"""Times of events as lists and months show them."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from django.conf import settings

from entrelieux.activities.models import Event, Occurrence
from entrelieux.activities.wording import moment_words, short_hours
from entrelieux.activities.zones import on_clock
from entrelieux.places.models import Place


@dataclass(frozen=True, slots=True)
class ListedTime:
    """One time of an event, on the clocks of its place."""

    occurrence: Occurrence
    start: datetime
    end: datetime

    @property
    def event(self) -> Event:
        return self.occurrence.event

    @property
    def place(self) -> Place | None:
        return self.event.card

    @property
    def url(self) -> str:
        return self.occurrence.get_absolute_url()

    @property
    def when(self) -> str:
        said = moment_words(self.start, self.end, is_all_day=self.event.is_all_day)
        return f"{said}{self.other_clock}"

    @property
    def hours(self) -> str:
        said = short_hours(self.start, self.end, is_all_day=self.event.is_all_day)
        return f"{said}{self.other_clock}"

    @property
    def other_clock(self) -> str:
        """Told when the clocks are not those of the territory: « (Indian/Reunion) »."""
        zone = self.event.zone
        return "" if zone == settings.TIME_ZONE or self.event.is_all_day else f" ({zone})"

    @property
    def left(self) -> int | None:
        """Seats left, when they were counted (`with_taken`) and there is a limit."""
        taken = getattr(self.occurrence, "taken", None)
        if taken is None or self.event.seats is None:
            return None
        return max(0, self.event.seats - taken)

    @property
    def is_full(self) -> bool:
        return self.left == 0

    @property
    def is_cancelled(self) -> bool:
        return self.occurrence.is_cancelled


@dataclass(frozen=True, slots=True)
class Day:
    day: date
    times: Sequence[ListedTime]
    is_in_month: bool = True
    is_today: bool = False


def listed(occurrence: Occurrence) -> ListedTime:
    zone = occurrence.event.zone
    return ListedTime(
        occurrence, on_clock(occurrence.starts_at, zone), on_clock(occurrence.ends_at, zone)
    )


def by_day(occurrences: Iterable[Occurrence], today: date) -> list[Day]:
    """Under the day on which each starts; what is under way already is under today."""
    times = sorted(map(listed, occurrences), key=lambda one: max(one.start.date(), today))
    grouped = groupby(times, key=lambda one: max(one.start.date(), today))
    return [Day(day, tuple(held), is_today=day == today) for day, held in grouped]


def weeks_of(month: date, occurrences: Iterable[Occurrence], today: date) -> list[list[Day]]:
    """The whole weeks of a month; what lasts several days is under each of them."""
    times = list(map(listed, occurrences))
    return [
        [_day_of(day, times, month, today) for day in week]
        for week in calendar.Calendar().monthdatescalendar(month.year, month.month)
    ]


def _day_of(day: date, times: list[ListedTime], month: date, today: date) -> Day:
    held = tuple(one for one in times if one.start.date() <= day <= _last_day(one))
    return Day(day, held, is_in_month=day.month == month.month, is_today=day == today)


def _last_day(one: ListedTime) -> date:
    """What ends at midnight does not take the next day."""
    return (max(one.start, one.end - timedelta(minutes=1))).date()
