"""An event as search engines read it (schema.org/Event): public facts alone, nobody's name."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings

from entrelieux.activities.listing import ListedTime
from entrelieux.activities.models import Event
from entrelieux.places.card import json_ld_of
from entrelieux.places.models import Place
from entrelieux.resources.models import Terms

SCHEMA = "https://schema.org/"


def event_json_ld(event: Event, time: ListedTime, seats_left: int | None) -> dict[str, Any]:
    place = event.card
    told = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": event.name,
        "url": settings.BASE_URL + time.url,
        "description": event.description,
        "startDate": _moment(event, time.start),
        # Whole days end at the midnight that follows: the last day is the one before.
        "endDate": _moment(event, time.end - timedelta(days=1) if event.is_all_day else time.end),
        "eventStatus": SCHEMA + _status(time),
        "eventAttendanceMode": SCHEMA + _attendance(event),
        "location": _locations(event, place),
        "organizer": _organizer(place),
        "maximumAttendeeCapacity": event.seats,
        "remainingAttendeeCapacity": seats_left,
        "isAccessibleForFree": True if event.terms == Terms.FREE else None,
    }
    return {key: value for key, value in told.items() if value not in (None, "", [], {})}


def _moment(event: Event, moment: datetime) -> str:
    return (moment.date() if event.is_all_day else moment).isoformat()


def _status(time: ListedTime) -> str:
    if time.is_cancelled:
        return "EventCancelled"
    return "EventRescheduled" if time.occurrence.is_moved else "EventScheduled"


def _attendance(event: Event) -> str:
    return "MixedEventAttendanceMode" if event.public_online_url else "OfflineEventAttendanceMode"


def _locations(event: Event, place: Place | None) -> list[dict[str, Any]]:
    locations = []
    if place:
        known = json_ld_of(place)
        kept = ("@type", "name", "address", "geo", "url")
        locations.append({key: known[key] for key in kept if key in known})
    if event.public_online_url:
        locations.append({"@type": "VirtualLocation", "url": event.public_online_url})
    return locations


def _organizer(place: Place | None) -> dict[str, Any]:
    if place is None:
        return {}
    return {
        "@type": "Organization",
        "name": place.name,
        "url": settings.BASE_URL + place.get_absolute_url(),
    }
