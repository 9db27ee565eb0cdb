"""Public resources as the documents that the atlas finds. Who holds a skill is never among them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import orjson

from entrelieux.core.atlas import Document
from entrelieux.core.geo import load_france
from entrelieux.core.text import fold
from entrelieux.core.understanding import concept_terms, place_tiers
from entrelieux.core.words import load_core
from entrelieux.places.models import Place
from entrelieux.resources.models import Condition, Resource
from entrelieux.resources.wording import lent_words
from entrelieux.search.kinds import document_key

CHUNK = 1_000


class ResourceDocuments:
    """Only resources that everyone may see."""

    def count(self) -> int:
        return Resource.objects.public().count()

    def documents(self, rows: Iterable[int] | None = None) -> Iterator[Document]:
        resources = Resource.objects.public().select_related(
            "place__root", "community", "lent_to__root"
        )
        if rows is not None:
            resources = resources.filter(pk__in=list(rows))
        last = 0
        while chunk := list(resources.filter(pk__gt=last).order_by("pk")[:CHUNK]):
            last = chunk[-1].pk
            yield from map(resource_document, chunk)


def resource_document(resource: Resource) -> Document:
    place = resource.whereabouts
    return Document(
        id=document_key("resource", resource.pk),
        public_id=resource.public_id,
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        tiers=_tiers(resource, place),
        facets=_facets(place),
        payload=orjson.dumps(_payload(resource, place)),
        sort_name=fold(resource.name),
        updated_on=resource.confirmed_on.toordinal() if resource.confirmed_on else 0,
    )


def _tiers(resource: Resource, place: Place | None) -> tuple[tuple[str, ...], ...]:
    """Its names and its maker's; what it is; where; what is told of it."""
    scheme, _colon, concept = resource.concept.rpartition(":")
    tiers = place_tiers(
        names=[resource.name, f"{resource.make} {resource.model}"],
        concepts={scheme: [concept]} if concept else {},
        types=[],
        where=[place.name, place.card.get("city", "")] if place else [],
        texts=[resource.description],
        commune=load_france().by_code(place.insee) if place and place.insee else None,
        vocabulary=load_core(),
    )
    # What it is counts as much as its name: a laser is found before a lesson on « la laser ».
    return ((*concept_terms(scheme, [concept] if concept else []), *tiers[0]), *tiers[1:])


def _facets(place: Place | None) -> dict[str, tuple[str, ...]]:
    commune = load_france().by_code(place.insee) if place and place.insee else None
    facets = {
        "what": ("resource",),
        "department": (place.department,) if place and place.department else (),
        "epci": (commune.epci,) if commune and commune.epci else (),
    }
    return {name: values for name, values in facets.items() if values}


def _payload(resource: Resource, place: Place | None) -> dict[str, Any]:
    """What a list shows of it, and nobody's name."""
    is_broken = resource.condition != Condition.WORKS
    broken = str(resource.get_condition_display()) if is_broken else ""
    payload = {
        "what": "resource",
        "id": resource.public_id,
        "name": resource.name,
        "url": resource.get_absolute_url(),
        "concept": resource.concept,
        "place": place.name if place else "",
        "place_id": place.public_id if place else "",
        "city": place.card.get("city", "") if place else "",
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "state": broken,
        "lent": lent_words(resource),
        "lent_until": resource.lent_until.isoformat() if resource.lent_until else "",
        "is_example": resource.is_example,
    }
    return {key: value for key, value in payload.items() if value not in (None, "", False)}
