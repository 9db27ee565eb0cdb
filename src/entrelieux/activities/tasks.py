"""What time does to events: dates come within reach, are tomorrow, are over, are forgotten."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from entrelieux.activities.actions import (
    extend_schedules,
    fill_freed_seats,
    forget_registrations,
    mark_over_events,
    reread_calendar,
    send_reminders,
)
from entrelieux.activities.models import PlaceCalendar
from entrelieux.platform.jobs import enqueue, every, job

SINCE = timedelta(hours=3)
REREAD = "activities.reread"
REREAD_AFTER = timedelta(hours=6)


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


@every(minutes=30)
@job("activities.calendars")
def ask_for_due_calendars() -> None:
    """One job per calendar: one that fails does not hold back the others."""
    due = PlaceCalendar.objects.filter(is_followed=True, read_at__lt=timezone.now() - REREAD_AFTER)
    for calendar in due:
        enqueue(REREAD, unique_key=f"{REREAD}:{calendar.pk}", calendar=calendar.pk)


@job(REREAD, retries=1)
def reread(*, calendar: int) -> None:
    wanted = PlaceCalendar.objects.filter(pk=calendar, is_followed=True).first()
    if wanted:
        reread_calendar(calendar=wanted)
