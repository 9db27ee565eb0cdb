"""Writing what happens in places."""

from entrelieux.activities.actions.events import (
    add_event,
    cancel_time,
    change_event,
    move_time,
    put_time_back,
    remove_event,
    restore_event,
)
from entrelieux.activities.actions.scheduling import (
    extend_schedules,
    mark_over_events,
    schedule_event,
)
from entrelieux.activities.actions.usages import add_usage, change_usage

__all__ = [
    "add_event",
    "add_usage",
    "cancel_time",
    "change_event",
    "change_usage",
    "extend_schedules",
    "mark_over_events",
    "move_time",
    "put_time_back",
    "remove_event",
    "restore_event",
    "schedule_event",
]
