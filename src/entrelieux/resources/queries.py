"""Reads of resources: those of a place, what is in what, who may hold a skill."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from entrelieux.accounts.models import Person
from entrelieux.charters.queries import known_minors
from entrelieux.communities.models import Membership
from entrelieux.inventory.models import EntryQuerySet
from entrelieux.places.models import Place
from entrelieux.resources.models import Kind, Resource


def find_resource(public_id: str, person: Any) -> Resource | None:
    """None when there is none, or it is not for this person: both look the same."""
    found = Resource.objects.visible_to(person).filter(public_id=public_id)
    return found.select_related("place__root", "inside", "community", "lent_to__root").first()


def resources_of(place: Place, person: Any) -> EntryQuerySet:
    """Those of a card that a person may see, by kind and name, with the room they are in."""
    return (
        Resource.objects.visible_to(person)
        .of_place(place)
        .select_related("inside", "lent_to__root")
        .order_by("kind", "name", "pk")
    )


def removed_from(place: Place) -> QuerySet[Resource]:
    """What was taken off a card, the latest first."""
    at_place = Q(place=place) | Q(place__root=place)
    removed = Resource.objects.filter(at_place, removed_at__isnull=False)
    return removed.order_by("-removed_at")


def rooms_of(place: Place) -> EntryQuerySet:
    """What others can be inside of: the rooms, vehicles and machines of a card."""
    holding = (Kind.ROOM, Kind.VEHICLE, Kind.MACHINE)
    return Resource.objects.of_place(place).filter(kind__in=holding).order_by("kind", "name", "pk")


def possible_holders(place: Place) -> QuerySet[Person]:
    """Adult members of the communities of a place: whose skills its hosts may list."""
    communities = (place.root or place).communities.all()
    members = Membership.objects.filter(until=None, community__in=communities)
    adults = Person.objects.exclude(pk__in=known_minors(timezone.localdate()))
    return adults.filter(pk__in=members.values("person"), is_active=True)
