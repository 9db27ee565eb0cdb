"""Writing events as an iCalendar stream that calendar programs follow."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vDuration, vGeo, vRecur

from entrelieux.core.booking import Occurrence, Rule, Series, Slot, occurrences
from entrelieux.core.booking.rules import WEEKDAYS
from entrelieux.core.interchange.icalendar.records import CalendarEvent

PRODUCT = "-//Entrelieux//Agenda//FR"
REFRESH = timedelta(hours=6)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# A night during which the clocks change is told apart, this far from its first time.
LOOKED_AT = timedelta(days=800)


def write_calendar(events: Iterable[CalendarEvent], *, name: str) -> bytes:
    """The same events give the same bytes: DTSTAMP is when each was last changed."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESH))
    for event in events:
        calendar.add_component(_master(event))
        for override in _overrides(event):
            calendar.add_component(override)
    calendar.add_missing_timezones()
    written: bytes = calendar.to_ical()
    return written


def _master(event: CalendarEvent) -> Event:
    series = event.series
    written = _described(event, series.first)
    if series.rule:
        written.add("rrule", _recur(series.rule, event))
    for name, days in (("rdate", series.added), ("exdate", series.cancelled)):
        for day in sorted(days):
            written.add(name, _moment(series.usual_slot(day).start, event))
    return written


def _described(event: CalendarEvent, slot: Slot) -> Event:
    written = Event()
    written.add("uid", event.uid)
    written.add("dtstamp", (event.updated_at or EPOCH).astimezone(UTC))
    written.add("sequence", event.version)
    written.add("summary", event.name)
    written.add("dtstart", _moment(slot.start, event))
    written.add("dtend", _moment(slot.end, event))
    if event.updated_at:
        written.add("last-modified", event.updated_at.astimezone(UTC))
    if event.is_cancelled:
        written.add("status", "CANCELLED")
    if event.position:
        written["geo"] = vGeo(event.position)
    if event.categories:
        written.add("categories", list(event.categories))
    for name in ("description", "location", "url"):
        if getattr(event, name):
            written.add(name, getattr(event, name))
    return written


def _overrides(event: CalendarEvent) -> list[Event]:
    """The times that are elsewhere than the rule says, each told apart."""
    series = event.series
    apart = {day: series.moved[day] for day in series.moved} | _nights_of_change(event)
    overrides = []
    for day, slot in sorted(apart.items()):
        written = _described(event, slot)
        written.add("recurrence-id", _moment(series.usual_slot(day).start, event))
        overrides.append(written)
    return overrides if _repeats(series) else []


def _nights_of_change(event: CalendarEvent) -> dict[date, Slot]:
    """Programs give each time the exact length of the first; people mean the hour that was said."""
    series = event.series
    if not series.rule or event.is_all_day or series.first.start.date() == series.first.end.date():
        return {}
    start = series.first.start.replace(tzinfo=ZoneInfo(series.zone))
    after, before = start - timedelta(days=2), start + LOOKED_AT
    times = occurrences(series, after=after, before=before)
    usual = _length(times[0]) if times else timedelta(0)
    return {
        one.day: series.usual_slot(one.day)
        for one in times
        if _length(one) != usual and not (one.is_moved or one.is_cancelled)
    }


def _length(one: Occurrence) -> timedelta:
    return one.end - one.start


def _repeats(series: Series) -> bool:
    return series.rule is not None or bool(series.added)


def _moment(moment: datetime, event: CalendarEvent) -> date | datetime:
    if event.is_all_day:
        return moment.date()
    return moment.replace(tzinfo=ZoneInfo(event.series.zone))


def _recur(rule: Rule, event: CalendarEvent) -> vRecur:
    recur = vRecur({"FREQ": rule.frequency, "INTERVAL": rule.interval})
    if rule.count:
        recur["COUNT"] = rule.count
    if rule.until:
        recur["UNTIL"] = _until(rule.until, event)
    for name, values in (
        ("BYMONTH", rule.months),
        ("BYMONTHDAY", rule.month_days),
        ("BYDAY", tuple(map(str, rule.weekdays))),
        ("BYSETPOS", rule.positions),
    ):
        if values:
            recur[name] = list(values)
    if rule.week_start:
        recur["WKST"] = WEEKDAYS[rule.week_start]
    return recur


def _until(day: date, event: CalendarEvent) -> date | datetime:
    """In UTC as soon as there are hours (RFC 5545 §3.3.10): the last time of that day is in."""
    if event.is_all_day:
        return day
    last = datetime.combine(day, event.series.first.start.time(), ZoneInfo(event.series.zone))
    return last.astimezone(UTC)
