"""What the views of bookings ask first: is it there, and may this person?"""

from __future__ import annotations

from datetime import date, time
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from entrelieux.bookings.models import Reservation, Time
from entrelieux.bookings.permissions import can_close, can_offer, can_see_day, can_see_reservation
from entrelieux.bookings.queries import find_bookable_resource, find_reservation
from entrelieux.places.models import Place
from entrelieux.places.views.card import wanted_place
from entrelieux.resources.models import Resource


def wanted_resource(request: HttpRequest, public_id: str) -> Resource:
    resource = find_bookable_resource(public_id, request.user)
    if resource is None:
        raise Http404(_("Cette ressource n’existe pas, ou n’est pas montrée à tout le monde."))
    return resource


def kept_resource(request: HttpRequest, public_id: str) -> Resource:
    resource = wanted_resource(request, public_id)
    if not can_offer(request.user, resource):
        raise PermissionDenied(_("Seules les personnes qui tiennent le lieu règlent cela."))
    return resource


def kept_place(request: HttpRequest, public_id: str) -> Place:
    """The card of a place that this person keeps."""
    place = wanted_place(public_id)
    card = place.root or place
    if not can_see_day(request.user, card):
        raise PermissionDenied(_("Seules les personnes qui animent le lieu voient qui réserve."))
    return card


def closable_place(request: HttpRequest, public_id: str) -> Place:
    place = wanted_place(public_id)
    card = place.root or place
    if not can_close(request.user, card):
        raise PermissionDenied(_("Seules les personnes qui tiennent le lieu changent cela."))
    return card


def wanted_reservation(request: HttpRequest, public_id: str) -> Reservation:
    reservation = find_reservation(public_id)
    if reservation is None:
        raise Http404(_("Cette réservation n’existe pas."))
    if not can_see_reservation(request.user, reservation):
        raise PermissionDenied(_("Cette réservation n’est pas la vôtre."))
    return reservation


def wanted_time(request: HttpRequest, public_id: str, day: str) -> Time:
    reservation = wanted_reservation(request, public_id)
    asked = read_day(day)
    found = reservation.times.filter(day=asked).first() if asked else None
    if found is None:
        raise Http404(_("Cette réservation n’a rien ce jour-là."))
    found.reservation = reservation
    return found


def read_day(text: str) -> date | None:
    """None for what is no date that a calendar has room for."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if date(2000, 1, 1) <= day <= date(2200, 1, 1) else None


def asked_slot(request: HttpRequest) -> dict[str, Any]:
    """What the address fills the form with: `jour`, `de`, `a`."""
    told: dict[str, Any] = {"day": read_day(request.GET.get("jour", ""))}
    for name, key in (("start", "de"), ("end", "a")):
        try:
            told[name] = time.fromisoformat(request.GET.get(key, ""))
        except ValueError:
            told[name] = None
    return {name: value for name, value in told.items() if value is not None}
