"""Reads of events and of each of their times."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from entrelieux.activities.models import Event, Occurrence, Usage
from entrelieux.activities.models.event import OccurrenceQuerySet
from entrelieux.places.models import Place


def find_event(public_id: str, person: Any) -> Event | None:
    """None when there is none, or it is not for this person: both look the same."""
    found = Event.objects.visible_to(person).filter(public_id=public_id)
    return found.select_related("place__root", "community", "usage", "calendar").first()


def times_for(person: Any) -> OccurrenceQuerySet:
    """The times of the events that a person may see, with their event and place."""
    return Occurrence.objects.filter(event__in=Event.objects.visible_to(person)).select_related(
        "event__place__root"
    )


def times_at(place: Place, person: Any, now: datetime) -> OccurrenceQuerySet:
    """Those to come at a card."""
    at_place = Q(event__place=place) | Q(event__place__root=place)
    return times_for(person).filter(at_place).to_come(now).with_taken()


def times_of_usage(usage: Usage, person: Any, now: datetime) -> OccurrenceQuerySet:
    return times_for(person).filter(event__usage=usage).to_come(now)


def time_to_show(event: Event, day: date | None, now: datetime) -> Occurrence | None:
    """The time of a day; else the next one, else the last one."""
    times = event.occurrences.all()
    asked = times.filter(day=day).first() if day else None
    if asked:
        return asked
    coming = times.to_come(now)
    return coming.taking_place().first() or coming.first() or times.order_by("-starts_at").first()


def events_of(place: Place) -> QuerySet[Event]:
    """Every event of a card, for those who keep it."""
    return Event.objects.of_place(place).order_by("name", "pk")


def removed_events(place: Place) -> QuerySet[Event]:
    """What was taken off a card, the latest first."""
    at_place = Q(place=place) | Q(place__root=place)
    return Event.objects.filter(at_place, removed_at__isnull=False).order_by("-removed_at")
