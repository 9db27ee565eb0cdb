"""Writing events: what `inventory` does for every entry, and each of their times."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from entrelieux.accounts.models import Person
from entrelieux.activities.actions.registering import fill_freed_seats
from entrelieux.activities.actions.scheduling import schedule_event
from entrelieux.activities.actions.telling import tell_changed
from entrelieux.activities.errors import NoSuchTime
from entrelieux.activities.models import Event
from entrelieux.activities.series import series_of, slot_json
from entrelieux.activities.validation import errors_of, link_errors
from entrelieux.activities.validity import EVENT_CHECKS, event_errors, plain_values
from entrelieux.activities.zones import zone_of
from entrelieux.core.booking import Slot
from entrelieux.core.booking.recurrence import days_between
from entrelieux.inventory.actions import add_entry, change_entry, remove_entry, restore_entry
from entrelieux.inventory.states import set_state, state_of
from entrelieux.places.errors import InvalidValues
from entrelieux.places.models import Place


@transaction.atomic
def add_event(
    *, by: Person | None, place: Place, values: Mapping[str, Any], is_example: bool = False
) -> Event:
    """A new event of a card, on the clocks of the place. Raises `InvalidValues`."""
    card = place.root or place
    told = plain_values({"name": "", "first_day": "", "zone": zone_of(card), **values})
    _refuse_invalid(told, {}, card)
    event = Event(place=card, is_example=is_example)
    links = set_state(event, told)
    add_entry(by=by, entry=event, links=links)
    schedule_event(event=event, now=timezone.now())
    return event


@transaction.atomic
def change_event(
    *,
    by: Person | None,
    event: Event,
    base: Mapping[str, Any],
    values: Mapping[str, Any],
    note: str = "",
) -> Event:
    """Writes the `values` that differ from `base`, the state shown when the form was opened.

    Raises `InvalidValues`, and `EditConflict` as `change_entry` does.
    """
    values = plain_values(values)
    wanted = {name: value for name, value in values.items() if value != base.get(name)}
    _refuse_invalid(wanted, state_of(event), event.card)
    changed = change_entry(by=by, entry=event, base=base, values=values, note=note)
    _follow(changed)
    return changed


@transaction.atomic
def remove_event(*, by: Person | None, event: Event) -> Event:
    """Takes it off the pages, and each of its times to come."""
    removed = remove_entry(by=by, entry=event)
    _follow(removed)
    return removed


@transaction.atomic
def restore_event(*, by: Person | None, event: Event, version: int) -> Event:
    """Makes an older version the newest one. Raises `NoSuchVersion`."""
    restored = restore_entry(by=by, entry=event, version=version)
    _follow(restored)
    return restored


@transaction.atomic
def cancel_time(*, by: Person | None, event: Event, day: date, note: str = "") -> Event:
    """That time does not happen; the others do. Raises `NoSuchTime`."""
    _refuse_unknown(event, day)
    cancelled = sorted({*event.cancelled, day.isoformat()})
    return _change(by, event, {"cancelled": cancelled}, note)


@transaction.atomic
def move_time(*, by: Person | None, event: Event, day: date, slot: Slot, note: str = "") -> Event:
    """That time happens at another moment, by the wall clock of the place. Raises `NoSuchTime`,
    `InvalidValues`."""
    _refuse_unknown(event, day)
    moved = {**event.moved, day.isoformat(): slot_json(slot)}
    return _change(by, event, {"moved": moved}, note)


@transaction.atomic
def put_time_back(*, by: Person | None, event: Event, day: date) -> Event:
    """That time happens as the others do. Raises `NoSuchTime`."""
    _refuse_unknown(event, day)
    key = day.isoformat()
    cancelled = [one for one in event.cancelled if one != key]
    moved = {one: slot for one, slot in event.moved.items() if one != key}
    return _change(by, event, {"cancelled": cancelled, "moved": moved}, "")


def _follow(event: Event) -> None:
    """Each time follows; those who come to one that changed are told, those who wait seated."""
    now = timezone.now()
    changed = schedule_event(event=event, now=now)
    tell_changed(occurrences=[one for one in changed if one.ends_at > now])
    fill_freed_seats(now=now, event=event)


def _change(by: Person | None, event: Event, values: Mapping[str, Any], note: str) -> Event:
    return change_event(by=by, event=event, base=state_of(event), values=values, note=note)


def _refuse_unknown(event: Event, day: date) -> None:
    if day not in set(days_between(series_of(event), day, day)):
        raise NoSuchTime(
            _("Ce rendez-vous n’a pas lieu ce jour-là : choisissez l’une de ses dates.")
        )


def _refuse_invalid(
    values: Mapping[str, Any], known: Mapping[str, Any], place: Place | None
) -> None:
    errors = errors_of(values, EVENT_CHECKS) | link_errors(values, known, place)
    if not errors:
        errors = event_errors({**known, **values}, place)
    if errors:
        raise InvalidValues(errors)
