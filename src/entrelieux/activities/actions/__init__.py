"""Writing what happens in places."""

from entrelieux.activities.actions.door import mark_came, register_at_door
from entrelieux.activities.actions.events import (
    add_event,
    cancel_time,
    change_event,
    move_time,
    put_time_back,
    remove_event,
    restore_event,
)
from entrelieux.activities.actions.following import (
    apply_reading,
    drop_reading,
    fetch_calendar,
    propose_calendar,
    reread_calendar,
    stop_calendar,
)
from entrelieux.activities.actions.keys import forget_agenda_key, new_agenda_key
from entrelieux.activities.actions.registering import (
    Party,
    ask_to_register,
    cancel_registration,
    confirm_registration,
    fill_freed_seats,
    register,
)
from entrelieux.activities.actions.scheduling import (
    extend_schedules,
    mark_over_events,
    schedule_event,
)
from entrelieux.activities.actions.telling import forget_registrations, send_reminders
from entrelieux.activities.actions.usages import add_usage, change_usage

__all__ = [
    "Party",
    "add_event",
    "add_usage",
    "apply_reading",
    "ask_to_register",
    "cancel_registration",
    "cancel_time",
    "change_event",
    "change_usage",
    "confirm_registration",
    "drop_reading",
    "extend_schedules",
    "fetch_calendar",
    "fill_freed_seats",
    "forget_agenda_key",
    "forget_registrations",
    "mark_came",
    "mark_over_events",
    "move_time",
    "new_agenda_key",
    "propose_calendar",
    "put_time_back",
    "register",
    "register_at_door",
    "remove_event",
    "reread_calendar",
    "restore_event",
    "schedule_event",
    "send_reminders",
    "stop_calendar",
]
