"""The tables of usages and of events of a place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from entrelieux.inventory.tables import Table
from entrelieux.inventory.views.tables import table_download, table_page
from entrelieux.places.models import Place
from entrelieux.places.views.card import wanted_place

Made = Callable[[Place, Any, Mapping[str, str]], Table]


@require_safe
def table(request: HttpRequest, public_id: str, made: Made) -> HttpResponseBase:
    place = wanted_place(public_id)
    card = place.root or place
    shown = made(card, request.user, request.GET.dict())
    if card.public_id != public_id:
        return redirect(shown.address)
    return table_page(request, shown)


@require_safe
def table_file(request: HttpRequest, public_id: str, format: str, made: Made) -> HttpResponseBase:
    place = wanted_place(public_id)
    return table_download(made(place.root or place, request.user, request.GET.dict()), format)
