"""An event as calendars tell it: nobody's name, no guest, no organiser."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from entrelieux.core.booking import Series
from entrelieux.core.interchange.errors import InterchangeError


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """`uid` names it in its calendar for ever. Its series lasts whole days if `is_all_day`.

    `position` is (latitude, longitude) in WGS84 degrees; `updated_at` has an offset, and is None
    when the calendar does not say.
    """

    uid: str
    name: str
    series: Series
    is_all_day: bool = False
    description: str = ""
    location: str = ""
    url: str = ""
    position: tuple[float, float] | None = None
    categories: tuple[str, ...] = ()
    is_cancelled: bool = False
    version: int = 0
    updated_at: datetime | None = None


Reason = Literal["no-date", "no-name", "bad-rule", "bad-date", "private", "too-long", "too-many"]


@dataclass(frozen=True, slots=True)
class Problem:
    """What of an event was not understood; the event is there all the same when `is_kept`."""

    name: str
    reason: Reason
    is_kept: bool = False


@dataclass(frozen=True, slots=True)
class ReadCalendar:
    name: str
    events: Sequence[CalendarEvent]
    problems: Sequence[Problem]


class UnreadableCalendar(InterchangeError):
    def __init__(self) -> None:
        super().__init__(
            "Ce n’est pas un agenda iCalendar : donnez l’adresse d’un fichier .ics, qui commence "
            "par BEGIN:VCALENDAR."
        )
