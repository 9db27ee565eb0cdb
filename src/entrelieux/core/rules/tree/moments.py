"""When something happens: days of the week, the first Saturday, hours, a season."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

Day = Literal["mo", "tu", "we", "th", "fr", "sa", "su"]
DAYS: tuple[Day, ...] = get_args(Day)
LAST = -1


@dataclass(frozen=True, slots=True)
class When:
    """All that is given must hold; at least one thing is.

    `nth` is the rank of the weekday in its month, -1 for the last. `start` and `end` are « HH:MM »;
    the end is left out, and hours that pass midnight wrap. `first` and `last` are « MM-DD », both
    included; a season may pass the new year.
    """

    days: tuple[Day, ...] = ()
    nth: int | None = None
    start: str | None = None
    end: str | None = None
    first: str | None = None
    last: str | None = None

    def holds(self, moment: datetime) -> bool:
        return (
            (not self.days or DAYS[moment.weekday()] in self.days)
            and (self.nth is None or _is_nth(self.nth, moment))
            and _within(self.start, self.end, moment.hour, moment.minute, ":", closed=False)
            and _within(self.first, self.last, moment.month, moment.day, "-", closed=True)
        )


def _is_nth(nth: int, moment: datetime) -> bool:
    if nth == LAST:
        return moment.day + 7 > calendar.monthrange(moment.year, moment.month)[1]
    return (moment.day - 1) // 7 + 1 == nth


def _within(
    first: str | None, last: str | None, large: int, small: int, sign: str, *, closed: bool
) -> bool:
    """Between two labels of a circle (a day, a year); a missing end is no bound."""
    if first is None and last is None:
        return True
    now = f"{large:02d}{sign}{small:02d}"
    after = first is None or now >= first
    before = last is None or now < last or (closed and now == last)
    if first is None or last is None or first <= last:
        return after and before
    return after or before
