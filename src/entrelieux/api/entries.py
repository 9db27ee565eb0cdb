"""What the listings of entries share: pages in a stable order, and where each entry is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query

from entrelieux.api.paging import PAGE_LIMIT, PAGE_SIZE, next_address
from entrelieux.inventory.models import EntryQuerySet
from entrelieux.places.models import Place
from entrelieux.platform.errors import NotFound

AFTER = Query("", description="Identifier of the last item of the previous page")
LIMIT = Query(PAGE_SIZE, ge=1, le=PAGE_LIMIT)
Said = Callable[[Sequence[Any]], list[dict[str, Any]]]


def page_of(
    request: HttpRequest, found: EntryQuerySet, after: str, limit: int, said: Said
) -> dict[str, Any]:
    """A page of `found`, as `said` tells it, and the address of the next one. Raises `NotFound`."""
    listed = found.select_related("place__root").order_by("pk")
    if after:
        listed = listed.filter(pk__gt=_wanted(found.model, after))
    rows = list(listed[: limit + 1])
    page: dict[str, Any] = {"items": said(rows[:limit])}
    if len(rows) > limit:
        page["next"] = next_address(request, rows[limit - 1].public_id)
    return page


def one_of(found: EntryQuerySet, public_id: str, said: Said) -> dict[str, Any]:
    """Raises `NotFound` for what not everyone may see."""
    rows = said(list(found.filter(public_id=public_id).select_related("place__root")[:1]))
    if not rows:
        raise NotFound(_("Rien que tout le monde voie ne porte cet identifiant."))
    return rows[0]


def _wanted(model: Any, public_id: str) -> int:
    """Where a page begins; one that was removed since keeps its rank."""
    pk = model.objects.filter(public_id=public_id).values_list("pk", flat=True).first()
    if pk is None:
        raise NotFound(_("Rien ne porte cet identifiant : reprenez du début."))
    return int(pk)


def known(values: dict[str, Any]) -> dict[str, Any]:
    """What is not known is absent."""
    return {key: value for key, value in values.items() if value not in (None, "", [], (), {})}


def entry_json(entry: Any, place: Place | None) -> dict[str, Any]:
    """What every entry tells of itself and of where it is."""
    return {
        "id": entry.public_id,
        "url": settings.BASE_URL + entry.get_absolute_url(),
        "name": entry.name,
        "concept": entry.concept,
        "description": entry.description,
        "place": place.public_id if place else None,
        "place_name": place.name if place else None,
        "city": place.card.get("city") if place else None,
        "insee": place.insee if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "confirmed_on": entry.confirmed_on,
        "updated_at": entry.updated_at,
        "is_example": entry.is_example or None,
    }
