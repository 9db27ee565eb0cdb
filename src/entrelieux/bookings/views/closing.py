"""Closures and maintenance of a place; calendars kept elsewhere that block its resources."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from entrelieux.accounts.views import signed_in
from entrelieux.activities.zones import zone_of
from entrelieux.bookings.actions import (
    add_closure,
    block_by_calendar,
    remove_closure,
    stop_blocking,
)
from entrelieux.bookings.forms import BlockingForm, ClosureForm
from entrelieux.bookings.models import BlockingCalendar, Closure
from entrelieux.bookings.permissions import can_close, can_offer
from entrelieux.bookings.queries import bookables_at, closures_at
from entrelieux.bookings.views.asking import closable_place
from entrelieux.bookings.wording import when_words
from entrelieux.places.models import Place

SHOW_OR_SEND = ["GET", "HEAD", "POST"]


@never_cache
@login_required
@require_http_methods(SHOW_OR_SEND)
def place_closures(request: HttpRequest, public_id: str) -> HttpResponseBase:
    place = closable_place(request, public_id)
    resources = list(bookables_at(place, request.user))
    zone = zone_of(place)
    form = ClosureForm(request.POST or None, resources=resources, zone=zone)
    if request.method == "POST" and form.is_valid():
        add_closure(
            by=signed_in(request),
            of=form.resource or place,
            span=form.span,
            reason=form.cleaned_data["reason"],
            note=form.cleaned_data["note"],
        )
        messages.success(request, _("C’est noté ; qui avait réservé est prévenu."))
        return redirect("place_closures", place.public_id)
    return _shown(request, place, form, BlockingForm(resources=resources), zone)


def _shown(
    request: HttpRequest, place: Place, form: ClosureForm, blocking: BlockingForm, zone: str
) -> HttpResponseBase:
    closures = closures_at(place, timezone.now())
    context = {
        "place": place,
        "form": form,
        "blocking": blocking,
        "closures": [(one, when_words(one.starts_at, one.ends_at, zone)) for one in closures],
        "calendars": BlockingCalendar.objects.filter(
            resource__in=bookables_at(place, request.user).values("pk")
        ).select_related("resource"),
    }
    status = 422 if form.errors or blocking.errors else 200
    return render(request, "bookings/closures.html", context, status=status)


@login_required
@require_POST
def closure_remove(request: HttpRequest, public_id: str) -> HttpResponseBase:
    found = Closure.objects.select_related("place__root", "resource__place__root")
    closure = get_object_or_404(found, public_id=public_id, calendar=None)
    place = closure.place or (closure.resource.card if closure.resource else None)
    if place is None or not can_close(request.user, place):
        raise PermissionDenied(_("Seules les personnes qui tiennent le lieu changent cela."))
    remove_closure(by=signed_in(request), closure=closure)
    messages.success(request, _("C’est rouvert."))
    return redirect("place_closures", place.public_id)


@login_required
@require_POST
def blocking_add(request: HttpRequest, public_id: str) -> HttpResponseBase:
    place = closable_place(request, public_id)
    resources = list(bookables_at(place, request.user))
    form = BlockingForm(request.POST, resources=resources)
    if not form.is_valid():
        zone = zone_of(place)
        empty = ClosureForm(resources=resources, zone=zone)
        return _shown(request, place, empty, form, zone)
    resource = form.resources[form.cleaned_data["resource"]]
    block_by_calendar(by=signed_in(request), resource=resource, url=form.cleaned_data["url"])
    messages.success(request, _("Cet agenda sera lu dans le quart d’heure."))
    return redirect("place_closures", place.public_id)


@login_required
@require_POST
def blocking_stop(request: HttpRequest, public_id: str) -> HttpResponseBase:
    found = BlockingCalendar.objects.select_related("resource__place__root")
    calendar = get_object_or_404(found, public_id=public_id)
    if not can_offer(request.user, calendar.resource):
        raise PermissionDenied(_("Seules les personnes qui tiennent le lieu changent cela."))
    place = calendar.resource.card
    stop_blocking(by=signed_in(request), calendar=calendar)
    messages.success(request, _("Cet agenda n’est plus lu ; ce qu’il gardait est libre."))
    return redirect("place_closures", place.public_id) if place else redirect("my_bookings")
