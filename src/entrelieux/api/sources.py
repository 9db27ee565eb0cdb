"""Where the facts come from, and who the communities are."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router

from entrelieux.api.representations import community_json, source_json
from entrelieux.api.schemas import CommunityOut, SourceOut
from entrelieux.communities.models import Community
from entrelieux.places.queries import sources_with_counts

router = Router()


@router.get("/sources", response=list[SourceOut], tags=["sources"], summary="Sources and licences")
def list_sources(request: HttpRequest) -> list[dict[str, Any]]:
    return [source_json(source) for source in sources_with_counts()]


@router.get(
    "/communities",
    response=list[CommunityOut],
    tags=["communities"],
    summary="Communities and networks",
)
def list_communities(request: HttpRequest) -> list[dict[str, Any]]:
    communities = Community.objects.prefetch_related("places")
    return [community_json(community) for community in communities]
