"""Reads of what happens in places."""

from entrelieux.activities.queries.calendars import events_behind, own_events, person_behind
from entrelieux.activities.queries.events import (
    events_of,
    find_event,
    removed_events,
    time_to_show,
    times_at,
    times_for,
    times_of_usage,
)
from entrelieux.activities.queries.hosts import shown_hosts
from entrelieux.activities.queries.registrations import (
    coming_to,
    find_own,
    own_registrations,
    own_to_come,
    seats_left,
    seats_taken,
    waiting_for,
)
from entrelieux.activities.queries.usages import find_usage, removed_usages, usages_of

__all__ = [
    "coming_to",
    "events_behind",
    "events_of",
    "find_event",
    "find_own",
    "find_usage",
    "own_events",
    "own_registrations",
    "own_to_come",
    "person_behind",
    "removed_events",
    "removed_usages",
    "seats_left",
    "seats_taken",
    "shown_hosts",
    "time_to_show",
    "times_at",
    "times_for",
    "times_of_usage",
    "usages_of",
    "waiting_for",
]
