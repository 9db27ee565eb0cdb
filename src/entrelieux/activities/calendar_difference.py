"""What reading a calendar would do to the events of a place: the dry run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from entrelieux.activities.models import CalendarReading, Event, PlaceCalendar, State
from entrelieux.activities.series import slot_json
from entrelieux.activities.validation import errors_of
from entrelieux.activities.validity import EVENT_CHECKS, event_errors
from entrelieux.activities.values import value_words
from entrelieux.activities.wording import moment_words
from entrelieux.activities.zones import on_clock, zone_of
from entrelieux.core.booking import Occurrence, Slot, occurrences
from entrelieux.core.interchange.icalendar import CalendarEvent, Problem, read_calendar
from entrelieux.core.words import load_core
from entrelieux.inventory.histories import label_of_column
from entrelieux.inventory.states import state_of

LOOKED_AT = timedelta(days=400)
ONE_DAY = timedelta(days=1)


class Effect(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    OVER = "over"
    REFUSED = "refused"
    GONE = "gone"


EFFECTS = {
    Effect.NEW: _("nouveau"),
    Effect.CHANGED: _("modifié"),
    Effect.SAME: _("inchangé"),
    Effect.OVER: _("passé, laissé de côté"),
    Effect.REFUSED: _("ne peut pas être repris tel quel"),
    Effect.GONE: _("disparu de l’agenda : signalé, pas effacé"),
}
REASONS = {
    "no-date": _("n’a pas de date"),
    "no-name": _("n’a pas de nom"),
    "bad-rule": _("sa répétition n’est pas comprise : seule sa première date est gardée"),
    "bad-date": _("ses dates ne sont pas comprises"),
    "private": _("est privé dans son agenda : il n’est pas repris"),
    "too-long": _("dure plus de deux mois"),
    "too-many": _("l’agenda est très long : la suite n’est pas lue"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One event of the calendar: `values` is what it says, `wanted` what would be written.

    `kept` are the columns that the place changed here since: they stay as they are.
    """

    effect: Effect
    uid: str
    name: str
    when: str
    event: Event | None
    values: Mapping[str, Any]
    wanted: Mapping[str, Any]
    kept: Sequence[str] = ()

    @property
    def label(self) -> str:
        return str(EFFECTS[self.effect])

    @property
    def lines(self) -> list[tuple[str, str, str]]:
        """(column, before, after) as components/diff.html shows them."""
        if self.event is None:
            return []
        before = state_of(self.event)
        return [
            (
                label_of_column(self.event, name),
                value_words(name, before.get(name)),
                value_words(name, value),
            )
            for name, value in self.wanted.items()
        ]


@dataclass(frozen=True, slots=True)
class Difference:
    name: str
    changes: Sequence[Change]
    problems: Sequence[Problem]

    def of(self, *effects: Effect) -> list[Change]:
        return [change for change in self.changes if change.effect in effects]

    @property
    def counts(self) -> list[tuple[str, int]]:
        counted = [(str(label), len(self.of(effect))) for effect, label in EFFECTS.items()]
        return [(label, count) for label, count in counted if count]


def difference_of(reading: CalendarReading, now: datetime) -> Difference:
    """Writes nothing. Raises `UnreadableCalendar`."""
    calendar = reading.calendar
    read = read_calendar(bytes(reading.content), zone=zone_of(calendar.place))
    uids = {told.uid for told in read.events}
    known = {event.uid: event for event in _known(calendar, uids)}
    changes = [_change(told, known.get(told.uid), calendar, now) for told in read.events]
    gone = [_gone(event, now) for uid, event in known.items() if uid not in uids]
    return Difference(read.name, [*changes, *filter(None, gone)], read.problems)


def _known(calendar: PlaceCalendar, uids: set[str]) -> Iterable[Event]:
    """Its events, and those that were read before the place stopped following it."""
    own = Event.objects.filter(calendar=calendar)
    yield from own.select_related("place__root")
    left = Event.objects.filter(calendar=None, place=calendar.place).exclude(uid="")
    yield from (event for event in left.select_related("place__root") if event.uid in uids)


def _change(
    told: CalendarEvent, event: Event | None, calendar: PlaceCalendar, now: datetime
) -> Change:
    coming = next((one for one in _times(told, now) if not one.is_cancelled), None)
    values = values_of(told)
    wanted, kept = _wanted(values, event)
    if event is None:
        effect = Effect.NEW if coming else Effect.OVER
        values = {**values, "scope": calendar.scope, "concept": _meant(told.name)}
    elif event.removed_at:
        effect, wanted = Effect.SAME, {}
    else:
        effect = Effect.CHANGED if wanted or event.gone_since else Effect.SAME
    if effect in (Effect.NEW, Effect.CHANGED) and _errors(values):
        effect, wanted = Effect.REFUSED, {}
    return Change(effect, told.uid, told.name, _when(told, coming), event, values, wanted, kept)


def _meant(name: str) -> str:
    concept = load_core().concept_of(name, "usages")
    return f"usages:{concept}" if concept else ""


def _errors(values: Mapping[str, Any]) -> dict[str, str]:
    return errors_of(values, EVENT_CHECKS) or event_errors(values, None)


def _times(told: CalendarEvent, now: datetime) -> list[Occurrence]:
    return occurrences(told.series, after=now, before=now + LOOKED_AT)


def _when(told: CalendarEvent, coming: Occurrence | None) -> str:
    zone = told.series.zone
    slot = told.series.first
    if coming:
        slot = Slot(on_clock(coming.start, zone), on_clock(coming.end, zone))
    return moment_words(slot.start, slot.end, is_all_day=told.is_all_day)


def _wanted(values: Mapping[str, Any], event: Event | None) -> tuple[dict[str, Any], list[str]]:
    """What the calendar says otherwise than last time, but for what the place changed here."""
    if event is None:
        return dict(values), []
    now = state_of(event)
    news = {name: value for name, value in values.items() if value != event.told.get(name)}
    kept = [name for name in news if now.get(name) not in (event.told.get(name), news[name])]
    wanted = {
        name: value for name, value in news.items() if name not in kept and value != now.get(name)
    }
    return wanted, kept


def _gone(event: Event, now: datetime) -> Change | None:
    """Calendars forget what is over; only what was to come is missed."""
    coming = event.occurrences.to_come(now).taking_place().first()
    if coming is None or event.removed_at or event.gone_since:
        return None
    start, end = on_clock(coming.starts_at, event.zone), on_clock(coming.ends_at, event.zone)
    when = moment_words(start, end, is_all_day=event.is_all_day)
    return Change(Effect.GONE, event.uid, event.name, when, event, {}, {})


def values_of(told: CalendarEvent) -> dict[str, Any]:
    """The columns of an event as a state writes them."""
    series = told.series
    first, last = series.first.start.date(), series.first.end.date()
    if told.is_all_day:
        last = (series.first.end - ONE_DAY).date()
    return {
        "name": told.name,
        "description": told.description,
        "zone": series.zone,
        "first_day": first.isoformat(),
        "last_day": last.isoformat() if last != first else None,
        "start_time": None if told.is_all_day else series.first.start.time().isoformat(),
        "end_time": None if told.is_all_day else series.first.end.time().isoformat(),
        "rule": str(series.rule or ""),
        "added": sorted(day.isoformat() for day in series.added),
        "cancelled": sorted(day.isoformat() for day in series.cancelled),
        "moved": {day.isoformat(): slot_json(slot) for day, slot in sorted(series.moved.items())},
        "where": told.location,
        "link": told.url,
        "state": State.CANCELLED.value if told.is_cancelled else State.PLANNED.value,
    }
