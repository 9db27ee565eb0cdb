"""What can be booked, and in what it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.db.models import F, QuerySet

from entrelieux.bookings.models import Asks, Bookable
from entrelieux.core.interchange.records import PlaceField
from entrelieux.places.models import Place
from entrelieux.resources.models import Access, Resource

LEVELS = ("inside_id", "inside__inside_id", "inside__inside__inside_id")
# How one gets to use what can at least be asked for.
ASKED = frozenset({Access.ASK, Access.BOOK, Access.BORROW})


def bookable_of(resource: Resource) -> Bookable | None:
    """How it lets itself be booked; None when it does not, here.

    At a place that nobody keeps on this map, what says that one has to ask can be asked for: a mail
    goes to the place, and its answer by the link is the agreement.
    """
    return bookables_of([resource]).get(resource.pk)


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
    """In what each is, and in what that is, up to the top: one query for four levels."""
    parents: dict[int, int | None] = {}
    wanted = set(keys)
    while wanted:
        above: int | None = None
        for chain in Resource.objects.filter(pk__in=wanted).values_list("pk", *LEVELS):
            for inner, above in pairwise(chain):
                if inner is not None:
                    parents[inner] = above
        wanted = {above for above in parents.values() if above} - parents.keys()
    return parents


@dataclass(frozen=True, slots=True)
class Asked:
    """What is known of resources that a person asks for: those that she may see, how they let
    themselves be booked, and in what they are."""

    seen: frozenset[int]
    bookables: Mapping[int, Bookable]
    parents: Mapping[int, int | None]


def asked_by(person: Any, resources: Sequence[Resource]) -> Asked:
    """One query beside those of her circle, for what lies at most four levels deep."""
    keys = [one.pk for one in resources]
    rows = (
        Resource.objects.visible_to(person)
        .filter(pk__in=keys)
        .select_related("bookable")
        .annotate(above_2=F(LEVELS[1]), above_3=F(LEVELS[2]))
    )
    parents: dict[int, int | None] = {}
    bookables: dict[int, Bookable] = {}
    deepest: set[int] = set()
    for row in rows:
        chain = (row.pk, row.inside_id, row.above_2, row.above_3)
        parents.update((one, above) for one, above in pairwise(chain) if one is not None)
        deepest |= {row.above_3} if row.above_3 else set()
        if hasattr(row, "bookable"):
            bookables[row.pk] = row.bookable
    if deepest - parents.keys():
        parents |= parents_of(deepest)
    return Asked(frozenset(keys) & parents.keys(), _open(bookables, resources), parents)


def bookables_of(resources: Sequence[Resource]) -> dict[int, Bookable]:
    """How each lets itself be booked, by its key; what does not, here, is left out."""
    rows = Bookable.objects.filter(resource__in=resources)
    return _open({one.resource_id: one for one in rows}, resources)


def _open(told: Mapping[int, Bookable], resources: Sequence[Resource]) -> dict[int, Bookable]:
    found = dict(told)
    for resource in resources:
        if resource.pk not in found:
            asked = _asked_by_mail(resource)
            if asked:
                found[resource.pk] = asked
    return {key: one for key, one in found.items() if one.is_open}
