"""When resources are free, and one's own bookings: book, cancel, move, with every reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Literal
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Schema, Status

from entrelieux.activities.zones import on_clock, zone_of
from entrelieux.api.entries import known
from entrelieux.api.people import signed_in
from entrelieux.api.schemas import REFUSED, Problem
from entrelieux.bookings.actions import book, cancel, move
from entrelieux.bookings.errors import NotBookable, Unavailable
from entrelieux.bookings.free import free_of
from entrelieux.bookings.models import Reservation, Time
from entrelieux.bookings.permissions import can_see_reservation
from entrelieux.bookings.queries import find_bookable_resource, find_reservation, own_times
from entrelieux.bookings.wanted import (
    FIRST_YEAR,
    LAST_YEAR,
    MOST_RESOURCES,
    MOST_TIMES,
    BookableLine,
    Verdict,
    Wanted,
    bookable_lines,
)
from entrelieux.bookings.wording import obstacle_words
from entrelieux.core.booking import Slot, Span
from entrelieux.platform.errors import NotFound
from entrelieux.resources.models import Resource

router = Router(tags=["bookings"])
LONGEST_DAYS = 62
PUBLIC_ID = r"^[0-9a-z_-]{6,12}$"
MOST_UNITS = 1_000
Reach = Literal["this", "following", "all"]


class FreeSpan(Schema):
    start: datetime
    end: datetime


class Availability(Schema):
    """Stretches where a use may lie, on the clocks of the place."""

    resource: str
    zone: str
    capacity: int
    shortest_minutes: int
    longest_minutes: int | None = None
    grid_minutes: int | None = None
    free: list[FreeSpan]


class BookedResource(Schema):
    id: str = Field(pattern=PUBLIC_ID)
    units: int = Field(1, ge=1, le=MOST_UNITS)


class BookingIn(Schema):
    """`start` and `end` are on the clocks of the first resource's place, without an offset."""

    resources: list[BookedResource] = Field(min_length=1, max_length=MOST_RESOURCES)
    start: datetime
    end: datetime
    rule: str = Field("", max_length=200, description="RFC 5545, days only, with an end")
    skip: list[date] = Field([], max_length=MOST_TIMES)
    purpose: str = Field("", max_length=120)
    note: str = Field("", max_length=500)
    waits: bool = Field(False, description="Be put on the waiting list when it is taken")


class BookedTime(Schema):
    day: date
    start: datetime
    end: datetime
    cancelled: bool | None = None
    moved: bool | None = None


class BookingOut(Schema):
    id: str
    url: str
    state: str
    zone: str
    purpose: str = ""
    rule: str = ""
    answer: str = ""
    flag: str = ""
    resources: list[BookedResource]
    times: list[BookedTime]


class CancelIn(Schema):
    day: date
    reach: Reach = "this"


class MoveIn(CancelIn):
    start: datetime
    end: datetime


@router.get(
    "/resources/{id}/availability",
    response={200: Availability, 404: Problem, 422: Problem},
    exclude_none=True,
    summary="When a resource can be booked; two months at most",
)
def read_availability(
    request: HttpRequest,
    id: str,
    start: date | None = Query(None, description="First day; today if absent"),
    days: int = Query(31, ge=1, le=LONGEST_DAYS),
    units: int = Query(1, ge=1, le=MOST_UNITS),
) -> dict[str, Any]:
    (line,) = bookable_lines([(_wanted_resource(request, id), units)])
    zone = zone_of(line.resource.card)
    first = start or timezone.localdate()
    if not FIRST_YEAR <= first.year <= LAST_YEAR:
        raise NotBookable(_("Cette date est trop loin : choisissez-en une plus proche."))
    midnight = datetime.combine(first, time(), ZoneInfo(zone))
    edges = (midnight, midnight + timedelta(days=days))
    window = Span(*(edge.astimezone(UTC) for edge in edges))
    free, _known = free_of([line], window, timezone.now())
    return known(
        {
            "resource": line.resource.public_id,
            "zone": zone,
            "capacity": line.bookable.capacity,
            "shortest_minutes": line.bookable.shortest_minutes,
            "longest_minutes": line.bookable.longest_minutes,
            "grid_minutes": line.bookable.grid_minutes or None,
        }
    ) | {
        "free": [
            {"start": on_clock(span.start, zone), "end": on_clock(span.end, zone)} for span in free
        ]
    }


@router.get(
    "/bookings",
    response={200: list[BookingOut], 403: Problem},
    exclude_none=True,
    summary="One’s own bookings to come",
)
def list_bookings(request: HttpRequest) -> list[dict[str, Any]]:
    times = own_times(signed_in(request), timezone.now())[:500]
    reservations = {time.reservation_id: time.reservation for time in times}
    return [_booking(one) for one in reservations.values()]


