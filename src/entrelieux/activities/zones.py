"""The clocks of a place."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from entrelieux.core.interchange.records import PlaceField
from entrelieux.places.models import Place


def zone_of(place: Place | None) -> str:
    """The IANA time zone of a place."""
    told = place.card.get(PlaceField.TIME_ZONE) if place else None
    return str(told or settings.TIME_ZONE)


def on_clock(moment: datetime, zone: str) -> datetime:
    return moment.astimezone(ZoneInfo(zone))
