"""Places and the facts behind their cards."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router

from entrelieux.api.paging import PAGE_LIMIT, PAGE_SIZE, next_address
from entrelieux.api.representations import fact_json, place_json
from entrelieux.api.schemas import FactOut, PlaceEdit, PlaceOut, PlacePage, Problem
from entrelieux.places.actions import edit_place
from entrelieux.places.models import Place
from entrelieux.places.permissions import can_edit_place
from entrelieux.places.queries import facts_of, find_place
from entrelieux.platform.errors import Forbidden, NotFound

router = Router(tags=["places"])


@router.get(
    "/places",
    response={200: PlacePage, 404: Problem, 422: Problem},
    exclude_none=True,
    summary="All places, in a stable order",
)
def list_places(
    request: HttpRequest,
    after: str = Query("", description="Identifier of the last item of the previous page"),
    limit: int = Query(PAGE_SIZE, ge=1, le=PAGE_LIMIT),
    department: str = Query("", pattern=r"^([0-9AB]{2,3})?$", description="INSEE code"),
    insee: str = Query("", pattern=r"^([0-9AB]{5})?$", description="INSEE code of a commune"),
    updated_since: date | None = Query(None, description="Only cards rewritten since this day"),
) -> dict[str, Any]:
    places = Place.objects.shown().order_by("pk")
    if after:
        places = places.filter(pk__gt=wanted_place(after).pk)
    if department:
        places = places.filter(department=department)
    if insee:
        places = places.filter(insee=insee)
    if updated_since:
        places = places.filter(updated_at__date__gte=updated_since)
    rows = list(places[: limit + 1])
    page = {"items": [place_json(place) for place in rows[:limit]]}
    if len(rows) > limit:
        page["next"] = next_address(request, rows[limit - 1].public_id)
    return page


@router.get(
    "/places/{id}",
    response={200: PlaceOut, 404: Problem},
    exclude_none=True,
    summary="One card",
)
def read_place(request: HttpRequest, response: HttpResponse, id: str) -> dict[str, Any]:
    place = wanted_place(id)
    response["ETag"] = f'"{place.public_id}-{place.version}"'
    return place_json(place)


@router.get(
    "/places/{id}/facts",
    response={200: list[FactOut], 404: Problem},
    summary="Every statement behind a card, with its source and licence",
)
def list_facts(request: HttpRequest, id: str) -> list[dict[str, Any]]:
    facts = facts_of(wanted_place(id))
    return [fact_json(fact) for of_field in facts.values() for fact in of_field]


@router.patch(
    "/places/{id}",
    response={200: PlaceOut, 403: Problem, 404: Problem, 409: Problem, 422: Problem},
    exclude_none=True,
    summary="Say values of a card; refused with both values when somebody changed them meanwhile",
)
def change_place(request: HttpRequest, id: str, edit: PlaceEdit) -> dict[str, Any]:
    place = wanted_place(id)
    if not can_edit_place(request.user, place):
        raise Forbidden(_("Seuls les animateurs de ce lieu et son réseau modifient sa fiche."))
    changed = edit_place(
        by=request.user, place=place, base=edit.base, values=edit.values, note=edit.note
    )
    return place_json(changed)


def wanted_place(public_id: str) -> Place:
    place = find_place(public_id)
    if place is None:
        raise NotFound(_("Aucun lieu ne porte cet identifiant : cherchez-le par son nom."))
    return place.root or place
