"""Public usages and events as the documents that the atlas finds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

import orjson
from django.utils import timezone

from entrelieux.activities.models import Event, Occurrence, Usage
from entrelieux.activities.zones import on_clock
from entrelieux.core.atlas import Document
from entrelieux.core.geo import load_france
from entrelieux.core.text import fold
from entrelieux.core.understanding import place_tiers
from entrelieux.core.words import load_core
from entrelieux.inventory.models import Entry, EntryQuerySet
from entrelieux.places.models import Place
from entrelieux.search.kinds import document_key

CHUNK = 1_000


class UsageDocuments:
    """Only usages that everyone may see."""

    def count(self) -> int:
        return Usage.objects.public().count()

    def documents(self, rows: Iterable[int] | None = None) -> Iterator[Document]:
        usages = Usage.objects.public().select_related("place__root", "community")
        if rows is not None:
            usages = usages.filter(pk__in=list(rows))
        last = 0
        while chunk := list(usages.filter(pk__gt=last).order_by("pk")[:CHUNK]):
            last = chunk[-1].pk
            yield from map(usage_document, chunk)


def usage_document(usage: Usage) -> Document:
    place = usage.card
    return Document(
        id=document_key("usage", usage.pk),
        public_id=usage.public_id,
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        tiers=activity_tiers(usage, usage.concept, usage.audiences, place),
        facets=activity_facets("usage", usage.audiences, place),
        payload=orjson.dumps(activity_payload("usage", usage, place) | {"when": usage.rhythm}),
        sort_name=fold(usage.name),
        updated_on=usage.confirmed_on.toordinal() if usage.confirmed_on else 0,
    )


def activity_tiers(
    entry: Entry, concept: str, audiences: Iterable[str], place: Place | None
) -> tuple[tuple[str, ...], ...]:
    """The words that find it: its name, what it is, where, and what is told of it."""
    return place_tiers(
        names=[entry.name],
        concepts={
            "usages": [_id(concept)] if concept else [],
            "audiences": [_id(audience) for audience in audiences],
        },
        types=[],
        where=[place.name, place.card.get("city", "")] if place else [],
        texts=[entry.description],
        commune=load_france().by_code(place.insee) if place and place.insee else None,
        vocabulary=load_core(),
    )


def activity_facets(
    what: str, audiences: Iterable[str], place: Place | None
) -> dict[str, tuple[str, ...]]:
    commune = load_france().by_code(place.insee) if place and place.insee else None
    facets = {
        "what": (what,),
        "audience": tuple(_id(audience) for audience in audiences),
        "department": (place.department,) if place and place.department else (),
        "epci": (commune.epci,) if commune and commune.epci else (),
    }
    return {name: values for name, values in facets.items() if values}


def activity_payload(what: str, entry: Any, place: Place | None) -> dict[str, Any]:
    """What a list shows of it, and nobody's name."""
    payload = {
        "what": what,
        "id": entry.public_id,
        "name": entry.name,
        "url": entry.get_absolute_url(),
        "concept": entry.concept,
        "place": place.name if place else "",
        "place_id": place.public_id if place else "",
        "city": place.card.get("city", "") if place else "",
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "is_example": entry.is_example,
    }
    return {key: value for key, value in payload.items() if value not in (None, "", False)}


def _id(concept: str) -> str:
    return concept.rpartition(":")[2]


class EventDocuments:
    """Only events that everyone may see, and that are still to come: the next time tells when."""

    def count(self) -> int:
        return self._coming().count()

    def documents(self, rows: Iterable[int] | None = None) -> Iterator[Document]:
        events = self._coming().select_related("place__root", "community")
        if rows is not None:
            events = events.filter(pk__in=list(rows))
        last = 0
        while chunk := list(events.filter(pk__gt=last).order_by("pk")[:CHUNK]):
            last = chunk[-1].pk
            times = next_times(chunk, timezone.now())
            yield from (event_document(event, times[event.pk]) for event in chunk)

    def _coming(self) -> EntryQuerySet:
        coming = Occurrence.objects.taking_place().filter(ends_at__gt=timezone.now())
        return Event.objects.public().filter(pk__in=coming.values("event"))


def next_times(events: Iterable[Event], now: datetime) -> dict[int, Occurrence]:
    """The next time of each event by its key, in one query."""
    coming = Occurrence.objects.taking_place().filter(event__in=list(events)).to_come(now)
    times: dict[int, Occurrence] = {}
    for time in coming:
        times.setdefault(time.event_id, time)
    return times


def event_document(event: Event, time: Occurrence) -> Document:
    place = event.card
    starts = on_clock(time.starts_at, event.zone)
    told = {"starts": starts.isoformat(), "is_all_day": event.is_all_day}
    return Document(
        id=document_key("event", event.pk),
        public_id=event.public_id,
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        tiers=activity_tiers(event, event.concept, event.audiences, place),
        facets=activity_facets("event", event.audiences, place),
        payload=orjson.dumps(activity_payload("event", event, place) | told),
        sort_name=fold(event.name),
        updated_on=event.updated_at.toordinal(),
    )
