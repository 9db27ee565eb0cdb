"""Reading the calendars that places publish already: Google, Nextcloud, Framagenda, Mobilizon…

Only what is public of an event is read: guests and organisers are not looked at, and an event that
its calendar calls private is left out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from icalendar import Calendar, Component

from entrelieux.core.booking import BadRule, Series
from entrelieux.core.interchange.clean.text import clean_text
from entrelieux.core.interchange.icalendar.fields import (
    clocks_of,
    days_of_list,
    decoded,
    has_offset,
    own_zone,
    parsed,
    rule_of,
    slot_of,
    text_of,
    wall,
    zone_told,
)
from entrelieux.core.interchange.icalendar.records import (
    CalendarEvent,
    Problem,
    ReadCalendar,
    Reason,
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
    calendar = parsed(content)
    zone = zone_told(calendar, zone)
    gathered: dict[str, _Gathered] = defaultdict(_Gathered)
    for component in calendar.walk("VEVENT"):
        uid = str(
            component.get("UID") or f"{component.get('SUMMARY')}-{text_of(component, 'DTSTART')}"
        )
        one = gathered[uid[:255]]
        if "RECURRENCE-ID" in component:
            one.apart.append(component)
        else:
            one.master = one.master or component
    for uid in [uid for uid, one in gathered.items() if one.master is None]:
        gathered |= _alone(uid, gathered.pop(uid).apart)
    problems: list[Problem] = []
    events = list(_events(_kept(gathered), zone, problems))
    if len(gathered) > MOST_EVENTS:
        problems.append(Problem("", "too-many"))
    return ReadCalendar(_name_of(calendar), events, problems)


def _alone(uid: str, apart: list[Component]) -> dict[str, _Gathered]:
    """Times told apart whose series is not there: each happens once, under a name of its own."""
    if len(apart) == 1:
        return {uid: _Gathered(apart[0])}
    names = [f"{uid[:230]}/{_day(one, 'RECURRENCE-ID')}" for one in apart]
    return {name: _Gathered(one) for name, one in zip(names, apart, strict=True)}


def _kept(gathered: dict[str, _Gathered]) -> list[tuple[str, _Gathered]]:
    """Of too many, those that repeat, then the latest."""
    found = list(gathered.items())
    if len(found) > MOST_EVENTS:
        found.sort(key=lambda pair: _lateness(pair[1]), reverse=True)
    return found[:MOST_EVENTS]


def _lateness(one: _Gathered) -> tuple[bool, str]:
    component = one.master
    return (False, "") if component is None else ("RRULE" in component, _day(component, "DTSTART"))


def _day(component: Component, name: str) -> str:
    told = decoded(component, name)
    return told.isoformat() if isinstance(told, date) else ""


def _name_of(calendar: Calendar) -> str:
    return clean_text(calendar.get("X-WR-CALNAME") or calendar.get("NAME")).value[:NAME_LENGTH]


def _events(
    gathered: Iterable[tuple[str, _Gathered]], zone: str, problems: list[Problem]
) -> Iterator[CalendarEvent]:
    for uid, one in gathered:
        component = one.master
        if component is None:
            continue
        name = clean_text(component.get("SUMMARY")).value[:NAME_LENGTH]
        try:
            yield _event(uid, name, component, one.apart, zone, problems)
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
    if text_of(component, "CLASS").upper() in {"PRIVATE", "CONFIDENTIAL"}:
        raise _Refused("private")
    if not name:
        raise _Refused("no-name")
    start = decoded(component, "DTSTART")
    if start is None:
        raise _Refused("no-date")
    zone = _zone_of(component, start, zone)
    series = _series(name, component, zone, problems)
    return CalendarEvent(
        uid=uid,
        name=name,
        series=_with_apart(series, apart),
        is_all_day=not isinstance(start, datetime),
        description=_lines(component.get("DESCRIPTION"))[:TEXT_LENGTH],
        location=clean_text(component.get("LOCATION")).value[:PLACE_LENGTH],
        url=_address(component),
        is_cancelled=text_of(component, "STATUS").upper() == "CANCELLED",
        version=_whole(component.get("SEQUENCE")),
        updated_at=_when_updated(component),
    )


def _zone_of(component: Component, start: Any, zone: str) -> str:
    """That of the place for most; a series that says its days keeps those that it says."""
    own = own_zone(start, zone)
    is_other_day = has_offset(start) and wall(start, own).date() != start.date()
    return clocks_of(start, zone) if is_other_day and "RRULE" in component else own


def _series(name: str, component: Component, zone: str, problems: list[Problem]) -> Series:
    first = slot_of(component, zone)
    if first.end - first.start > LONGEST:
        raise _Refused("too-long")
    rule = None
    try:
        rule = rule_of(component, first, zone)
    except BadRule:
        problems.append(Problem(name, "bad-rule", is_kept=True))
    return Series(
        first=first,
        zone=zone,
        rule=rule,
        added=frozenset(days_of_list(component, "RDATE", zone)[:MOST_DAYS]) - {first.start.date()},
        cancelled=frozenset(days_of_list(component, "EXDATE", zone)[:MOST_DAYS]),
    )


def _with_apart(series: Series, apart: Iterable[Component]) -> Series:
    cancelled, moved = set(series.cancelled), {}
    for component in list(apart)[:MOST_DAYS]:
        recurrence = decoded(component, "RECURRENCE-ID")
        if recurrence is None:
            continue
        day = wall(recurrence, series.zone).date()
        slot = slot_of(component, series.zone)
        if text_of(component, "STATUS").upper() == "CANCELLED":
            cancelled.add(day)
        elif slot != series.usual_slot(day) and slot.end - slot.start <= LONGEST:
            moved[day] = slot
    return replace(series, cancelled=frozenset(cancelled), moved=moved)


def _lines(value: Any) -> str:
    lines = _BREAK.sub("\n", str(value or "")).replace("\r", "\n").split("\n")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(clean_text(line).value for line in lines)).strip()


def _address(component: Component) -> str:
    match = _WEB.fullmatch(text_of(component, "URL").strip())
    return match[0] if match and len(match[0]) <= URL_LENGTH else ""


def _whole(value: Any) -> int:
    try:
        return max(0, min(int(value or 0), 1_000_000))
    except (TypeError, ValueError):
        return 0


def _when_updated(component: Component) -> datetime | None:
    moment = decoded(component, "LAST-MODIFIED") or decoded(component, "DTSTAMP")
    if not isinstance(moment, datetime):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
