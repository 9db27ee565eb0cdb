"""Calendars out, at secret addresses; calendars in, whose events keep others away."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import ngettext

from entrelieux.accounts.models import Person
from entrelieux.activities.zones import zone_of
from entrelieux.bookings.actions.claiming import hold_still
from entrelieux.bookings.actions.closing import flag_under
from entrelieux.bookings.models import BlockingCalendar, CalendarKey, Closure
from entrelieux.core.booking import Span
from entrelieux.core.interchange.icalendar import Busy, UnreadableCalendar, read_busy
from entrelieux.platform import audit
from entrelieux.platform.errors import CannotFetch
from entrelieux.platform.fetching import fetch
from entrelieux.resources.models import Resource

SECRET_BYTES = 24
MOST_BYTES = 5 * 1024 * 1024
AHEAD = timedelta(days=400)


@transaction.atomic
def new_calendar_key(*, by: Person, of: object) -> CalendarKey:
    """A new address for a person, a place or a resource; the one before no longer answers."""
    key, _is_new = CalendarKey.objects.update_or_create(
        subject=audit.subject_of(of), defaults={"secret": secrets.token_urlsafe(SECRET_BYTES)}
    )
    audit.record("new_calendar_key", of, by=by)
    return key


@transaction.atomic
def forget_calendar_key(*, by: Person, of: object) -> None:
    CalendarKey.objects.filter(subject=audit.subject_of(of)).delete()
    audit.record("forget_calendar_key", of, by=by)


@transaction.atomic
def block_by_calendar(*, by: Person, resource: Resource, url: str) -> BlockingCalendar:
    """Read by the worker, then again and again."""
    calendar = BlockingCalendar.objects.create(resource=resource, url=url)
    audit.record("block_by_calendar", resource, by=by, calendar=calendar.pk)
    return calendar


@transaction.atomic
def stop_blocking(*, by: Person, calendar: BlockingCalendar) -> None:
    """What it kept is free again."""
    audit.record("stop_blocking", calendar.resource, by=by, calendar=calendar.pk)
    calendar.delete()


def reread_blocking(*, calendar: BlockingCalendar, content: bytes | None = None) -> int:
    """Its times to come replace those of before; an unreadable answer changes nothing.

    Returns how many stretches are kept. `content` is what was fetched already.
    """
    now = timezone.now()
    within = Span(now.astimezone(UTC), now.astimezone(UTC) + AHEAD)
    try:
        told = fetch(calendar.url, most_bytes=MOST_BYTES) if content is None else content
        # Only when, never what: nothing of the events is kept.
        busy = read_busy(told, zone=zone_of(calendar.resource.card), within=within)
    except (CannotFetch, UnreadableCalendar) as error:
        calendar.error, calendar.read_at = str(error)[:300], now
        calendar.save(update_fields=["error", "read_at"])
        return 0
    return _replace(calendar, busy, now)


@transaction.atomic
def _replace(calendar: BlockingCalendar, busy: Busy, now: datetime) -> int:
    spans = busy.spans
    hold_still([calendar.resource_id])
    calendar.closures.filter(ends_at__gt=now).delete()
    Closure.objects.bulk_create(
        Closure(
            resource_id=calendar.resource_id,
            starts_at=span.start,
            ends_at=span.end,
            reason=Closure.Reason.ELSEWHERE,
            calendar=calendar,
        )
        for span in spans
    )
    for span in spans:
        flag_under([calendar.resource_id], span)
    calendar.error, calendar.read_at = _left_out(busy.unread), now
    calendar.save(update_fields=["error", "read_at"])
    audit.record("reread_blocking", calendar.resource, stretches=len(spans))
    return len(spans)


def _left_out(unread: int) -> str:
    if not unread:
        return ""
    return ngettext(
        "%(count)s événement de cet agenda n’est pas compris en entier : fermez ces moments ici.",
        "%(count)s événements de cet agenda ne sont pas compris en entier : "
        "fermez ces moments ici.",
        unread,
    ) % {"count": unread}
