"""Reads of what happens in places."""

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
from entrelieux.activities.queries.usages import find_usage, removed_usages, usages_of

__all__ = [
    "events_of",
    "find_event",
    "find_usage",
    "removed_events",
    "removed_usages",
    "shown_hosts",
    "time_to_show",
    "times_at",
    "times_for",
    "times_of_usage",
    "usages_of",
]
