"""Search, nearest places and vector tiles: answered from the atlas, never from the database.

The thin front answers `/api/v1/search` and `/tiles/…` before Django; these views say the same to
whoever reaches Django, and describe them in OpenAPI.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router

from entrelieux.api.representations import place_json
from entrelieux.api.schemas import NearbyPlace, Problem, SearchAnswer
from entrelieux.core.atlas import Near
from entrelieux.core.atlas import Query as AtlasQuery
from entrelieux.places.models import Place
from entrelieux.search.answers import search_answer
from entrelieux.search.parameters import read_search
from entrelieux.search.reader import current_view

router = Router(tags=["search"])
NEAREST_LIMIT = 50
PLACES = frozenset({"place"})


@router.get(
    "/search",
    response={200: SearchAnswer, 400: Problem},
    summary="Search with filters, exact total and exact counts of every filter",
)
def search(
    request: HttpRequest,
    q: str = Query("", max_length=200, description="Words: a place, a kind, a commune, a service"),
    commune: str = Query("", description="INSEE code or name to measure distances from"),
    km: str = Query("", description="Only within this distance of the commune"),
    sorte: list[str] = Query([], description="Kinds; several are alternatives"),
    departement: list[str] = Query([]),
    ouvert: str = Query("", description="1: open now"),
    tri: str = Query("", description="pertinence, distance, fraicheur or nom"),
    page: str = Query("", description="From 1"),
    taille: str = Query("", description="Results a page, from 1 to 100"),
    bbox: str = Query("", description="west,south,east,north in degrees"),
) -> HttpResponse:
    view = current_view()
    asked = read_search(dict(request.GET.lists()), now=timezone.localtime())
    response = HttpResponse(search_answer(view, asked), content_type="application/json")
    response["X-Atlas-Version"] = view.version
    return response


@router.get(
    "/nearest",
    response={200: list[NearbyPlace], 422: Problem},
    exclude_none=True,
    summary="The places nearest to a point",
)
def nearest(
    request: HttpRequest,
    lat: float = Query(..., ge=-90, le=90, description="WGS84 degrees"),
    lon: float = Query(..., ge=-180, le=180, description="WGS84 degrees"),
    n: int = Query(10, ge=1, le=NEAREST_LIMIT),
    sorte: list[str] = Query([], description="Kinds; several are alternatives"),
) -> list[dict[str, Any]]:
    query = AtlasQuery(
        near=Near(lat, lon),
        facets={"what": PLACES} | ({"kind": frozenset(sorte)} if sorte else {}),
        sort="distance",
        limit=n,
    )
    hits = current_view().snapshot.search(query).hits
    places = {
        place.pk: place for place in Place.objects.shown().filter(pk__in=[h.id for h in hits])
    }
    return [
        {"place": place_json(places[hit.id]), "distance_km": round(hit.distance_km, 3)}
        for hit in hits
        if hit.id in places and hit.distance_km is not None
    ]
