"""Writing events as an iCalendar stream that calendar programs follow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import chain
from zoneinfo import ZoneInfo

from icalendar import Calendar, Timezone, vDuration

from entrelieux.core.booking import Occurrence, Rule, Series, Slot, occurrences
from entrelieux.core.booking.rules import WEEKDAYS
from entrelieux.core.interchange.icalendar.lines import END, component, moment, text
from entrelieux.core.interchange.icalendar.records import CalendarEvent

PRODUCT = "-//Entrelieux//Agenda//FR"
REFRESH = timedelta(hours=6)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# A night during which the clocks change is told apart, this far from its first time.
LOOKED_AT = timedelta(days=800)


def write_calendar(events: Iterable[CalendarEvent], *, name: str) -> bytes:
    """The same events give the same bytes: DTSTAMP is when each was last changed."""
    told = list(events)
    zones = sorted({event.series.zone for event in told if not event.is_all_day} - {"UTC"})
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESH))
    head, last, end = calendar.to_ical().decode().rpartition("END:VCALENDAR")
    parts = (*map(_zone, zones), *chain.from_iterable(map(_components, told)))
    return "".join((head, *(f"{part}{END}" for part in parts), last, end)).encode()


@cache
def _zone(name: str) -> str:
    """The changes of its clocks, which the library reckons."""
    return str(Timezone.from_tzid(name).to_ical().decode()).removesuffix(END)


def _components(event: CalendarEvent) -> list[str]:
    return [_master(event), *_overrides(event)]


def _master(event: CalendarEvent) -> str:
    series = event.series
    apart = (("RDATE", series.added), ("EXDATE", series.cancelled))
    repeated = [f"RRULE:{_recur(series.rule, event)}"] if series.rule else []
    repeated += [
        _moment(name, series.usual_slot(day).start, event)
        for name, days in apart
        for day in sorted(days)
    ]
    return _described(event, series.first, repeated=repeated)


def _described(
    event: CalendarEvent, slot: Slot, *, which: Sequence[str] = (), repeated: Sequence[str] = ()
) -> str:
    """`which` says of what time it is told, `repeated` when it comes back: content lines."""
    changed = event.updated_at
    lines = (
        f"SUMMARY:{text(event.name)}",
        _moment("DTSTART", slot.start, event),
        _moment("DTEND", slot.end, event),
        moment("DTSTAMP", changed or EPOCH),
        f"UID:{text(event.uid)}",
        *which,
        f"SEQUENCE:{event.version}",
        *repeated,
        event.categories and f"CATEGORIES:{','.join(map(text, event.categories))}",
        event.description and f"DESCRIPTION:{text(event.description)}",
        event.position and "GEO:{};{}".format(*map(float, event.position)),
        changed and moment("LAST-MODIFIED", changed),
        event.location and f"LOCATION:{text(event.location)}",
        event.is_cancelled and "STATUS:CANCELLED",
        event.url and f"URL:{event.url}",
    )
    return component("VEVENT", [line for line in lines if isinstance(line, str) and line])


def _overrides(event: CalendarEvent) -> list[str]:
    """The times that are elsewhere than the rule says, each told apart."""
    series = event.series
    apart = {day: series.moved[day] for day in series.moved} | _nights_of_change(event)
    if not _repeats(series):
        return []
    ids = {day: _moment("RECURRENCE-ID", series.usual_slot(day).start, event) for day in apart}
    return [_described(event, apart[day], which=[ids[day]]) for day in sorted(apart)]


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


def _moment(name: str, value: datetime, event: CalendarEvent) -> str:
    return moment(name, value.date() if event.is_all_day else value, event.series.zone)


def _recur(rule: Rule, event: CalendarEvent) -> str:
    """FREQ first: some programs ignore a rule that begins otherwise."""
    parts = {
        "FREQ": rule.frequency,
        "UNTIL": _until(rule.until, event) if rule.until else "",
        "COUNT": str(rule.count or ""),
        "INTERVAL": str(rule.interval),
        "BYDAY": ",".join(map(str, rule.weekdays)),
        "BYMONTHDAY": ",".join(map(str, rule.month_days)),
        "BYMONTH": ",".join(map(str, rule.months)),
        "BYSETPOS": ",".join(map(str, rule.positions)),
        "WKST": WEEKDAYS[rule.week_start] if rule.week_start else "",
    }
    return ";".join(f"{name}={value}" for name, value in parts.items() if value)


def _until(day: date, event: CalendarEvent) -> str:
    """In UTC as soon as there are hours (RFC 5545 §3.3.10): the last time of that day is in."""
    if event.is_all_day:
        return f"{day:%Y%m%d}"
    last = datetime.combine(day, event.series.first.start.time(), ZoneInfo(event.series.zone))
    return f"{last.astimezone(UTC):%Y%m%dT%H%M%SZ}"
