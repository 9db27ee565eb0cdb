"""Calendars of bookings, at secret addresses that can be changed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from entrelieux.accounts.views import signed_in
from entrelieux.bookings.actions import forget_calendar_key, new_calendar_key
from entrelieux.bookings.feeds import behind, calendar_of
from entrelieux.bookings.permissions import can_offer, can_see_day
from entrelieux.places.models import Place
from entrelieux.resources.models import Resource


@require_safe
def bookings_calendar(request: HttpRequest, secret: str) -> HttpResponseBase:
    subject = behind(secret)
    if subject is None:
        raise Http404(_("Cette adresse d’agenda ne répond plus."))
    response = HttpResponse(
        calendar_of(subject, timezone.now()), content_type="text/calendar; charset=utf-8"
    )
    response["Content-Disposition"] = 'inline; filename="reservations.ics"'
    response["Cache-Control"] = "private, no-store"
    return response


@login_required
@require_POST
def calendar_key(request: HttpRequest) -> HttpResponseBase:
    """Of oneself; with `lieu` or `ressource`, of what one keeps."""
    subject, back = _subject(request)
    if request.POST.get("geste") == "oublier":
        forget_calendar_key(by=signed_in(request), of=subject)
        messages.success(request, _("Cette adresse ne répond plus."))
    else:
        new_calendar_key(by=signed_in(request), of=subject)
        messages.success(request, _("L’adresse est prête : donnez-la à votre agenda."))
    return redirect(*back)


def _subject(request: HttpRequest) -> tuple[Any, tuple[str, ...]]:
    if request.POST.get("lieu"):
        place = get_object_or_404(Place, public_id=request.POST["lieu"])
        if can_see_day(request.user, place):
            return place, ("place_day", place.public_id)
    elif request.POST.get("ressource"):
        resource = get_object_or_404(Resource, public_id=request.POST["ressource"])
        if can_offer(request.user, resource):
            return resource, ("resource_offer", resource.public_id)
    else:
        return signed_in(request), ("my_bookings",)
    raise PermissionDenied(_("Seules les personnes qui tiennent le lieu changent cela."))
