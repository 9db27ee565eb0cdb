"""Usages and events: public ones, counts and nobody's name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from ninja import Query, Router

from entrelieux.activities.models import Event, Occurrence, Usage
from entrelieux.activities.zones import on_clock
from entrelieux.api.entries import AFTER, LIMIT, entry_json, known, one_of, page_of
from entrelieux.api.places import wanted_place
from entrelieux.api.schemas import EventOut, EventPage, Problem, UsageOut, UsagePage
from entrelieux.core.booking import read_rhythm
from entrelieux.core.words.lexicon import Subject
from entrelieux.inventory.columns import facts_json
from entrelieux.inventory.facts import facts_of_all

router = Router(tags=["activities"])
CONCEPT = Query("", max_length=80, description="Such as `usages:sewing-cafe`")
AUDIENCE = Query("", max_length=80, description="Such as `audiences:seniors`")
DEPARTMENT = Query("", pattern=r"^([0-9AB]{2,3})?$", description="INSEE code")
SINCE = Query(None, description="Only those changed since this day")
TIMES_TOLD = 10


@router.get(
    "/usages",
    response={200: UsagePage, 404: Problem, 422: Problem},
    exclude_none=True,
    summary="All usages that everyone may see, in a stable order",
)
def list_usages(
    request: HttpRequest,
    after: str = AFTER,
    limit: int = LIMIT,
    concept: str = CONCEPT,
    audience: str = AUDIENCE,
    department: str = DEPARTMENT,
    updated_since: date | None = SINCE,
) -> dict[str, Any]:
    found = _filtered(Usage.objects.public(), concept, audience, department, updated_since)
    return page_of(request, found, after, limit, _usages)


@router.get(
    "/places/{id}/usages",
    response={200: UsagePage, 404: Problem, 422: Problem},
    exclude_none=True,
    summary="What people do in one place",
)
def list_place_usages(
    request: HttpRequest, id: str, after: str = AFTER, limit: int = LIMIT
) -> dict[str, Any]:
    found = Usage.objects.public().of_place(wanted_place(id))
    return page_of(request, found, after, limit, _usages)


@router.get(
    "/usages/{id}",
    response={200: UsageOut, 404: Problem},
    exclude_none=True,
    summary="One usage",
)
def read_usage(request: HttpRequest, id: str) -> dict[str, Any]:
    return one_of(Usage.objects.public(), id, _usages)


@router.get(
    "/events",
    response={200: EventPage, 404: Problem, 422: Problem},
    exclude_none=True,
    summary="Public events that have a time in a period, with these times",
)
def list_events(
    request: HttpRequest,
    after: str = AFTER,
    limit: int = LIMIT,
    start: date | None = Query(None, description="First day of the period; today if absent"),
    end: date | None = Query(None, description="Last day of the period; no end if absent"),
    concept: str = CONCEPT,
    audience: str = AUDIENCE,
    department: str = DEPARTMENT,
    updated_since: date | None = SINCE,
) -> dict[str, Any]:
    times = _times_between(start, end)
    found = _filtered(Event.objects.public(), concept, audience, department, updated_since)
    found = found.filter(pk__in=times.order_by().values("event"))
    return page_of(request, found, after, limit, lambda rows: _events(rows, times))


@router.get(
    "/places/{id}/events",
    response={200: EventPage, 404: Problem, 422: Problem},
    exclude_none=True,
    summary="What is to come in one place",
)
def list_place_events(
    request: HttpRequest, id: str, after: str = AFTER, limit: int = LIMIT
) -> dict[str, Any]:
    times = _times_between(None, None)
    found = Event.objects.public().of_place(wanted_place(id))
    found = found.filter(pk__in=times.order_by().values("event"))
    return page_of(request, found, after, limit, lambda rows: _events(rows, times))


@router.get(
    "/events/{id}",
    response={200: EventOut, 404: Problem},
    exclude_none=True,
    summary="One event and its next times",
)
def read_event(request: HttpRequest, id: str) -> dict[str, Any]:
    times = _times_between(None, None)
    return one_of(Event.objects.public(), id, lambda rows: _events(rows, times))


def _filtered(found: Any, concept: str, audience: str, department: str, since: date | None) -> Any:
    if concept:
        found = found.filter(concept=concept)
    if audience:
        found = found.filter(audiences__icontains=f'"{audience}"')
    if department:
        found = found.filter(place__department=department)
    return found.filter(updated_at__date__gte=since) if since else found


def _times_between(start: date | None, end: date | None) -> Any:
    """On the clocks of the territory."""
    after = _midnight(start) if start else timezone.now()
    times = Occurrence.objects.filter(ends_at__gt=after).order_by("starts_at", "day")
    return times.filter(starts_at__lt=_midnight(end) + timedelta(days=1)) if end else times


def _midnight(day: date) -> datetime:
    # A day of slack, where no day has room for it.
    bounded = min(max(day, date(1900, 1, 1)), date(2200, 1, 1))
    return datetime.combine(bounded, time(), ZoneInfo(settings.TIME_ZONE))


def _usages(usages: Sequence[Usage]) -> list[dict[str, Any]]:
    facts = facts_of_all(Subject.USAGE)
    return [known({**_usage(one), "facts": facts_json(one, facts)}) for one in usages]


def _usage(usage: Usage) -> dict[str, Any]:
    rhythm = read_rhythm(usage.rhythm)
    return {
        **entry_json(usage, usage.card),
        "audiences": usage.audiences,
        "rhythm": usage.rhythm,
        "rule": str(rhythm.rule) if rhythm else None,
        "conditions": usage.conditions,
        "terms": usage.terms,
        "price": usage.price,
        "minors": usage.minors,
    }


def _events(events: Sequence[Event], times: Any) -> list[dict[str, Any]]:
    """With the first times of each, in one query."""
    held: dict[int, list[Occurrence]] = defaultdict(list)
    for one in times.with_taken().filter(event__in=events):
        if len(held[one.event_id]) < TIMES_TOLD:
            held[one.event_id].append(one)
    facts = facts_of_all(Subject.EVENT)
    return [known({**_event(one, held[one.pk]), "facts": facts_json(one, facts)}) for one in events]


def _event(event: Event, times: Sequence[Occurrence]) -> dict[str, Any]:
    calendar = reverse("event_calendar", args=[event.public_id])
    return {
        **entry_json(event, event.card),
        "audiences": event.audiences,
        "state": event.state,
        "zone": event.zone,
        "first_day": event.first_day,
        "start_time": event.start_time,
        "last_day": event.last_day,
        "end_time": event.end_time,
        "rule": event.rule,
        "where": event.where,
        "online_url": event.public_online_url,
        "link": event.link,
        "conditions": event.conditions,
        "terms": event.terms,
        "price": event.price,
        "minors": event.minors,
        "min_age": event.min_age,
        "max_age": event.max_age,
        "entrance": event.entrance,
        "entrance_url": event.entrance_url,
        "seats": event.seats,
        "calendar": settings.BASE_URL + calendar,
        "gone_since": event.gone_since,
        "times": [_time(event, one) for one in times],
    }


def _time(event: Event, one: Any) -> dict[str, Any]:
    left = max(0, event.seats - one.taken) if event.seats is not None else None
    told = {
        "day": one.day,
        "start": on_clock(one.starts_at, event.zone),
        "end": on_clock(one.ends_at, event.zone),
        "cancelled": one.is_cancelled or None,
        "moved": one.is_moved or None,
        "seats_left": left,
    }
    return known(told)
