"""Reads of who comes: for hosts, and for each person her own."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import F, Q, QuerySet, Sum

from entrelieux.accounts.models import Person
from entrelieux.activities.models import Occurrence, Registration

State = Registration.State


def seats_taken(occurrence: Occurrence) -> int:
    """To be asked under the lock of the row, when the answer decides."""
    held = Registration.objects.filter(occurrence=occurrence, state=State.REGISTERED)
    return int(held.aggregate(total=Sum(F("adults") + F("minors")))["total"] or 0)


def seats_left(occurrence: Occurrence) -> int | None:
    """None when there is no limit; never less than none."""
    seats = occurrence.event.seats
    return None if seats is None else max(0, seats - seats_taken(occurrence))


def coming_to(occurrence: Occurrence) -> QuerySet[Registration]:
    """For its hosts alone: those who have a seat, then the waiting list in its order."""
    coming = occurrence.registrations.filter(state__in=Registration.COMING)
    return coming.order_by("state", "confirmed_at", "pk")


def waiting_for(occurrence: Occurrence) -> QuerySet[Registration]:
    """The waiting list, the first first."""
    return occurrence.registrations.filter(state=State.WAITING).order_by("confirmed_at", "pk")


def find_own(occurrence: Occurrence, person: Any) -> Registration | None:
    """A person's own live registration for a time."""
    if not person.is_authenticated:
        return None
    return (
        occurrence.registrations.filter(Q(person=person) | Q(email=person.email))
        .filter(state__in=Registration.COMING)
        .first()
    )


def own_registrations(person: Person) -> QuerySet[Registration]:
    """Hers, with her account or with her address, which signing in proved to be hers."""
    return (
        Registration.objects.filter(Q(person=person) | Q(email=person.email), forgotten_at=None)
        .exclude(state=State.PENDING)
        .select_related("occurrence__event__place__root")
    )


def own_to_come(person: Person, now: datetime) -> QuerySet[Registration]:
    coming = own_registrations(person).filter(
        occurrence__ends_at__gt=now, state__in=Registration.COMING
    )
    return coming.order_by("occurrence__starts_at")
