"""What places put in common, with the facts that their communities tell in their own words."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router

from entrelieux.api.paging import PAGE_LIMIT, PAGE_SIZE, next_address
from entrelieux.api.places import wanted_place
from entrelieux.api.schemas import Problem, ResourceOut, ResourcePage
from entrelieux.core.words.lexicon import Subject
from entrelieux.inventory.columns import json_of
from entrelieux.inventory.facts import facts_of_all
from entrelieux.inventory.models import EntryQuerySet
from entrelieux.platform.errors import NotFound
from entrelieux.resources.columns import columns_of, rows_of
from entrelieux.resources.models import Kind, Resource

router = Router(tags=["resources"])
KINDS = "|".join(Kind.values)
AFTER = Query("", description="Identifier of the last item of the previous page")
LIMIT = Query(PAGE_SIZE, ge=1, le=PAGE_LIMIT)


@router.get(
    "/resources",
    response={200: ResourcePage, 404: Problem, 422: Problem},
    exclude_none=True,
    summary="All resources that everyone may see, in a stable order",
)
def list_resources(
    request: HttpRequest,
    after: str = AFTER,
    limit: int = LIMIT,
    kind: str = Query("", pattern=f"^({KINDS})?$"),
    concept: str = Query("", max_length=80, description="Such as `machines:laser-cutter`"),
    updated_since: date | None = Query(None, description="Only those changed since this day"),
) -> dict[str, Any]:
    found = Resource.objects.public()
    if kind:
        found = found.filter(kind=kind)
    if concept:
        found = found.filter(concept=concept)
    if updated_since:
        found = found.filter(updated_at__date__gte=updated_since)
    return _page(request, found, after, limit)


@router.get(
    "/places/{id}/resources",
    response={200: ResourcePage, 404: Problem, 422: Problem},
    exclude_none=True,
    summary="What one place puts in common",
)
def list_place_resources(
    request: HttpRequest, id: str, after: str = AFTER, limit: int = LIMIT
) -> dict[str, Any]:
    found = Resource.objects.public().of_place(wanted_place(id))
    return _page(request, found, after, limit)


@router.get(
    "/resources/{id}",
    response={200: ResourceOut, 404: Problem},
    exclude_none=True,
    summary="One resource",
)
def read_resource(request: HttpRequest, id: str) -> dict[str, Any]:
    found = _with_places(Resource.objects.public().filter(public_id=id))
    rows = _rows(list(found[:1]))
    if not rows:
        raise NotFound(_("Aucune ressource que tout le monde voit ne porte cet identifiant."))
    return rows[0]


def _page(request: HttpRequest, found: EntryQuerySet, after: str, limit: int) -> dict[str, Any]:
    listed = _with_places(found).order_by("pk")
    if after:
        listed = listed.filter(pk__gt=_wanted(after))
    rows = list(listed[: limit + 1])
    page: dict[str, Any] = {"items": _rows(rows[:limit])}
    if len(rows) > limit:
        page["next"] = next_address(request, rows[limit - 1].public_id)
    return page


def _wanted(public_id: str) -> int:
    """Where a page begins; one that was removed since keeps its rank."""
    pk = Resource.objects.filter(public_id=public_id).values_list("pk", flat=True).first()
    if pk is None:
        raise NotFound(_("Aucune ressource ne porte cet identifiant : reprenez du début."))
    return pk


def _with_places(found: EntryQuerySet) -> EntryQuerySet:
    return found.select_related("place__root", "lent_to__root")


def _rows(resources: list[Resource]) -> list[dict[str, Any]]:
    columns = columns_of(facts_of_all(Subject.RESOURCE))
    return [json_of(columns, row) for row in rows_of(resources, Resource.objects.public())]
