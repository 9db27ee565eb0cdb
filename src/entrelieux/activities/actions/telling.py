"""Telling those who come: what changes, what is tomorrow; forgetting them afterwards."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from entrelieux.activities.mails import write_to_registered
from entrelieux.activities.models import Occurrence, Registration
from entrelieux.activities.models.registration import NAMES_KEPT
from entrelieux.activities.zones import on_clock
from entrelieux.platform import audit

State = Registration.State
REMINDED_FROM_HOUR = 9
# How long a request that was not confirmed is kept, and names after the event.
PENDING_KEPT = timedelta(hours=48)


def tell_changed(*, occurrences: Iterable[Occurrence]) -> int:
    """Writes to those who come to times that moved, or do not happen; returns how many."""
    told = 0
    for occurrence in occurrences:
        for registration in occurrence.registrations.filter(state__in=Registration.COMING):
            registration.occurrence = occurrence
            write_to_registered("changed", registration, is_cancelled=occurrence.is_cancelled)
            told += 1
    return told


def send_reminders(*, now: datetime) -> int:
    """Writes to those who asked for it, once, on the day before by the clocks of the place."""
    waiting = Registration.objects.filter(
        state=State.REGISTERED,
        wants_reminder=True,
        reminded_at=None,
        occurrence__is_cancelled=False,
        occurrence__starts_at__gt=now,
        occurrence__starts_at__lt=now + timedelta(hours=48),
    ).select_related("occurrence__event__place__root")
    return sum(1 for registration in waiting if _remind(registration, now))


def _remind(registration: Registration, now: datetime) -> bool:
    occurrence = registration.occurrence
    here = on_clock(now, occurrence.event.zone)
    day = on_clock(occurrence.starts_at, occurrence.event.zone).date()
    is_day_before = day - here.date() == timedelta(days=1) and here.hour >= REMINDED_FROM_HOUR
    if not is_day_before and day != here.date():
        return False
    with transaction.atomic():
        mine = Registration.objects.filter(pk=registration.pk, reminded_at=None)
        if not mine.update(reminded_at=now):
            return False
        write_to_registered("reminder", registration)
        audit.record("send_event_reminder", occurrence, registration=registration.pk)
    return True


@transaction.atomic
def forget_registrations(*, now: datetime) -> int:
    """Deletes requests that nobody confirmed, and the names of those who came long ago.

    How many came stays. Returns how many were forgotten.
    """
    stale = Registration.objects.filter(state=State.PENDING, created_at__lt=now - PENDING_KEPT)
    deleted, _by_model = stale.delete()
    old = Registration.objects.filter(occurrence__ends_at__lt=now - NAMES_KEPT, forgotten_at=None)
    forgotten = old.update(name="", email="", note="", person=None, forgotten_at=now)
    return deleted + forgotten
