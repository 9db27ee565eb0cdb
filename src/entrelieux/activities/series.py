"""An event as the series of times that its columns say (core/booking)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from entrelieux.activities.models import Event
from entrelieux.core.booking import Series, Slot, parse_rule


def series_of(event: Event) -> Series:
    return Series(
        first=slot_between(event.first_day, event.start_time, event.last_day, event.end_time),
        zone=event.zone,
        rule=parse_rule(event.rule) if event.rule else None,
        added=frozenset(map(date.fromisoformat, event.added)),
        cancelled=frozenset(map(date.fromisoformat, event.cancelled)),
        moved={date.fromisoformat(day): slot_from(moved) for day, moved in event.moved.items()},
    )


def slot_between(
    first_day: date, start_time: time | None, last_day: date | None, end_time: time | None
) -> Slot:
    """By the wall clock; whole days when no hour is said."""
    last = last_day or first_day
    if start_time is None or end_time is None:
        return Slot(
            datetime.combine(first_day, time()), datetime.combine(last + timedelta(days=1), time())
        )
    return Slot(datetime.combine(first_day, start_time), datetime.combine(last, end_time))


def slot_from(moved: Mapping[str, Any]) -> Slot:
    """What `Event.moved` keeps of a day. Raises `ValueError` for what is no moment."""
    slot = Slot(datetime.fromisoformat(moved["start"]), datetime.fromisoformat(moved["end"]))
    if slot.start.tzinfo or slot.end.tzinfo:
        raise ValueError("wall clocks have no offset")
    return slot


def slot_json(slot: Slot) -> dict[str, str]:
    return {
        "start": slot.start.isoformat(timespec="minutes"),
        "end": slot.end.isoformat(timespec="minutes"),
    }
