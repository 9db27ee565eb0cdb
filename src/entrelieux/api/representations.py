"""From rows to what the API says."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from entrelieux.communities.models import Community
from entrelieux.places.models import Place, Source
from entrelieux.places.queries import ShownFact


def place_json(place: Place) -> dict[str, Any]:
    return {
        **place.card,
        "id": place.public_id,
        "url": settings.BASE_URL + place.get_absolute_url(),
        "version": place.version,
        "updated_at": place.updated_at,
        "fresh_on": place.fresh_on,
    }


def fact_json(fact: ShownFact) -> dict[str, Any]:
    statement = fact.statement
    return {
        "field": statement.field,
        "value": statement.value,
        "source": statement.source.slug if statement.source else None,
        "licence": statement.licence,
        "observed_on": statement.observed_on,
        "verified_at": statement.verified_at,
        "shown": fact.is_shown,
        "why": fact.choice.reason.value if fact.is_shown else None,
    }


def source_json(source: Source) -> dict[str, Any]:
    return {
        "slug": source.slug,
        "name": source.name,
        "publisher": source.publisher,
        "url": source.url,
        "licence": source.licence,
        "licence_url": source.licence_url,
        "attribution": source.attribution,
        "published_on": source.published_on,
        "places": source.places,
    }


def community_json(community: Community) -> dict[str, Any]:
    return {
        "slug": community.slug,
        "name": community.name,
        "kind": community.kind,
        "website": community.website,
        "places": [place.public_id for place in community.places.all() if not place.root_id],
    }
