"""Cards as the documents that the atlas finds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import orjson
from django.utils import timezone

from entrelieux.core.atlas import Document
from entrelieux.core.geo import load_france
from entrelieux.core.hours.evaluate import open_slots
from entrelieux.core.hours.school import holidays_of
from entrelieux.core.interchange.records import PlaceField
from entrelieux.core.text import fold
from entrelieux.core.understanding import place_tiers
from entrelieux.core.words import load_core
from entrelieux.places.freshness import freshness_of
from entrelieux.places.models import Place

CHUNK = 1_000
CONCEPTS = (PlaceField.KINDS, PlaceField.SERVICES, PlaceField.AUDIENCES, PlaceField.LABELS)


class PlaceDocuments:
    """The cards that are on the map; merged and hidden ones are not documents."""

    def count(self) -> int:
        return Place.objects.shown().count()

    def documents(self, rows: Iterable[int] | None = None) -> Iterator[Document]:
        places = Place.objects.shown()
        if rows is not None:
            places = places.filter(pk__in=list(rows))
        last = 0
        while chunk := list(places.filter(pk__gt=last).order_by("pk")[:CHUNK]):
            last = chunk[-1].pk
            yield from map(document_of, chunk)


def document_of(place: Place) -> Document:
    card = place.card
    return Document(
        id=place.pk,
        public_id=place.public_id,
        lat=place.lat,
        lon=place.lon,
        tiers=tiers_of(place),
        facets=facets_of(place),
        score=score_of(place),
        payload=orjson.dumps(payload_of(place)),
        open_slots=open_slots(
            (card.get("hours") or {}).get("osm", ""),
            timezone.localdate(),
            school_holidays=holidays_of(place.department),
        ),
        sort_name=fold(place.name),
        updated_on=place.fresh_on.toordinal() if place.fresh_on else 0,
    )


def tiers_of(place: Place) -> tuple[tuple[str, ...], ...]:
    """The words that find it: its names, what it is and offers, where it is, the rest."""
    card = place.card
    return place_tiers(
        names=[place.name, *card.get("alternate_names", [])],
        concepts={field.value: card.get(field, []) for field in CONCEPTS},
        types=card.get("types", []),
        where=[card.get(field, "") for field in ("city", "street_address", "postcode")],
        texts=[card.get("description", ""), card.get("holder", "")],
        commune=load_france().by_code(place.insee) if place.insee else None,
        vocabulary=load_core(),
    )


def facets_of(place: Place) -> dict[str, tuple[str, ...]]:
    card = place.card
    commune = load_france().by_code(place.insee) if place.insee else None
    freshness = freshness_of(place.fresh_on, timezone.localdate())
    facets = {
        "what": ("place",),
        "kind": tuple(card.get("kinds", ())),
        "department": (place.department,) if place.department else (),
        "epci": (commune.epci,) if commune and commune.epci else (),
        "access": tuple(card.get("access", ())),
        "audience": tuple(card.get("audiences", ())),
        "service": tuple(card.get("services", ())),
        "label": tuple(card.get("labels", ())),
        "wheelchair": _wheelchair(card),
        "freshness": (freshness.band.value,),
        "status": (place.status,),
    }
    return {name: values for name, values in facets.items() if values}


def _wheelchair(card: dict[str, Any]) -> tuple[str, ...]:
    value = (card.get("accessibility") or {}).get("wheelchair", "")
    return (value,) if value else ()


def score_of(place: Place) -> float:
    """Between 0 and 1: what is fresh, complete and open comes first among equals."""
    card = place.card
    wanted = ("hours", "position", "website", "phone", "kinds", "street_address", "description")
    completeness = sum(1 for field in wanted if card.get(field)) / len(wanted)
    freshness = freshness_of(place.fresh_on, timezone.localdate()).weight
    closed = 0.2 if place.status == Place.Status.CLOSED else 1.0
    return closed * (0.5 * completeness + 0.5 * freshness)


def payload_of(place: Place) -> dict[str, Any]:
    """What a list shows of a place, and nothing personal."""
    card = place.card
    payload = {
        "id": place.public_id,
        "name": place.name,
        "url": place.get_absolute_url(),
        "kinds": card.get("kinds", []),
        "kind": next(iter(card.get("kinds", [])), ""),
        "city": card.get("city", ""),
        "postcode": card.get("postcode", ""),
        "department": place.department,
        "lat": place.lat,
        "lon": place.lon,
        "fidelity": (card.get("position") or {}).get("fidelity", ""),
        "status": place.status,
        "hours": (card.get("hours") or {}).get("osm", ""),
        "fresh_on": place.fresh_on.isoformat() if place.fresh_on else "",
    }
    return {key: value for key, value in payload.items() if value not in (None, "", [])}
