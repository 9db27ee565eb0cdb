"""Following the calendar that a place publishes elsewhere: seen, then applied, then reread."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from entrelieux.accounts.models import Person
from entrelieux.activities.actions.events import add_event, change_event, remove_event
from entrelieux.activities.calendar_difference import Change, Effect, difference_of
from entrelieux.activities.errors import UnusableCalendar
from entrelieux.activities.models import CalendarReading, Event, PlaceCalendar
from entrelieux.activities.zones import zone_of
from entrelieux.communities.circles import Scope
from entrelieux.core.interchange.icalendar import UnreadableCalendar, read_calendar
from entrelieux.inventory.documents import mark_entry_changed
from entrelieux.inventory.states import state_of
from entrelieux.places.errors import InvalidValues
from entrelieux.places.models import Place
from entrelieux.platform import audit
from entrelieux.platform.errors import CannotFetch
from entrelieux.platform.fetching import fetch

MOST_BYTES = 5 * 1024 * 1024
MOST_CALENDARS = 10
Fetch = Callable[[str], bytes]


def fetch_calendar(address: str) -> bytes:
    """Raises `CannotFetch`."""
    return fetch(address, most_bytes=MOST_BYTES)


@transaction.atomic
def propose_calendar(
    *, by: Person, place: Place, content: bytes, url: str = "", scope: str = Scope.PUBLIC
) -> CalendarReading:
    """Keeps a file to be looked at; no event has changed. Raises `UnusableCalendar`."""
    card = place.root or place
    if urlsplit(url).hostname == urlsplit(settings.BASE_URL).hostname and url:
        raise UnusableCalendar(_("Cet agenda est déjà ici : donnez celui d’un autre site."))
    try:
        read = read_calendar(content, zone=zone_of(card))
    except UnreadableCalendar as refusal:
        raise UnusableCalendar(str(refusal)) from refusal
    calendar = PlaceCalendar.objects.filter(place=card, url=url).first() if url else None
    if calendar is None:
        if card.calendars.count() >= MOST_CALENDARS:
            raise UnusableCalendar(_("Ce lieu suit déjà dix agendas : arrêtez-en un d’abord."))
        name = read.name or urlsplit(url).hostname or _("Agenda déposé")
        calendar = PlaceCalendar(place=card, name=name, url=url, scope=scope, created_by=by)
        calendar.save()
    calendar.readings.all().delete()
    reading = CalendarReading.objects.create(calendar=calendar, content=content)
    audit.record("propose_calendar", calendar, by=by)
    return reading


@transaction.atomic
def apply_reading(*, by: Person | None, reading: CalendarReading) -> Counter[str]:
    """Writes what the dry run showed; returns how many events each effect had.

    What an event cannot hold is left out, and counted as « refused ».
    """
    calendar = PlaceCalendar.objects.select_for_update(of=("self",)).get(pk=reading.calendar_id)
    now = timezone.now()
    done: Counter[str] = Counter()
    for change in difference_of(reading, now).changes:
        done[_applied(by, calendar, change, now)] += 1
    calendar.is_followed = bool(calendar.url)
    calendar.read_at, calendar.error = now, ""
    calendar.digest = digest_of(bytes(reading.content))
    calendar.save()
    reading.delete()
    audit.record("apply_calendar", calendar, by=by, **done)
    return done


def _applied(by: Person | None, calendar: PlaceCalendar, change: Change, now: datetime) -> str:
    try:
        with transaction.atomic():
            _apply(by, calendar, change, now)
    except InvalidValues:
        return "refused"
    return change.effect.value


def _apply(by: Person | None, calendar: PlaceCalendar, change: Change, now: datetime) -> None:
    if change.effect == Effect.NEW:
        event = add_event(by=by, place=calendar.place, values=change.values)
        event.calendar, event.uid, event.told = calendar, change.uid, dict(change.values)
        event.save(update_fields=["calendar", "uid", "told", "updated_at"])
    elif change.event and change.effect == Effect.GONE:
        change.event.gone_since = now
        change.event.save(update_fields=["gone_since", "updated_at"])
        mark_entry_changed(change.event)
    elif change.event and change.effect != Effect.REFUSED and not change.event.removed_at:
        _change(by, calendar, change.event, change)


def _change(by: Person | None, calendar: PlaceCalendar, event: Event, change: Change) -> None:
    """What the calendar says otherwise, where the place has not touched it since."""
    if change.wanted:
        note = _("relu dans son agenda")
        event = change_event(
            by=by, event=event, base=state_of(event), values=change.wanted, note=note
        )
    event.calendar, event.told, event.gone_since = calendar, dict(change.values), None
    event.save(update_fields=["calendar", "told", "gone_since", "updated_at"])


@transaction.atomic
def drop_reading(*, by: Person, reading: CalendarReading) -> None:
    """Nothing of it is kept; a calendar that was never followed goes too."""
    calendar = reading.calendar
    reading.delete()
    audit.record("drop_calendar_reading", calendar, by=by)
    if calendar.read_at is None:
        calendar.delete()


@transaction.atomic
def stop_calendar(*, by: Person, calendar: PlaceCalendar, with_events: bool = False) -> None:
    """It is not read any more; its events stay, as if written here, or are removed."""
    if with_events:
        for event in calendar.events.filter(removed_at=None):
            remove_event(by=by, event=event)
    audit.record("stop_calendar", calendar, by=by, with_events=with_events)
    calendar.delete()


def reread_calendar(*, calendar: PlaceCalendar, fetch: Fetch = fetch_calendar) -> str:
    """Reads its address again; returns "same", "changed" or "failed".

    What goes wrong is kept, for its hosts to see; the events stay as they are.
    """
    try:
        content = fetch(calendar.url)
        if digest_of(content) == calendar.digest:
            _mark(calendar, "")
            return "same"
        read_calendar(content, zone=zone_of(calendar.place))
    except (CannotFetch, UnreadableCalendar) as refusal:
        _mark(calendar, str(refusal))
        return "failed"
    calendar.readings.all().delete()
    apply_reading(
        by=None, reading=CalendarReading.objects.create(calendar=calendar, content=content)
    )
    return "changed"


def _mark(calendar: PlaceCalendar, error: str) -> None:
    known = PlaceCalendar.objects.filter(pk=calendar.pk)
    known.update(read_at=timezone.now(), error=error[:300])


def digest_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
