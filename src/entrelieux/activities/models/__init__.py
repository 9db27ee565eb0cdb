"""What happens in a place: usages, events, each of their times, who comes, and calendars."""

from entrelieux.activities.models.calendar import AgendaKey, CalendarReading, PlaceCalendar
from entrelieux.activities.models.event import Entrance, Event, Occurrence, State
from entrelieux.activities.models.registration import Registration
from entrelieux.activities.models.usage import Minors, Usage

__all__ = [
    "AgendaKey",
    "CalendarReading",
    "Entrance",
    "Event",
    "Minors",
    "Occurrence",
    "PlaceCalendar",
    "Registration",
    "State",
    "Usage",
]
