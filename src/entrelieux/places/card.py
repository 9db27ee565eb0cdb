"""Everything that the page of a place shows, computed from its card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from entrelieux.core.geo import (
    Commune,
    Minutes,
    distance_km,
    load_france,
    travel_time,
    wording,
)
from entrelieux.core.geo.boundaries import load_boundaries
from entrelieux.core.geo.drawing import MapPoint, TerritoryMap, territory_map
from entrelieux.core.hours import describe
from entrelieux.core.hours.evaluate import OpenStatus, status_at, week_table
from entrelieux.core.hours.school import holidays_of
from entrelieux.core.interchange.records import PlaceField
from entrelieux.places.freshness import Freshness, freshness_of
from entrelieux.places.models import Place, Source
from entrelieux.places.nearby import NearbyPlace, nearby_places
from entrelieux.places.queries import sources_of
from entrelieux.places.vocabulary import current_language, label_of, labels_of

NEAREST_COMMUNES = 4
MINIMAP_TOWNS = 9


@dataclass(frozen=True, slots=True)
class Journey:
    """How far a place is from the commune that the reader chose."""

    origin: Commune
    distance_km: float
    minutes: Minutes

    @property
    def duration(self) -> str:
        """The interval in words: « 25 à 60 min »."""
        return wording(self.minutes, current_language())


@dataclass(frozen=True, slots=True)
class CardPage:
    """The page of a place; what is not known is empty, never invented."""

    place: Place
    card: dict[str, Any]
    kinds: list[str]
    audiences: list[str]
    services: list[str]
    access: list[str]
    fees: list[str]
    labels: list[str]
    status: OpenStatus | None
    hours_lines: list[str]
    week: Sequence[Any]
    freshness: Freshness
    sources: list[Source]
    nearby: list[NearbyPlace]
    communes: list[tuple[Commune, float]]
    journey: Journey | None
    minimap: TerritoryMap | None
    is_approximate: bool
    json_ld: dict[str, Any]

    @property
    def address_lines(self) -> list[str]:
        card = self.card
        town = " ".join(filter(None, [card.get("postcode"), card.get("city")]))
        lines = [card.get("address_complement"), card.get("street_address"), town]
        return [line for line in lines if line]


def card_page(place: Place, *, now: datetime, origin: str = "") -> CardPage:
    """The page at `now`; `origin` is the INSEE code, or the name, of the reader's commune."""
    card = place.card
    hours = (card.get(PlaceField.HOURS) or {}).get("osm", "")
    local = now.astimezone(ZoneInfo(card.get(PlaceField.TIME_ZONE) or settings.TIME_ZONE))
    holidays = holidays_of(place.department)
    position = card.get(PlaceField.POSITION) or {}
    return CardPage(
        place=place,
        card=card,
        kinds=card.get(PlaceField.KINDS, []),
        audiences=labels_of(card.get(PlaceField.AUDIENCES, [])),
        services=labels_of(card.get(PlaceField.SERVICES, [])),
        access=labels_of(card.get(PlaceField.ACCESS, [])),
        fees=labels_of(card.get(PlaceField.FEES, [])),
        labels=labels_of(card.get(PlaceField.LABELS, [])),
        status=status_at(hours, local, school_holidays=holidays) if hours else None,
        hours_lines=list(describe(hours, current_language())) if hours else [],
        week=week_table(hours, monday_of(local), school_holidays=holidays) if hours else (),
        freshness=freshness_of(place.fresh_on, now.date()),
        sources=sources_of([place]).get(place.pk, []),
        nearby=nearby_places(place),
        communes=nearest_communes(place),
        journey=journey_from(origin, place),
        minimap=minimap_of(place),
        is_approximate=position.get("fidelity") == "commune",
        json_ld=json_ld_of(place),
    )


def monday_of(moment: datetime) -> date:
    return moment.date() - timedelta(days=moment.weekday())


def minimap_of(place: Place) -> TerritoryMap | None:
    """Where the place is in its département; none without a position, or an outline to draw."""
    if place.lat is None or place.lon is None or not load_boundaries().of([place.department]):
        return None
    communes = load_france().of_departments([place.department])
    return territory_map(
        [MapPoint(place.lat, place.lon, place.public_id)],
        departments=[place.department],
        towns=sorted(communes, key=lambda commune: -commune.population)[:MINIMAP_TOWNS],
    )


def nearest_communes(place: Place) -> list[tuple[Commune, float]]:
    if place.lat is None or place.lon is None:
        return []
    return list(load_france().nearest(place.lat, place.lon, NEAREST_COMMUNES))


def journey_from(origin: str, place: Place) -> Journey | None:
    """None when the commune is not found, or the place has no position."""
    commune = find_commune(origin)
    if commune is None or place.lat is None or place.lon is None:
        return None
    km = distance_km(commune.lat, commune.lon, place.lat, place.lon)
    return Journey(commune, km, travel_time(km, department=commune.department))


def find_commune(text: str) -> Commune | None:
    """The commune of an INSEE code, or the best match of a name, the territory's first."""
    text = text.strip()
    if not text:
        return None
    france = load_france()
    by_code = france.by_code(text) if len(text) == 5 and text[:2].isalnum() else None
    if by_code:
        return by_code
    matches = france.find(text)
    at_home = [m for m in matches if m.commune.department in settings.TERRITORY_DEPARTMENTS]
    best = next(iter([*at_home, *matches]), None)
    return best.commune if best else None


def json_ld_of(place: Place) -> dict[str, Any]:
    """The schema.org description; it has no class for a coworking space or a makerspace."""
    card = place.card
    described: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": ["Place", "LocalBusiness"],
        "@id": settings.BASE_URL + place.get_absolute_url(),
        "name": place.name,
        "url": card.get("website"),
        "telephone": card.get("phone"),
        "email": card.get("email"),
        "description": card.get("description"),
        "openingHours": (card.get("hours") or {}).get("osm"),
        "additionalType": [label_of(kind) for kind in card.get("kinds", [])] or None,
        "address": _postal_address(card),
        "geo": _geo(place),
        "identifier": [
            {"@type": "PropertyValue", "propertyID": name, "value": value}
            for name, value in sorted((card.get("external_ids") or {}).items())
        ]
        or None,
    }
    return {key: value for key, value in described.items() if value}


def _postal_address(card: dict[str, Any]) -> dict[str, str]:
    address = {
        "@type": "PostalAddress",
        "streetAddress": card.get("street_address"),
        "postalCode": card.get("postcode"),
        "addressLocality": card.get("city"),
        "addressCountry": card.get("country", "FR"),
    }
    return {key: value for key, value in address.items() if value}


def _geo(place: Place) -> dict[str, Any] | None:
    if place.lat is None:
        return None
    return {"@type": "GeoCoordinates", "latitude": place.lat, "longitude": place.lon}
