"""The places around a place."""

from __future__ import annotations

from dataclasses import dataclass

from entrelieux.core.geo import distance_km
from entrelieux.places.models import Place

AROUND_DEGREES = 0.45  # about 50 km of latitude
SHOWN = 5


@dataclass(frozen=True, slots=True)
class NearbyPlace:
    place: Place
    distance_km: float


def nearby_places(place: Place, count: int = SHOWN) -> list[NearbyPlace]:
    """The nearest other cards on the map, within about 50 km; none without a position.

    The index on (lat, lon) answers the box; the few dozens it holds are sorted here.
    """
    if place.lat is None or place.lon is None:
        return []
    around = Place.objects.shown().filter(
        lat__range=(place.lat - AROUND_DEGREES, place.lat + AROUND_DEGREES),
        lon__range=(place.lon - 1.4 * AROUND_DEGREES, place.lon + 1.4 * AROUND_DEGREES),
    )
    near = [
        NearbyPlace(other, distance_km(place.lat, place.lon, other.lat, other.lon))
        for other in around.exclude(pk=place.pk).exclude(status=Place.Status.CLOSED)
    ]
    return sorted(near, key=lambda other: (other.distance_km, other.place.pk))[:count]
