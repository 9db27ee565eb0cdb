"""What the lines of a component say, on the clocks of a place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar, Component

from entrelieux.core.booking import BadRule, Rule, Slot, parse_rule
from entrelieux.core.interchange.icalendar.records import UnreadableCalendar


def parsed(content: bytes) -> Calendar:
    """Several calendars in one stream (RFC 5545 §3.4) are read as one."""
    try:
        text = content.decode("utf-8-sig", errors="replace").strip()
        first, *others = Calendar.from_ical(text, multiple=True)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError):
        raise UnreadableCalendar from None
    if any(not isinstance(one, Calendar) or one.name != "VCALENDAR" for one in (first, *others)):
        raise UnreadableCalendar
    for one in others:
        first.subcomponents.extend(one.subcomponents)
    return first


def zone_told(calendar: Calendar, zone: str) -> str:
    told = str(calendar.get("X-WR-TIMEZONE") or "")
    try:
        return ZoneInfo(told).key if told else zone
    except (OSError, ValueError):
        return zone


def slot_of(component: Component, zone: str) -> Slot:
    """By the wall clock of the zone; whole days end at the midnight that follows."""
    start, end = decoded(component, "DTSTART"), decoded(component, "DTEND")
    first = wall(start, zone)
    if end is not None:
        last = wall(end, zone)
    else:
        duration = decoded(component, "DURATION")
        usual = timedelta(0) if isinstance(start, datetime) else timedelta(days=1)
        length = duration if isinstance(duration, timedelta) else usual
        # Added on the clocks of the event: those of the place may change in between.
        last = wall(start + length, zone)
    if last <= first:
        last = first + (timedelta(hours=1) if isinstance(start, datetime) else timedelta(days=1))
    return Slot(first.replace(second=0, microsecond=0), last.replace(second=0, microsecond=0))


def wall(moment: Any, zone: str) -> datetime:
    if not isinstance(moment, datetime):
        return datetime.combine(moment, time())
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None) if moment.tzinfo else moment


def own_zone(start: Any, zone: str) -> str:
    """That of the event when it has a name of its own; UTC is how programs write any zone."""
    tzinfo = start.tzinfo if isinstance(start, datetime) else None
    if isinstance(tzinfo, ZoneInfo) and tzinfo.key and tzinfo.key.upper() not in {"UTC", "ETC/UTC"}:
        return tzinfo.key
    return zone


def clocks_of(start: Any, zone: str) -> str:
    """On which a series repeats: programs show one that is in UTC at the same hour of UTC, and the
    days of one whose zone has a name of its own are those of its offset.
    """
    if not has_offset(start):
        return zone
    offset = start.utcoffset()
    own = own_zone(start, zone if offset else "UTC")
    hours, rest = divmod(int(offset.total_seconds()), 3600)
    if offset == start.astimezone(ZoneInfo(own)).utcoffset() or rest or not -14 <= hours <= 12:
        return own
    return f"Etc/GMT{-hours:+d}"


def has_offset(moment: Any) -> bool:
    return isinstance(moment, datetime) and moment.tzinfo is not None


def rule_of(component: Component, first: Slot, zone: str) -> Rule | None:
    told = component.get("RRULE")
    if told is None:
        return None
    if isinstance(told, list):
        raise BadRule("one rule only")
    until = (told.get("UNTIL") or [None])[0]
    parts = {key: value for key, value in told.items() if key != "UNTIL"}
    rule = parse_rule(type(told)(parts).to_ical().decode())
    return replace(rule, until=_last_day(until, first, zone)) if until else rule


def _last_day(until: Any, first: Slot, zone: str) -> date:
    """The last day on which a time is not after UNTIL."""
    moment = wall(until, zone)
    is_before = isinstance(until, datetime) and moment.time() < first.start.time()
    return moment.date() - timedelta(days=1) if is_before else moment.date()


def days_of_list(component: Component, name: str, zone: str) -> list[date]:
    told = component.get(name)
    lists = told if isinstance(told, list) else [told] if told is not None else []
    moments = [one.dt for listed in lists for one in getattr(listed, "dts", ())]
    # A period tells its start first.
    starts = [moment[0] if isinstance(moment, tuple) else moment for moment in moments]
    return [wall(moment, zone).date() for moment in starts]


def decoded(component: Component, name: str) -> Any:
    told = component.get(name)
    if isinstance(told, list):
        told = told[0]
    return getattr(told, "dt", None)


def text_of(component: Component, name: str) -> str:
    return str(component.get(name) or "")
