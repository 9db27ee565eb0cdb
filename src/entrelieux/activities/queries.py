"""Reads of usages: those of a place, who hosts them as far as they let it be known."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from entrelieux.accounts.models import Person
from entrelieux.activities.models import Usage
from entrelieux.inventory.models import EntryQuerySet
from entrelieux.people.models import Profile
from entrelieux.people.queries import ShownProfile, shown_to
from entrelieux.places.models import Place


def find_usage(public_id: str, person: Any) -> Usage | None:
    """None when there is none, or it is not for this person: both look the same."""
    found = Usage.objects.visible_to(person).filter(public_id=public_id)
    return found.select_related("place__root", "community").first()


def usages_of(place: Place, person: Any) -> EntryQuerySet:
    """Those of a card that a person may see."""
    return Usage.objects.visible_to(person).of_place(place).order_by("name", "pk")


def removed_usages(place: Place) -> QuerySet[Usage]:
    """What was taken off a card, the latest first."""
    at_place = Q(place=place) | Q(place__root=place)
    return Usage.objects.filter(at_place, removed_at__isnull=False).order_by("-removed_at")


def shown_hosts(hosts: Iterable[Person], person: Any) -> tuple[list[ShownProfile], int]:
    """Who hosts, as far as the reader may see them, and how many others do."""
    listed = list(hosts)
    profiles = Profile.objects.filter(person__in=listed) if listed else ()
    shown = list(shown_to(person, profiles))
    return shown, len(listed) - len(shown)
