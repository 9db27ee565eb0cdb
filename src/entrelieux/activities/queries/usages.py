"""Reads of usages: those of a place, and what was taken off it."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from entrelieux.activities.models import Usage
from entrelieux.inventory.models import EntryQuerySet
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
