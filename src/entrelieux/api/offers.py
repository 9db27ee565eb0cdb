"""Posted offers: what somebody, or a place that she hosts, offers on purpose; never by whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Schema, Status

from entrelieux.accounts.models import Person
from entrelieux.api.entries import AFTER, LIMIT, entry_json, known, page_of
from entrelieux.api.people import signed_in
from entrelieux.api.schemas import REFUSED, Problem
from entrelieux.bridges.actions import change_offer, close_offer, post_offer
from entrelieux.bridges.forms import OfferForm
from entrelieux.bridges.models import Offer, OfferState, Terms
from entrelieux.bridges.models.offer import Kind
from entrelieux.bridges.permissions import can_change_offer
from entrelieux.bridges.queries import find_offer, offers_for
from entrelieux.communities.circles import Scope
from entrelieux.places.errors import InvalidValues
from entrelieux.places.models import Place
from entrelieux.platform.errors import Forbidden, NotFound

router = Router(tags=["offers"])
KINDS = f"^({'|'.join(Kind.values)})$"
TERMS = f"^({'|'.join(one for one in Terms.values if one != Terms.LITTLE)})?$"
SCOPES = f"^({Scope.PUBLIC}|{Scope.NETWORK})$"
NAME: dict[str, Any] = {"min_length": 3, "max_length": 160, "description": "One sentence"}


class OfferFields(Schema):
    kind: str | None = Field(None, pattern=KINDS)
    description: str | None = Field(None, max_length=4_000)
    available: str | None = Field(None, max_length=160)
    commune: str | None = Field(None, max_length=100, description="Its name, postcode or code")
    mobile_km: int | None = Field(None, ge=1, le=999, description="How far one comes")
    terms: str | None = Field(None, pattern=TERMS)
    capacity: int | None = Field(None, ge=1, le=1_000, description="Times a month, at most")
    seats: int | None = Field(None, ge=1, le=100_000)
    scope: str | None = Field(None, pattern=SCOPES)


class OfferIn(OfferFields):
    name: str = Field(**NAME)
    kind: str = Field("skill", pattern=KINDS)
    place: str = Field("", max_length=12, description="Identifier of a place that one hosts")


class OfferChange(OfferFields):
    name: str | None = Field(None, **NAME)
    version: int | None = Field(
        None, ge=0, le=99_999_999, description="The one that was read; the latest if absent"
    )


class OfferOut(Schema):
    """Never by whom. Fields not known are absent."""

    id: str
    url: str
    name: str
    kind: str
    concept: str | None = None
    description: str | None = None
    available: str | None = None
    terms: str | None = None
    mobile_km: float | None = None
    capacity: int | None = None
    seats: int | None = None
    scope: str
    state: OfferState
    place: str | None = None
    place_name: str | None = None
    version: int
    commune: str | None = None
    department: str | None = None
    lat: float | None = None
    lon: float | None = None
    updated_at: datetime
    expires_at: datetime
    is_example: bool | None = None


class OfferPageOut(Schema):
    items: list[OfferOut]
    next: str | None = None


@router.get(
    "/offers",
    response={200: OfferPageOut, 403: Problem, 404: Problem, 422: Problem},
    exclude_none=True,
    summary="The live offers that one may see, in a stable order; or one’s own",
)
def list_offers(
    request: HttpRequest,
    after: str = AFTER,
    limit: int = LIMIT,
    mine: bool = Query(False, description="Only one’s own, the withdrawn ones too"),
    kind: str = Query("", pattern=f"^({'|'.join(Kind.values)})?$"),
) -> dict[str, Any]:
    if mine:
        found = Offer.objects.present().filter(author=signed_in(request))
        found = found.filter(kind=kind) if kind else found
    else:
        found = offers_for(request.user, timezone.now(), kind=kind)
    return page_of(request, found, after, limit, _offers)


@router.post("/offers", response={201: OfferOut, **REFUSED}, exclude_none=True)
def create_offer(request: HttpRequest, asked: OfferIn) -> Status[dict[str, Any]]:
    """An offer of one’s own, or of a place that one hosts."""
    person = signed_in(request)
    told = {name: value for name, value in asked.model_dump().items() if value is not None}
    told["place"] = _place_key(asked.place)
    form = _valid(OfferForm({"scope": Scope.PUBLIC, **told}, person=person), told["place"])
    place: Place | None = form.cleaned_data.get("place")
    posted = post_offer(by=person, values=form.values(), now=timezone.now(), place=place)
    return Status(201, _told(posted))


@router.get("/offers/{id}", response={200: OfferOut, 404: Problem}, exclude_none=True)
def read_offer(request: HttpRequest, id: str) -> dict[str, Any]:
    """One offer, as far as it is shown."""
    return _told(_wanted(request, id))


@router.patch("/offers/{id}", response={200: OfferOut, **REFUSED}, exclude_none=True)
def change(request: HttpRequest, id: str, asked: OfferChange) -> dict[str, Any]:
    """What is absent stays; what somebody else changed since `version` is a conflict."""
    offer, person = _own(request, id), signed_in(request)
    told = {name: value for name, value in asked.model_dump().items() if value is not None}
    version = told.pop("version", offer.version)
    shown = {name: value for name, value in _shown(offer, person).items() if value is not None}
    data = {**shown, **told, "base": str(version)}
    form = _valid(OfferForm(data, entry=offer, person=person), None)
    changed = change_offer(
        by=person, offer=offer, base=form.base_values(), values=_said(form, told)
    )
    return _told(changed)


@router.post("/offers/{id}/close", response={200: OfferOut, **REFUSED}, exclude_none=True)
def withdraw(request: HttpRequest, id: str) -> dict[str, Any]:
    """Not offered any more."""
    offer, person = _own(request, id), signed_in(request)
    return _told(close_offer(by=person, offer=offer, now=timezone.now()))


def _place_key(public_id: str) -> int | str:
    """What the form takes: it refuses a place that one does not host."""
    if not public_id:
        return ""
    return Place.objects.filter(public_id=public_id).values_list("pk", flat=True).first() or 0


def _valid(form: OfferForm, place: Any) -> OfferForm:
    """Raises `InvalidValues`, also for a place that one does not host."""
    errors = {} if form.is_valid() else {k: " ".join(v) for k, v in form.errors.items()}
    if place not in ("", None) and "place" not in form.fields:
        errors["place"] = _("Vous n’animez pas ce lieu.")
    if errors:
        raise InvalidValues(errors)
    return form


def _shown(offer: Offer, person: Person) -> Mapping[str, Any]:
    """The form’s fields as the offer has them."""
    return OfferForm(entry=offer, person=person).initial


def _said(form: OfferForm, told: Mapping[str, Any]) -> dict[str, Any]:
    """The columns that the body speaks of; the commune stands for all those of where it is."""
    spoken = {*told, *(form.WHERE if "commune" in told else ())}
    return {name: value for name, value in form.values().items() if name in spoken}


def _wanted(request: HttpRequest, public_id: str) -> Offer:
    found = find_offer(public_id, request.user)
    if found is None:
        raise NotFound(_("Cette offre n’existe pas, ou n’est pas pour vous."))
    return found


def _own(request: HttpRequest, public_id: str) -> Offer:
    found = _wanted(request, public_id)
    if not can_change_offer(request.user, found):
        raise Forbidden(_("Qui a fait l’offre, ou anime son lieu, la change."))
    return found


def _offers(offers: Sequence[Any]) -> list[dict[str, Any]]:
    return [_told(one) for one in offers]


def _told(offer: Offer) -> dict[str, Any]:
    place = (offer.place.root or offer.place) if offer.place else None
    told = {**entry_json(offer, place), "commune": offer.commune, "department": offer.department}
    if offer.lat is not None:
        told |= {"lat": offer.lat, "lon": offer.lon}
    for name in ("kind", "available", "terms", "mobile_km", "capacity", "seats", "scope", "state"):
        told[name] = getattr(offer, name)
    return known({**told, "expires_at": offer.expires_at}) | {"version": offer.version}
