"""iCalendar (RFC 5545): events written for calendar programs, and read from their files."""

from entrelieux.core.interchange.icalendar.busy import Busy, read_busy
from entrelieux.core.interchange.icalendar.read import read_calendar
from entrelieux.core.interchange.icalendar.records import (
    CalendarEvent,
    Problem,
    ReadCalendar,
    UnreadableCalendar,
)
from entrelieux.core.interchange.icalendar.write import write_calendar

__all__ = [
    "Busy",
    "CalendarEvent",
    "Problem",
    "ReadCalendar",
    "UnreadableCalendar",
    "read_busy",
    "read_calendar",
    "write_calendar",
]
