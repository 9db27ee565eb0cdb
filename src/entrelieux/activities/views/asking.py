"""What the views of activities ask first: is it there, and may this person?"""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from entrelieux.activities.models import Event, Usage
from entrelieux.activities.queries import find_event, find_usage
from entrelieux.activities.validity import FIRST_YEAR, LAST_YEAR
from entrelieux.inventory.models import Entry
from entrelieux.inventory.permissions import can_add_to, can_edit_entry
from entrelieux.places.models import Place
from entrelieux.places.views.card import wanted_place

E = TypeVar("E", bound=Entry)


def wanted_usage(request: HttpRequest, public_id: str) -> Usage:
    """Raises `Http404` for one that is not there, or not for this person."""
    usage = find_usage(public_id, request.user)
    if usage is None:
        raise Http404(_("Cet usage n’existe pas, ou n’est pas montré à tout le monde."))
    return usage


def kept_entry(request: HttpRequest, model: type[E], public_id: str) -> E:
    """One that this person keeps, removed or not. Raises `PermissionDenied` for the others."""
    found = model.objects.filter(public_id=public_id).select_related("place__root", "community")
    entry: E | None = found.first()
    if entry is None:
        raise Http404(_("Cette page n’existe pas."))
    if not can_edit_entry(request.user, entry):
        raise PermissionDenied(_("Seules les personnes qui tiennent le lieu changent cela."))
    return entry


def kept_place(request: HttpRequest, public_id: str) -> Place:
    place = wanted_place(public_id)
    card = place.root or place
    if not can_add_to(request.user, card):
        raise PermissionDenied(
            _("Seules les personnes qui tiennent le lieu disent ce qui s’y passe.")
        )
    return card


def wanted_event(request: HttpRequest, public_id: str) -> Event:
    """Raises `Http404` for one that is not there, or not for this person."""
    found = find_event(public_id, request.user)
    if found is None:
        raise Http404(_("Ce rendez-vous n’existe pas, ou n’est pas montré à tout le monde."))
    return found


def asked_day(request: HttpRequest) -> date | None:
    return day_from(request.GET.get("le", ""))


def day_from(text: str) -> date | None:
    """None for what is no day, or one that no event can have."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None


def wanted_day(text: str) -> date:
    """The day that an address names. Raises `Http404`."""
    day = day_from(text)
    if day is None:
        raise Http404(_("Ce rendez-vous n’a pas lieu ce jour-là."))
    return day
