"""Telling and taking back the stops of an itinerant place."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from entrelieux.places.actions import add_stop, remove_stop
from entrelieux.places.forms import StopForm
from entrelieux.places.models import Place, Stop
from entrelieux.places.permissions import can_edit_place
from entrelieux.places.views.card import wanted_place


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def stop_add(request: HttpRequest, public_id: str) -> HttpResponseBase:
    place = _kept_place(request, public_id)
    form = StopForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        add_stop(by=request.user, place=place, values=form.values())
        messages.success(request, _("L’arrêt est sur la fiche."))
        return redirect(place)
    status = 422 if form.errors else 200
    return render(request, "places/stop.html", {"form": form, "place": place}, status=status)


@login_required
@require_POST
def stop_remove(request: HttpRequest, public_id: str, pk: int) -> HttpResponseBase:
    place = _kept_place(request, public_id)
    remove_stop(by=request.user, stop=get_object_or_404(Stop, pk=pk, place=place))
    messages.success(request, _("L’arrêt est retiré."))
    return redirect(place)


def _kept_place(request: HttpRequest, public_id: str) -> Place:
    place = wanted_place(public_id)
    card = place.root or place
    if not can_edit_place(request.user, card):
        raise PermissionDenied(
            _("Seuls les animateurs de ce lieu et son réseau modifient sa fiche.")
        )
    return card
