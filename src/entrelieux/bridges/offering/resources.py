"""Machines, rooms, desks, vehicles, stock, services and skills that a place shares."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from entrelieux.bridges.models import SourceKind
from entrelieux.bridges.offering.shape import (
    FETCHED,
    JOINED,
    LENT,
    LiveOffer,
    holders_of,
    hours_of,
    known,
    labels,
    offer_id,
    position_of,
    told,
)
from entrelieux.bridges.offering.touched import Touched, narrowed
from entrelieux.communities.circles import Scope
from entrelieux.core.bridging.model import Offer, OfferKind
from entrelieux.resources.models import Access, Condition, Kind, Resource
from entrelieux.resources.wording import lent_words

KINDS = {
    Kind.MACHINE: OfferKind.MACHINE,
    Kind.TOOL: OfferKind.MACHINE,
    Kind.ROOM: OfferKind.ROOM,
    Kind.DESK: OfferKind.DESK,
    Kind.VEHICLE: OfferKind.VEHICLE,
    Kind.STOCK: OfferKind.MATERIAL,
    Kind.SERVICE: OfferKind.SERVICE,
    Kind.SKILL: OfferKind.SKILL,
}
WORKING = (Condition.WORKS, Condition.DEGRADED)
_MM = {"mm": 1.0, "cm": 10.0, "m": 1000.0}
_SEATS = ("seats", "places assises", "places", "seats and standing", "assises")


def resource_offers(touched: Touched | None = None) -> Iterator[LiveOffer]:
    """What works; what is broken or away is no offer until it is back."""
    resources = Resource.objects.present().exclude(scope=Scope.PRIVATE)
    working = resources.filter(condition__in=WORKING).select_related(*JOINED, *LENT)
    shared = narrowed(working, SourceKind.RESOURCE, touched)
    for resource in shared.prefetch_related(*FETCHED):
        position = position_of(resource.whereabouts)
        if position:
            yield _live(resource, position)


def _live(resource: Resource, position: dict[str, Any]) -> LiveOffer:
    card = resource.whereabouts
    return LiveOffer(
        kind=SourceKind.RESOURCE,
        row=resource.pk,
        public_id=resource.public_id,
        offer=_offer(resource, position),
        scope=Scope(resource.scope),
        holders=holders_of(resource),
        url=resource.get_absolute_url(),
        giver=resource.holder_id,
        place=card.pk if card else None,
        place_name=card.name if card else "",
    )


def _offer(resource: Resource, position: dict[str, Any]) -> Offer:
    length = {one["key"]: _in_mm(one) for one in resource.specifications}
    return Offer(
        id=offer_id(SourceKind.RESOURCE, resource.public_id),
        title=resource.name,
        description=told(resource.description, *_said(resource)),
        kind=KINDS[Kind(resource.kind)].value,
        access=access_of(resource),
        available=hours_of(resource.whereabouts),
        terms=resource.terms,
        concepts=known(resource.concept),
        width_mm=length.get("width"),
        depth_mm=length.get("depth"),
        seats=_seats(resource),
        **position,
    )


def _said(resource: Resource) -> Iterator[str]:
    yield f"{resource.make} {resource.model}"
    if resource.works:
        yield f"Pour {labels(resource.works)}"
    if resource.refuses:
        yield f"Pas de {labels(resource.refuses)}"
    if resource.portable:
        yield "Peut sortir du lieu"
    yield lent_words(resource)


def access_of(resource: Resource) -> str:
    """The word of the exchange format."""
    if resource.scope == Scope.PLACE:
        return "members"
    asked = {Access.ASK.value, Access.BOOK.value}
    only = bool(resource.access) and set(resource.access) <= asked
    return "by-appointment" if only else "public"


def _in_mm(specification: dict[str, Any]) -> float | None:
    value, factor = specification["value"], _MM.get(specification["unit"])
    return value * factor if isinstance(value, int | float) and factor else None


def _seats(resource: Resource) -> int | None:
    for one in resource.specifications:
        is_seats = one["unit"] == "seats" or one["key"].casefold() in _SEATS
        if is_seats and isinstance(one["value"], int | float):
            return int(one["value"])
    if resource.kind == Kind.DESK and resource.quantity:
        return int(resource.quantity)
    return None
