"""Reading what places hold: one resource, those of a place, as a page and as files."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from entrelieux.inventory.exporting import FORMATS, table_file, wanted_format
from entrelieux.inventory.permissions import can_add_to, can_edit_entry
from entrelieux.places.models import Place
from entrelieux.places.views.card import wanted_place
from entrelieux.resources.columns import columns_of, rows_of
from entrelieux.resources.filters import Filters, filters_in
from entrelieux.resources.gestures import gestures_of
from entrelieux.resources.page import resource_page
from entrelieux.resources.queries import removed_from, resources_of
from entrelieux.resources.views.asking import wanted_resource, words_and_facts
from entrelieux.resources.wording import access_labels

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
        "gestures": gestures_of(shown, request),
    }
    return render(request, "resources/resource.html", context)


@require_safe
def place_resources(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """All that the reader may see of a place, as a table; for who keeps it, what to do with it."""
    place = wanted_place(public_id)
    card = place.root or place
    if card.public_id != public_id:
        return redirect("place_resources", public_id=card.public_id)
    told = words_and_facts(card, request.user)
    filters = filters_in(request.GET, told["facts"])
    visible = resources_of(card, request.user)
    page = Paginator(filters.among(visible), LINES_A_PAGE).get_page(request.GET.get("page"))
    verbs = told["words"].verbs
    context = {
        "place": card,
        "page": page,
        "columns": [column for column in columns_of(told["facts"], verbs) if column.in_table],
        "rows": rows_of(page.object_list, visible),
        "filters": filters,
        "ways": list(access_labels(verbs).items()),
        "query": _query_of(request),
        "formats": FORMATS,
        **_keeping(request, card),
    }
    return render(request, "resources/list.html", context)


@require_safe
def place_resources_export(request: HttpRequest, public_id: str, format: str) -> FileResponse:
    """The same table, with the same filters, every column: what its reader may see and no more."""
    wanted_format(format)
    place = wanted_place(public_id)
    card = place.root or place
    told = words_and_facts(card, request.user)
    filters: Filters = filters_in(request.GET, told["facts"])
    visible = resources_of(card, request.user)
    rows = rows_of(filters.among(visible).select_related("place__root"), visible)
    columns = columns_of(told["facts"], told["words"].verbs)
    name = f"{card.slug or card.public_id}-ressources"
    return table_file(rows, columns, format=format, name=name, sheet=_("ressources"))


def _query_of(request: HttpRequest) -> str:
    """What is asked for, to be asked again of a file."""
    query = request.GET.copy()
    query.pop("page", None)
    return query.urlencode()


def _keeping(request: HttpRequest, card: Place) -> dict[str, Any]:
    keeps = can_add_to(request.user, card)
    if not keeps:
        return {"keeps": False}
    removed = removed_from(card)[:LATELY_REMOVED]
    return {"keeps": True, "removed": removed, "communities": card.communities.all()}
