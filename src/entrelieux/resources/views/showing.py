"""Reading what places hold: one resource, those of a place."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from entrelieux.inventory.permissions import can_add_to, can_edit_entry
from entrelieux.places.views.card import wanted_place
from entrelieux.resources.columns import rows_of, table_columns
from entrelieux.resources.models import Kind
from entrelieux.resources.page import resource_page
from entrelieux.resources.queries import removed_from, resources_of
from entrelieux.resources.views.asking import wanted_resource
from entrelieux.resources.wording import GROUPS

LINES_A_PAGE = 100
LATELY_REMOVED = 20


@require_safe
def resource(request: HttpRequest, public_id: str, slug: str) -> HttpResponseBase:
    shown = wanted_resource(request, public_id)
    if slug != shown.slug:
        return redirect(shown, permanent=False)
    context = {
        "page": resource_page(shown, request.user, timezone.localdate()),
        "resource": shown,
        "keeps": can_edit_entry(request.user, shown),
    }
    return render(request, "resources/resource.html", context)


@require_safe
def place_resources(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """All that the reader may see of a place, as a table; for who keeps it, what to do with it."""
    place = wanted_place(public_id)
    card = place.root or place
    if card.public_id != public_id:
        return redirect("place_resources", public_id=card.public_id)
    visible = resources_of(card, request.user)
    kind = request.GET.get("genre", "")
    chosen = visible.filter(kind=kind) if kind in Kind.values else visible
    page = Paginator(chosen, LINES_A_PAGE).get_page(request.GET.get("page"))
    keeps = can_add_to(request.user, card)
    columns = table_columns()
    context = {
        "place": card,
        "page": page,
        "columns": columns,
        "rows": rows_of(page.object_list, visible),
        "kind": kind,
        "kinds": [(value, GROUPS[value]) for value in Kind],
        "keeps": keeps,
        "removed": removed_from(card)[:LATELY_REMOVED] if keeps else (),
    }
    return render(request, "resources/list.html", context)
