"""What each calendar that we give holds, as its reader may see."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from entrelieux.accounts.models import Person
from entrelieux.activities.models import AgendaKey, Event, Occurrence
from entrelieux.activities.models.event import OccurrenceQuerySet
from entrelieux.communities.circles import circle_of
from entrelieux.inventory.models import EntryQuerySet
from entrelieux.inventory.models.entry import held_by

MOST_EVENTS = 1_000


def events_behind(times: OccurrenceQuerySet) -> EntryQuerySet:
    """The events of those times, whole: a calendar program repeats them by itself."""
    wanted = Event.objects.filter(pk__in=times.order_by().values("event"))
    return wanted.select_related("place__root").order_by("pk")[:MOST_EVENTS]


def own_events(person: Person, now: datetime) -> EntryQuerySet:
    """What is to come in the places that she belongs to."""
    mine = circle_of(person).mine
    coming = Occurrence.objects.filter(ends_at__gt=now).values("event")
    visible = Event.objects.visible_to(person).filter(held_by(mine), pk__in=coming)
    return visible.select_related("place__root").order_by("pk")[:MOST_EVENTS]


def person_behind(secret: str) -> Any:
    """Whose agenda that is; None for an address that never was, or is dead."""
    key = AgendaKey.objects.filter(secret=secret, person__is_active=True)
    found = key.select_related("person").first()
    return found.person if found else None
