"""What can be booked, and in what it is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from entrelieux.bookings.models import Asks, Bookable
from entrelieux.core.interchange.records import PlaceField
from entrelieux.places.models import Place
from entrelieux.resources.models import Access, Resource

# How one gets to use what can at least be asked for.
ASKED = frozenset({Access.ASK, Access.BOOK, Access.BORROW})


def bookable_of(resource: Resource) -> Bookable | None:
    """How it lets itself be booked; None when it does not, here.

    At a place that nobody keeps on this map, what says that one has to ask can be asked for: a mail
    goes to the place, and its answer by the link is the agreement.
    """
    found = Bookable.objects.filter(resource=resource).first()
    if found:
        return found if found.is_open else None
    return _asked_by_mail(resource)


def _asked_by_mail(resource: Resource) -> Bookable | None:
    place = resource.card
    if place is None or not place.card.get(PlaceField.EMAIL) or is_kept(place):
        return None
    if not ASKED & set(resource.access):
        return None
    return Bookable(resource=resource, asks=Asks.EVERYONE, keeps_hours=False)


def is_kept(place: Place) -> bool:
    """Whether a community of this map hosts it."""
    return place.communities.exists()


def find_bookable_resource(public_id: str, person: Any) -> Resource | None:
    """None when there is none, or it is not for this person: both look the same."""
    found = Resource.objects.visible_to(person).filter(public_id=public_id)
    resource: Resource | None = found.select_related("place__root", "community").first()
    return resource


def bookables_at(place: Place, person: Any) -> QuerySet[Resource]:
    """What a person sees and can book at a card, by name."""
    found = Resource.objects.visible_to(person).of_place(place).filter(bookable__is_open=True)
    ordered: QuerySet[Resource] = found.select_related("bookable", "place__root").order_by("name")
    return ordered


def parents_of(keys: Iterable[int]) -> dict[int, int | None]:
    """In what each is, and in what that is, up to the top: one query a level."""
    parents: dict[int, int | None] = {}
    wanted = set(keys)
    while wanted:
        found = dict(Resource.objects.filter(pk__in=wanted).values_list("pk", "inside_id"))
        parents |= found
        wanted = {above for above in found.values() if above} - parents.keys()
    return parents
