"""Reading the calendars that places publish already: Google, Nextcloud, Framagenda, Mobilizon…

Only what is public of an event is read: guests and organisers are not looked at, and an event that
its calendar calls private is left out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from icalendar import Calendar, Component

from entrelieux.core.booking import BadRule, Rule, Series, Slot, parse_rule
from entrelieux.core.interchange.clean.text import clean_text
from entrelieux.core.interchange.icalendar.records import (
    CalendarEvent,
    Problem,
    ReadCalendar,
    Reason,
    UnreadableCalendar,
)

MOST_EVENTS: Final = 3_000
MOST_DAYS: Final = 400
LONGEST: Final = timedelta(days=62)
NAME_LENGTH, TEXT_LENGTH, PLACE_LENGTH, URL_LENGTH = 160, 10_000, 200, 300
_BREAK = re.compile(r"<(?:br|/p|/div|/li)\b[^<>]*>", re.IGNORECASE)
_WEB = re.compile(r"https?://\S+")


@dataclass(slots=True)
class _Gathered:
    """The components of one UID: what repeats, and the times told apart."""

    master: Component | None = None
    apart: list[Component] = field(default_factory=list)


class _Refused(Exception):
    def __init__(self, reason: Reason) -> None:
        self.reason = reason
        super().__init__(reason)


def read_calendar(content: bytes, *, zone: str) -> ReadCalendar:
    """`zone` is where times without one are. Raises `UnreadableCalendar`."""
    calendar = _parsed(content)
    zone = _zone_of(calendar, zone)
    gathered: dict[str, _Gathered] = defaultdict(_Gathered)
    for component in calendar.walk("VEVENT"):
        uid = str(
            component.get("UID") or f"{component.get('SUMMARY')}-{_text(component, 'DTSTART')}"
        )
        one = gathered[uid[:255]]
        if "RECURRENCE-ID" in component:
            one.apart.append(component)
        else:
            one.master = one.master or component
    problems: list[Problem] = []
    events = list(_events(gathered, zone, problems))
    if len(gathered) > MOST_EVENTS:
        problems.append(Problem("", "too-many"))
    return ReadCalendar(_name_of(calendar), events, problems)


def _parsed(content: bytes) -> Calendar:
    try:
        text = content.decode("utf-8-sig", errors="replace").strip()
        parsed = Calendar.from_ical(text)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError):
        raise UnreadableCalendar from None
    if not isinstance(parsed, Calendar) or parsed.name != "VCALENDAR":
        raise UnreadableCalendar
    return parsed


def _zone_of(calendar: Calendar, zone: str) -> str:
    told = str(calendar.get("X-WR-TIMEZONE") or "")
    try:
        return ZoneInfo(told).key if told else zone
    except (OSError, ValueError):
        return zone


def _name_of(calendar: Calendar) -> str:
    return clean_text(calendar.get("X-WR-CALNAME") or calendar.get("NAME")).value[:NAME_LENGTH]


def _events(
    gathered: dict[str, _Gathered], zone: str, problems: list[Problem]
) -> Iterator[CalendarEvent]:
    for uid, one in list(gathered.items())[:MOST_EVENTS]:
        # A time told apart whose series is not there happens once.
        component = one.master or one.apart[0]
        name = clean_text(component.get("SUMMARY")).value[:NAME_LENGTH]
        try:
            yield _event(uid, name, component, one.apart if one.master else [], zone, problems)
        except _Refused as refusal:
            problems.append(Problem(name, refusal.reason))
        except (BadRule, OverflowError, TypeError, ValueError, AttributeError, KeyError):
            problems.append(Problem(name, "bad-date"))


def _event(
    uid: str,
    name: str,
    component: Component,
    apart: list[Component],
    zone: str,
    problems: list[Problem],
) -> CalendarEvent:
    if _text(component, "CLASS").upper() in {"PRIVATE", "CONFIDENTIAL"}:
        raise _Refused("private")
    if not name:
        raise _Refused("no-name")
    start = _decoded(component, "DTSTART")
    if start is None:
        raise _Refused("no-date")
    zone = _own_zone(start, zone)
    series = _series(name, component, zone, problems)
    return CalendarEvent(
        uid=uid,
        name=name,
        series=_with_apart(series, apart),
        is_all_day=not isinstance(start, datetime),
        description=_lines(component.get("DESCRIPTION"))[:TEXT_LENGTH],
        location=clean_text(component.get("LOCATION")).value[:PLACE_LENGTH],
        url=_address(component),
        is_cancelled=_text(component, "STATUS").upper() == "CANCELLED",
        version=_whole(component.get("SEQUENCE")),
        updated_at=_when_updated(component),
    )


def _series(name: str, component: Component, zone: str, problems: list[Problem]) -> Series:
    first = _slot(component, zone)
    if first.end - first.start > LONGEST:
        raise _Refused("too-long")
    rule = None
    try:
        rule = _rule(component, first, zone)
    except BadRule:
        problems.append(Problem(name, "bad-rule", is_kept=True))
    return Series(
        first=first,
        zone=zone,
        rule=rule,
        added=frozenset(_days(component, "RDATE", zone)) - {first.start.date()},
        cancelled=frozenset(_days(component, "EXDATE", zone)),
    )


def _with_apart(series: Series, apart: Iterable[Component]) -> Series:
    cancelled, moved = set(series.cancelled), {}
    for component in list(apart)[:MOST_DAYS]:
        recurrence = _decoded(component, "RECURRENCE-ID")
        if recurrence is None:
            continue
        day = _wall(recurrence, series.zone).date()
        slot = _slot(component, series.zone)
        if _text(component, "STATUS").upper() == "CANCELLED":
            cancelled.add(day)
        elif slot != series.usual_slot(day) and slot.end - slot.start <= LONGEST:
            moved[day] = slot
    return replace(series, cancelled=frozenset(cancelled), moved=moved)


def _slot(component: Component, zone: str) -> Slot:
    """By the wall clock of the zone; whole days end at the midnight that follows."""
    start, end = _decoded(component, "DTSTART"), _decoded(component, "DTEND")
    first = _wall(start, zone)
    if end is not None:
        last = _wall(end, zone)
    else:
        duration = _decoded(component, "DURATION")
        usual = timedelta(0) if isinstance(start, datetime) else timedelta(days=1)
        last = first + (duration if isinstance(duration, timedelta) else usual)
    if last <= first:
        last = first + (timedelta(hours=1) if isinstance(start, datetime) else timedelta(days=1))
    return Slot(first.replace(second=0, microsecond=0), last.replace(second=0, microsecond=0))


def _wall(moment: Any, zone: str) -> datetime:
    if not isinstance(moment, datetime):
        return datetime.combine(moment, time())
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None) if moment.tzinfo else moment


def _own_zone(start: Any, zone: str) -> str:
    """That of the event when it has a name of its own; UTC is how programs write any zone."""
    tzinfo = start.tzinfo if isinstance(start, datetime) else None
    if isinstance(tzinfo, ZoneInfo) and tzinfo.key and tzinfo.key.upper() not in {"UTC", "ETC/UTC"}:
        return tzinfo.key
    return zone


def _rule(component: Component, first: Slot, zone: str) -> Rule | None:
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
    moment = _wall(until, zone)
    is_before = isinstance(until, datetime) and moment.time() < first.start.time()
    return moment.date() - timedelta(days=1) if is_before else moment.date()


def _days(component: Component, name: str, zone: str) -> list[date]:
    told = component.get(name)
    lists = told if isinstance(told, list) else [told] if told is not None else []
    moments = [one.dt for listed in lists for one in getattr(listed, "dts", ())]
    # A period tells its start first.
    starts = [moment[0] if isinstance(moment, tuple) else moment for moment in moments]
    return [_wall(moment, zone).date() for moment in starts][:MOST_DAYS]


def _decoded(component: Component, name: str) -> Any:
    told = component.get(name)
    if isinstance(told, list):
        told = told[0]
    return getattr(told, "dt", None)


def _text(component: Component, name: str) -> str:
    return str(component.get(name) or "")


def _lines(value: Any) -> str:
    lines = _BREAK.sub("\n", str(value or "")).replace("\r", "\n").split("\n")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(clean_text(line).value for line in lines)).strip()


def _address(component: Component) -> str:
    match = _WEB.fullmatch(_text(component, "URL").strip())
    return match[0] if match and len(match[0]) <= URL_LENGTH else ""


def _whole(value: Any) -> int:
    try:
        return max(0, min(int(value or 0), 1_000_000))
    except (TypeError, ValueError):
        return 0


def _when_updated(component: Component) -> datetime | None:
    moment = _decoded(component, "LAST-MODIFIED") or _decoded(component, "DTSTAMP")
    if not isinstance(moment, datetime):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
