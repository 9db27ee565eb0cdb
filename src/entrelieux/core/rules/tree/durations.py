"""Durations as ISO 8601 writes them, of one unit: « PT48H » is 48 hours, « P6M » six months."""

from __future__ import annotations

import re
from calendar import isleap
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, get_args

Unit = Literal["minute", "hour", "day", "week", "month", "year"]
UNITS: tuple[Unit, ...] = get_args(Unit)
LONGEST = 9999
_LETTERS: dict[str, Unit] = {"D": "day", "W": "week", "M": "month", "Y": "year"}
_CLOCK: dict[str, Unit] = {"M": "minute", "H": "hour"}
_WRITTEN = re.compile(r"P(?:(T)([1-9]\d{0,3})([MH])|([1-9]\d{0,3})([DWMY]))")
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_MINUTES = {"minute": 1, "hour": 60, "day": 1440, "week": 10080}


@dataclass(frozen=True, slots=True)
class Duration:
    """`count` units, 1 to 9999; months and years are those of the calendar."""

    count: int
    unit: Unit

    def __str__(self) -> str:
        letter = next(letter for letter, unit in self._letters().items() if unit == self.unit)
        return f"P{'T' if self.unit in _CLOCK.values() else ''}{self.count}{letter}"

    def _letters(self) -> dict[str, Unit]:
        return _CLOCK if self.unit in _CLOCK.values() else _LETTERS

    @property
    def minutes(self) -> int | None:
        """Its length, or None for months and years, which vary."""
        each = _MINUTES.get(self.unit)
        return None if each is None else each * self.count

    def after(self, start: datetime) -> datetime:
        """The end of the duration; the 31st of a shorter month is its last day."""
        return self._moved(start, self.count)

    @property
    def end_of(self) -> Callable[[datetime], datetime]:
        """`after`, made ready once for many moments."""
        if self.minutes is None:
            return self.after
        length = timedelta(minutes=self.minutes)
        return lambda start: start + length

    def before(self, end: datetime) -> datetime:
        return self._moved(end, -self.count)

    def _moved(self, moment: datetime, count: int) -> datetime:
        if self.unit in _MINUTES:
            return moment + timedelta(minutes=count * _MINUTES[self.unit])
        return add_months(moment, count * (12 if self.unit == "year" else 1))


def add_months(moment: datetime, count: int) -> datetime:
    rank = moment.year * 12 + moment.month - 1 + count
    year, month = divmod(rank, 12)
    year = min(9998, max(2, year))  # a minute more or less is a date still
    last = _DAYS[month] + (month == 1 and isleap(year))
    return moment.replace(year=year, month=month + 1, day=min(moment.day, last))


def read_duration(text: str) -> Duration | None:
    """None when it is not a duration of one unit.

    >>> read_duration("PT48H"), str(Duration(6, "month")), read_duration("48h")
    (Duration(count=48, unit='hour'), 'P6M', None)
    """
    match = _WRITTEN.fullmatch(text)
    if match is None:
        return None
    clock, hours, hour_letter, days, day_letter = match.groups()
    if clock:
        return Duration(int(hours), _CLOCK[hour_letter])
    return Duration(int(days), _LETTERS[day_letter])
