"""The card of a place, and what hangs from it: its facts, its history, its QR code."""

from __future__ import annotations

import io

import segno
from django.conf import settings
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from entrelieux.places.card import card_page
from entrelieux.places.models import Place
from entrelieux.places.permissions import can_confirm_place, can_coordinate, can_edit_place
from entrelieux.places.queries import changes_of, facts_of
from entrelieux.places.sections import sections_of, stylesheets_of


def wanted_place(public_id: str) -> Place:
    """The card at this address. Raises `Http404` for one that never was, or was taken off."""
    place = (
        Place.objects.select_related("root", "hidden_in", "root__hidden_in")
        .filter(public_id=public_id)
        .first()
    )
    if place is None or (place.root or place).hidden_in_id:
        raise Http404(_("Cette fiche n’existe pas, ou a été retirée de la carte."))
    return place


@require_safe
def place_card(request: HttpRequest, public_id: str, slug: str) -> HttpResponseBase:
    place = wanted_place(public_id)
    card = place.root or place
    if (card.public_id, card.slug or "-") != (public_id, slug):
        return redirect(card, permanent=place.root_id is None)
    if request.user.is_authenticated:
        # Each section asks whether she keeps the card, which its communities decide.
        prefetch_related_objects([card], "communities")
    page = card_page(card, now=timezone.now(), origin=request.GET.get("depuis", ""))
    sections = sections_of(card, request, settings.PLACE_SECTIONS)
    context = {
        "page": page,
        "place": card,
        "sections": sections,
        "stylesheets": stylesheets_of(sections),
        "can_edit": can_edit_place(request.user, card),
        "can_confirm": can_confirm_place(request.user, card),
        "can_coordinate": can_coordinate(request.user),
    }
    return render(request, "places/card.html", context)


@require_safe
def place_facts(request: HttpRequest, public_id: str) -> HttpResponse:
    """Every value that somebody gives, who gives it, and why one of them is shown."""
    place = wanted_place(public_id)
    card = place.root or place
    return render(request, "places/facts.html", {"place": card, "facts": facts_of(card)})


@require_safe
def place_history(request: HttpRequest, public_id: str) -> HttpResponse:
    place = wanted_place(public_id)
    card = place.root or place
    context = {
        "place": card,
        "changes": changes_of(card)[:100],
        "members": card.members.filter(hidden_in=None).select_related("record__source"),
        "can_coordinate": can_coordinate(request.user),
    }
    return render(request, "places/history.html", context)


@require_safe
def place_qr(request: HttpRequest, public_id: str) -> HttpResponse:
    """The QR code of the card's address, to print and put on the door."""
    card = wanted_place(public_id)
    address = settings.BASE_URL + (card.root or card).get_absolute_url()
    drawing = io.BytesIO()
    segno.make(address, error="m").save(drawing, kind="svg", scale=8, border=2, xmldecl=False)
    return HttpResponse(drawing.getvalue(), content_type="image/svg+xml")