@router.post(
    "/bookings",
    response={201: BookingOut, **REFUSED},
    exclude_none=True,
    summary="Book; all of it, or nothing and every reason",
)
def create_booking(request: HttpRequest, asked: BookingIn) -> Status[dict[str, Any]]:
    person = signed_in(request)
    lines = [(_wanted_resource(request, one.id), one.units) for one in asked.resources]
    wanted = Wanted(
        lines=lines,
        slot=_slot(asked.start, asked.end),
        rule=asked.rule,
        purpose=asked.purpose,
        note=asked.note,
        skipped=frozenset(asked.skip),
        waits=asked.waits,
    )
    return Status(201, _booking(book(by=person, wanted=wanted)))


@router.get(
    "/bookings/{id}",
    response={200: BookingOut, 403: Problem, 404: Problem},
    exclude_none=True,
    summary="One booking, for its person and the hosts",
)
def read_booking(request: HttpRequest, id: str) -> dict[str, Any]:
    return _booking(_wanted_booking(request, id))


@router.post(
    "/bookings/{id}/cancel",
    response={200: BookingOut, **REFUSED},
    exclude_none=True,
    summary="Give up one time, those that follow, or all",
)
def cancel_booking(request: HttpRequest, id: str, asked: CancelIn) -> dict[str, Any]:
    booking = _wanted_booking(request, id)
    time_ = _wanted_time(booking, asked.day)
    return _booking(cancel(by=signed_in(request), time=time_, reach=asked.reach))


@router.post(
    "/bookings/{id}/move",
    response={200: BookingOut, **REFUSED},
    exclude_none=True,
    summary="Move one time, those that follow, or all, by the clock",
)
def move_booking(request: HttpRequest, id: str, asked: MoveIn) -> dict[str, Any]:
    booking = _wanted_booking(request, id)
    time_ = _wanted_time(booking, asked.day)
    slot = _slot(asked.start, asked.end)
    return _booking(move(by=signed_in(request), time=time_, slot=slot, reach=asked.reach))


def _wanted_resource(request: HttpRequest, public_id: str) -> Resource:
    resource = find_bookable_resource(public_id, request.user)
    if resource is None:
        raise NotFound(_("Cette ressource n’existe pas, ou n’est pas montrée à tout le monde."))
    return resource


def _wanted_booking(request: HttpRequest, public_id: str) -> Reservation:
    """For whoever may not see it, it is not there."""
    booking = find_reservation(public_id)
    if booking is None or not can_see_reservation(request.user, booking):
        raise NotFound(_("Cette réservation n’existe pas."))
    return booking


def _wanted_time(booking: Reservation, day: date) -> Time:
    found = booking.times.filter(day=day).first()
    if found is None:
        raise NotFound(_("Cette réservation n’a rien ce jour-là."))
    found.reservation = booking
    return found


def _slot(start: datetime, end: datetime) -> Slot:
    """Times with an offset would not say the clock of which place."""
    if start.tzinfo or end.tzinfo:
        raise NotBookable(
            _("Écrivez les heures de l’horloge du lieu, sans décalage : 2026-05-12T14:00.")
        )
    return Slot(start.replace(microsecond=0), end.replace(microsecond=0))


def _booking(booking: Reservation) -> dict[str, Any]:
    told = known(
        {
            "id": booking.public_id,
            "url": settings.BASE_URL + booking.get_absolute_url(),
            "state": booking.state,
            "zone": booking.zone,
            "purpose": booking.purpose,
            "rule": booking.rule,
            "answer": booking.answer,
            "flag": booking.flag,
        }
    )
    lines = booking.lines.select_related("resource")
    return told | {
        "resources": [{"id": one.resource.public_id, "units": one.units} for one in lines],
        "times": [_time(one, booking.zone) for one in booking.times.all()],
    }


def _time(one: Time, zone: str) -> dict[str, Any]:
    told = {
        "day": one.day,
        "start": on_clock(one.starts_at, zone),
        "end": on_clock(one.ends_at, zone),
        "cancelled": one.is_cancelled or None,
        "moved": one.is_moved or None,
    }
    return known(told)


def reasons_of(error: Unavailable) -> list[dict[str, Any]]:
    """Every time that does not fit, with all that is in its way, for a problem document."""
    verdicts: Sequence[Verdict] = error.verdicts
    return [
        {"day": verdict.day.isoformat(), "reasons": _reasons(verdict)}
        for verdict in verdicts
        if not verdict.fits
    ]


def _reasons(verdict: Verdict) -> list[dict[str, str]]:
    lines: list[BookableLine] = bookable_lines(
        [(resource, 1) for resource in {one.pk: one for one, _o in verdict.obstacles}.values()]
    )
    bookables = {line.resource.pk: line.bookable for line in lines}
    return [
        {
            "resource": resource.public_id,
            "reason": obstacle.reason,
            "detail": obstacle_words(
                resource, obstacle, bookables[resource.pk], zone_of(resource.card)
            ),
        }
        for resource, obstacle in verdict.obstacles
    ]
