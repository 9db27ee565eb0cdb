"""What time does to events: new dates come within reach, others are over."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from entrelieux.activities.actions import extend_schedules, mark_over_events
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
