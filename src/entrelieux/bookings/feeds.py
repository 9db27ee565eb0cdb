"""Bookings as calendar programs read them: one's own with titles, a place's without anybody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import chain
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.apps import apps
from django.conf import settings
from django.utils.translation import gettext as _

from entrelieux.accounts.models import Person
from entrelieux.activities.zones import zone_of
from entrelieux.bookings.models import CalendarKey, Loan, Side, State, Time
from entrelieux.bookings.queries import loans_since, own_times, taken_since
from entrelieux.core.booking import Series, Slot, Span, merged
from entrelieux.core.interchange.icalendar import CalendarEvent, write_calendar
from entrelieux.places.models import Place
from entrelieux.resources.models import Resource

SUBJECTS = {"person": "accounts.Person", "place": "places.Place", "resource": "resources.Resource"}
BEHIND = timedelta(days=30)


def behind(secret: str) -> Any:
    """The person, the place or the resource of an address; None when it answers no more."""
    key = CalendarKey.objects.filter(secret=secret).first()
    kind, _colon, pk = key.subject.partition(":") if key else ("", "", "")
    if kind not in SUBJECTS:
        return None
    return apps.get_model(SUBJECTS[kind]).objects.filter(pk=pk).first()


def calendar_of(subject: Person | Place | Resource, now: datetime) -> bytes:
    if isinstance(subject, Person):
        events = map(_own, own_times(subject, now - BEHIND))
        return write_calendar(events, name=_("Mes réservations"))
    events = chain(_busy(subject, now - BEHIND), _lent(subject, now - BEHIND))
    return write_calendar(events, name=subject.name)


def _own(time: Time) -> CalendarEvent:
    reservation = time.reservation
    things = ", ".join(line.resource.name for line in reservation.lines.all())
    places = {line.card for line in reservation.lines.all()}
    label = reservation.get_state_display()
    name = things if reservation.state == State.CONFIRMED else f"{things} ({label})"
    address = settings.BASE_URL + reservation.get_absolute_url()
    return CalendarEvent(
        uid=_uid(f"{reservation.public_id}-{time.day:%Y%m%d}"),
        name=name,
        series=_once(Span(time.starts_at, time.ends_at), reservation.zone),
        description="\n\n".join(filter(None, (reservation.purpose, address))),
        location=", ".join(sorted(place.name for place in places if place)),
        url=address,
    )


def _busy(subject: Place | Resource, since: datetime) -> Iterator[CalendarEvent]:
    """Free-busy: by resource, when it is used; nobody's name, no title, no number."""
    taken: dict[tuple[str, str], list[Span]] = defaultdict(list)
    for public_id, name, start, end in taken_since(subject, since):
        taken[public_id, name].append(Span(start, end))
    for (public_id, name), spans in taken.items():
        for span in merged(spans):
            yield CalendarEvent(
                uid=_uid(f"{public_id}-{span.start:%Y%m%dT%H%M}"),
                name=_("%(name)s : pris") % {"name": name},
                series=_once(span, settings.TIME_ZONE),
            )


def _lent(subject: Place | Resource, since: datetime) -> Iterator[CalendarEvent]:
    """What is lent, and to whom; at the place that borrows it, by whom."""
    for loan in loans_since(subject, since):
        place = loan.place_of(Side.BORROWER)
        yield CalendarEvent(
            uid=_uid(f"{loan.public_id}-pret"),
            name=_lent_words(loan, is_here=place == subject),
            series=_once(loan.span, zone_of(loan.place_of(Side.LENDER))),
            location=place.name,
        )


def _lent_words(loan: Loan, *, is_here: bool) -> str:
    side = Side.LENDER if is_here else Side.BORROWER
    told = {"name": loan.resource.name, "place": loan.place_of(side).name}
    if is_here:
        return _("%(name)s : ici, prêtée par %(place)s") % told
    return _("%(name)s : à %(place)s") % told


def _once(span: Span, zone: str) -> Series:
    start, end = (edge.astimezone(ZoneInfo(zone)).replace(tzinfo=None) for edge in span)
    return Series(Slot(start, end), zone)


def _uid(name: str) -> str:
    return f"{name}@{urlsplit(settings.BASE_URL).hostname}"
