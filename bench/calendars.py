"""Writing an agenda as iCalendar: ours, and the icalendar library writing the same one again.

The library's own writing of lines is what is timed: the objects that it needs are made before.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock

from icalendar import Calendar
from table import print_table

from entrelieux.core.booking import Series, Slot, parse_rule
from entrelieux.core.interchange.icalendar import CalendarEvent, write_calendar

WEEKLY = parse_rule("FREQ=WEEKLY;BYDAY=TH")
ABOUT = "Apportez un vêtement à raccommoder ; machines et fil sont sur place, le café aussi. " * 4


def event(rank: int) -> CalendarEvent:
    start = datetime.combine(date(2026, 10, 1), clock(14)) + timedelta(weeks=rank % 50)
    return CalendarEvent(
        uid=f"{rank}@entrelieux.example",
        name=f"Café couture, n° {rank}",
        series=Series(
            Slot(start, start + timedelta(hours=2)), "Europe/Paris", None if rank % 3 else WEEKLY
        ),
        description=ABOUT,
        location="Salle du haut, L’Atelier, 3 rue du Four, 15300 Murat",
        url=f"https://entrelieux.example/rendez-vous/{rank}/",
        position=(45.11, 2.87),
        categories=("Couture",),
        updated_at=datetime(2026, 9, 1, tzinfo=UTC),
    )


def seconds(do: Callable[[], bytes]) -> float:
    """Of the processor: other programs may be busy."""
    started = time.process_time()
    do()
    return time.process_time() - started


def row(count: int) -> list[object]:
    events = [event(rank) for rank in range(count)]
    written = write_calendar(events, name="Agenda")
    library = Calendar.from_ical(written)
    assert library.to_ical() == written
    ours, theirs = seconds(lambda: write_calendar(events, name="Agenda")), seconds(library.to_ical)
    return [count, len(written) // 1000, round(ours * 1000), round(theirs * 1000)]


if __name__ == "__main__":
    headers = ["events", "kB", "ours (ms)", "library (ms)"]
    print_table("An agenda as iCalendar", headers, [row(count) for count in (100, 1_000, 5_000)])
