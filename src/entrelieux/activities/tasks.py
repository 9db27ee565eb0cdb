"""What time does to events: dates come within reach, are tomorrow, are over, are forgotten."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from entrelieux.activities.actions import (
    extend_schedules,
    fill_freed_seats,
    forget_registrations,
    mark_over_events,
    send_reminders,
)
from entrelieux.platform.jobs import every, job

SINCE = timedelta(hours=3)


@every(minutes=24 * 60)
@job("activities.schedule", lease_minutes=30)
def schedule() -> None:
    extend_schedules(now=timezone.now())


@every(minutes=30)
@job("activities.over")
def tell_what_is_over() -> None:
    """The search says the next date of each event: it is read again when one is over."""
    now = timezone.now()
    mark_over_events(since=now - SINCE, until=now)


@every(minutes=10)
@job("activities.seats")
def give_seats() -> None:
    fill_freed_seats(now=timezone.now())


@every(minutes=60)
@job("activities.remind", lease_minutes=30)
def remind() -> None:
    send_reminders(now=timezone.now())


@every(minutes=24 * 60)
@job("activities.forget")
def forget() -> None:
    forget_registrations(now=timezone.now())
