"""The one-stop desk (« guichet unique »): three doors, and what is behind each."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from entrelieux.search.parameters import BadParameter
from entrelieux.web.desk import desk_of
from entrelieux.web.doors import DOORS


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    return render(request, "web/desk.html", {"doors": DOORS.values()})


@require_safe
def desk_door(request: HttpRequest, slug: str) -> HttpResponse:
    if slug not in DOORS:
        raise Http404(_("Ce guichet a trois portes : choisissez l’une d’elles."))
    commune = request.GET.get("commune", "").strip()
    door, error, status = DOORS[slug], "", 200
    try:
        page = desk_of(door, commune)
    except BadParameter as refusal:
        page, error, status = desk_of(door, ""), refusal.message, 422
    context = {"page": page, "door": door, "commune": commune, "error": error}
    return render(request, "web/desk_door.html", context, status=status)
