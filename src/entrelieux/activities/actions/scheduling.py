"""The times of an event as rows: what lists read, and what people register for."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from django.db import transaction

from entrelieux.activities.models import Event, Occurrence, Registration, State
from entrelieux.activities.series import series_of
from entrelieux.core import booking
from entrelieux.inventory.documents import mark_entries_changed

# How far from today times are written down; a job goes on every day.
AHEAD = timedelta(days=400)
BEHIND = timedelta(days=400)
# What happens once is written down however far it is.
ALWAYS, NEVER = datetime(1900, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
Wanted = dict[date, booking.Occurrence]


@transaction.atomic
def schedule_event(*, event: Event, now: datetime) -> list[Occurrence]:
    """Makes the rows follow the columns; returns those to come that changed.

    What is over stays as it happened, unless the event has one time only: that is a correction.
    """
    wanted = _wanted(event, now)
    rows = {row.day: row for row in event.occurrences.select_for_update()}
    _rename_only_one(event, rows, wanted)
    changed = [row for day, row in rows.items() if _update(event, row, wanted.get(day), now)]
    _create(event, rows, wanted, now)
    return changed


def _wanted(event: Event, now: datetime) -> Wanted:
    if event.removed_at:
        return {}
    after, before = (ALWAYS, NEVER) if event.is_single else (now - BEHIND, now + AHEAD)
    found = booking.occurrences(series_of(event), after=after, before=before)
    return {one.day: one for one in found}


def _rename_only_one(event: Event, rows: dict[date, Occurrence], wanted: Wanted) -> None:
    """Another day for what happens once is the same time, with those who registered for it."""
    if event.is_single and len(rows) == 1 and len(wanted) == 1 and not rows.keys() & wanted.keys():
        ((before, row),) = rows.items()
        row.day = next(iter(wanted))
        row.save(update_fields=["day"])
        rows[row.day] = rows.pop(before)


def _update(
    event: Event, row: Occurrence, wanted: booking.Occurrence | None, now: datetime
) -> bool:
    """Whether a time to come is not as it was."""
    if row.ends_at < now and not event.is_single:
        return False
    if wanted is None:
        return _drop(row)
    told = {
        "starts_at": wanted.start,
        "ends_at": wanted.end,
        "is_cancelled": wanted.is_cancelled or event.state == State.CANCELLED,
        "is_moved": wanted.is_moved,
    }
    if all(getattr(row, name) == value for name, value in told.items()):
        return False
    for name, value in told.items():
        setattr(row, name, value)
    row.save(update_fields=list(told))
    return True


def _drop(row: Occurrence) -> bool:
    """A time that nobody comes to is as if it had never been; the others must be told."""
    if not row.registrations.filter(state__in=Registration.COMING).exists():
        row.delete()
        return False
    was_cancelled, row.is_cancelled = row.is_cancelled, True
    row.save(update_fields=["is_cancelled"])
    return not was_cancelled


def _create(event: Event, rows: dict[date, Occurrence], wanted: Wanted, now: datetime) -> None:
    """Times that are over are written down with the event, not with what its rule becomes."""
    is_new = not rows
    Occurrence.objects.bulk_create(
        Occurrence(
            event=event,
            day=day,
            starts_at=one.start,
            ends_at=one.end,
            is_cancelled=one.is_cancelled or event.state == State.CANCELLED,
            is_moved=one.is_moved,
        )
        for day, one in wanted.items()
        if day not in rows and (is_new or one.end > now)
    )


def extend_schedules(*, now: datetime) -> int:
    """Writes down the times that came within reach since yesterday; returns how many events."""
    repeating = Event.objects.filter(removed_at=None).exclude(rule="", added=[])
    events = list(repeating)
    for event in events:
        schedule_event(event=event, now=now)
    return len(events)


@transaction.atomic
def mark_over_events(*, since: datetime, until: datetime) -> int:
    """Has the atlas read again the events that had a time end in between; returns how many."""
    over = Occurrence.objects.filter(ends_at__gt=since, ends_at__lte=until).values("event")
    events = list(Event.objects.filter(pk__in=over))
    mark_entries_changed(events)
    return len(events)
