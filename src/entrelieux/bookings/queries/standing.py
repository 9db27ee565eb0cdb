"""What a person is to what she asks for: does she keep it, belong to it, come from elsewhere?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from entrelieux.bookings.models import Loan, Side
from entrelieux.charters.models import CharterVersion
from entrelieux.communities.models import Community
from entrelieux.communities.queries import current_memberships
from entrelieux.inventory.permissions import can_edit_entry
from entrelieux.places.models import Place
from entrelieux.places.permissions import can_edit_place
from entrelieux.resources.models import Resource


@dataclass(frozen=True)
class Standing:
    """`communities` hold the resource; those that have a charter are `chartered`.

    While it is lent, by `loan`, they are those of the place where it is.
    """

    person: Any
    resource: Resource
    communities: Sequence[Community]
    chartered: Sequence[Community]
    belongs: bool
    loan: Loan | None = None

    @property
    def place(self) -> Place | None:
        return self.loan.place_of(Side.BORROWER) if self.loan else self.resource.card

    @cached_property
    def keeps(self) -> bool:
        """Asked when it is needed."""
        if self.loan:
            return can_edit_place(self.person, self.loan.place_of(Side.BORROWER))
        return can_edit_entry(self.person, self.resource)


def standing_of(person: Any, resource: Resource) -> Standing:
    return standings_of(person, [resource])[resource.pk]


def standings_of(
    person: Any, resources: Sequence[Resource], loans: Mapping[int, Loan] | None = None
) -> dict[int, Standing]:
    """By the key of each resource; one query, however many. `loans` are those of their time."""
    loans = loans or {}
    there = {key: loan.place_of(Side.BORROWER).pk for key, loan in loans.items()}
    home = [one for one in resources if one.pk not in loans]
    own = {one.community_id for one in home if one.community_id}
    places = {one.card.pk for one in home if one.card and not one.community_id}
    places |= set(there.values())
    rows = list(_holders(person, own, places, timezone.localdate())) if own or places else []
    found = {}
    for one in resources:
        at = there.get(one.pk)
        held = [row for row in rows if row.at_place == at] if at else _held_by(one, rows)
        found[one.pk] = Standing(
            person,
            one,
            communities=held,
            chartered=[row for row in held if row.is_chartered],
            belongs=any(row.is_hers for row in held),
            loan=loans.get(one.pk),
        )
    return found


def _holders(person: Any, own: set[int], places: set[int], day: date) -> QuerySet[Any]:
    """A community comes once for each of the places that it hosts."""
    hers = current_memberships().filter(
        person=person if person.is_authenticated else None, community=OuterRef("pk")
    )
    charters = CharterVersion.objects.filter(charter__community=OuterRef("pk"), since__lte=day)
    return (
        Community.objects.filter(Q(pk__in=own) | Q(places__in=places))
        .annotate(at_place=F("places"), is_hers=Exists(hers), is_chartered=Exists(charters))
        .order_by("name", "pk")
    )


def _held_by(resource: Resource, rows: Sequence[Any]) -> list[Any]:
    if resource.community_id:
        return [row for row in rows if row.pk == resource.community_id][:1]
    place = resource.card
    return [row for row in rows if place and row.at_place == place.pk]


def holders_of(resource: Resource) -> list[Community]:
    """The community of a resource, else those of its place."""
    if resource.community:
        return [resource.community]
    place = resource.card
    return list(place.communities.all()) if place else []
