"""Cards as the rows that every export writes."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.db.models import QuerySet

from entrelieux.core.interchange.places import Credit, PlaceRow
from entrelieux.core.interchange.records import PlaceField
from entrelieux.places.models import Place, Source
from entrelieux.places.queries import sources_of

CHUNK = 500


def place_rows(places: QuerySet[Place]) -> Iterator[PlaceRow]:
    """One row per card, read by chunks of the key: constant memory, whatever the number."""
    last = 0
    while chunk := list(places.filter(pk__gt=last).order_by("pk")[:CHUNK]):
        last = chunk[-1].pk
        sources = sources_of(chunk)
        for place in chunk:
            yield row_of(place, sources.get(place.pk, []))


def row_of(place: Place, sources: list[Source]) -> PlaceRow:
    return PlaceRow(
        id=place.public_id,
        values={PlaceField(field): value for field, value in place.card.items()},
        url=settings.BASE_URL + place.get_absolute_url(),
        updated_at=place.updated_at.date().isoformat(),
        sources=tuple(Credit(s.name, s.licence, s.attribution) for s in sources),
    )
