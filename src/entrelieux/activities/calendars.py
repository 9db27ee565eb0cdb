"""Events as calendars tell them: public facts, nobody's name."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings

from entrelieux.activities.models import Event, Occurrence, State
from entrelieux.activities.series import series_of
from entrelieux.activities.zones import on_clock
from entrelieux.core.booking import Series, Slot
from entrelieux.core.interchange.icalendar import CalendarEvent, write_calendar
from entrelieux.places.models import Place
from entrelieux.places.vocabulary import label_of


def calendar_of(events: Iterable[Event], *, name: str) -> bytes:
    return write_calendar(map(calendar_event, events), name=name)


def calendar_event(event: Event) -> CalendarEvent:
    """One that was read elsewhere keeps its name there: programs that follow both show it once."""
    place = event.card
    address = settings.BASE_URL + event.get_absolute_url()
    return CalendarEvent(
        uid=event.uid or uid_of(event.public_id),
        name=event.name,
        series=series_of(event),
        is_all_day=event.is_all_day,
        description="\n\n".join(filter(None, (event.description, event.conditions, address))),
        location=location_of(event),
        url=address,
        position=position_of(place),
        categories=(label_of(event.concept),) if event.concept else (),
        is_cancelled=event.state == State.CANCELLED,
        version=event.version,
        updated_at=event.updated_at,
    )


def one_time(occurrence: Occurrence, *, uid: str, name: str = "") -> CalendarEvent:
    """One time alone, for the agenda of somebody who comes."""
    event = occurrence.event
    place = event.card
    start, end = (
        on_clock(moment, event.zone).replace(tzinfo=None)
        for moment in (occurrence.starts_at, occurrence.ends_at)
    )
    address = settings.BASE_URL + occurrence.get_absolute_url()
    return CalendarEvent(
        uid=uid,
        name=name or event.name,
        series=Series(Slot(start, end), event.zone),
        is_all_day=event.is_all_day,
        description="\n\n".join(filter(None, (event.conditions, address))),
        location=location_of(event),
        url=address,
        position=position_of(place),
        is_cancelled=occurrence.is_cancelled,
        version=event.version,
        updated_at=event.updated_at,
    )


def uid_of(public_id: str) -> str:
    return f"{public_id}@{urlsplit(settings.BASE_URL).hostname}"


def location_of(event: Event) -> str:
    """« Salle du haut, L’Atelier, 3 rue du Four, 15300 Murat »."""
    place = event.card
    if place is None:
        return event.where
    card = place.card
    town = " ".join(filter(None, (card.get("postcode"), card.get("city"))))
    parts = (event.where, place.name, card.get("street_address"), town)
    return ", ".join(part for part in parts if part)


def position_of(place: Place | None) -> tuple[float, float] | None:
    if place is None or place.lat is None or place.lon is None:
        return None
    return place.lat, place.lon
