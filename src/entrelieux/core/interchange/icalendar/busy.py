"""When a calendar is taken, and nothing of what for.

Unlike an agenda that is shown, all that keeps somebody away counts: what is private, has no name,
lasts the whole summer, is the ten thousandth. What is cancelled or « free » does not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from icalendar import Calendar, Component

from entrelieux.core.booking import BadRule, Series, Slot, Span, merged, occurrences
from entrelieux.core.interchange.icalendar.fields import (
    clocks_of,
    days_of_list,
    decoded,
    has_offset,
    parsed,
    rule_of,
    slot_of,
    text_of,
    wall,
    zone_told,
)

MOST_REPEATING: Final = 3_000
_NOT_UNDERSTOOD = (BadRule, OverflowError, TypeError, ValueError, AttributeError, KeyError)


@dataclass(frozen=True, slots=True)
class Busy:
    """`spans` are in UTC, in order and apart. Of `unread` events, some time at least is missing."""

    spans: list[Span]
    unread: int


def read_busy(content: bytes, *, zone: str, within: Span) -> Busy:
    """`zone` is where times without one are. Raises `UnreadableCalendar`."""
    calendar = parsed(content)
    reading = _Reading(zone_told(calendar, zone), within)
    for usual, apart in _by_uid(calendar):
        reading.take(usual, apart)
    for component in calendar.walk("VFREEBUSY"):
        reading.take_periods(component)
    return Busy(merged(one for one in reading.spans if one.meets(within)), reading.unread)


def _by_uid(calendar: Calendar) -> Iterator[tuple[list[Component], list[Component]]]:
    """For each name, the events of its last version, and the times told apart from them."""
    usual: dict[str, list[Component]] = defaultdict(list)
    apart: dict[str, list[Component]] = defaultdict(list)
    for rank, component in enumerate(calendar.walk("VEVENT")):
        uid = text_of(component, "UID") or str(rank)
        (apart if "RECURRENCE-ID" in component else usual)[uid].append(component)
    for uid in dict.fromkeys((*usual, *apart)):
        last = max(map(_version, usual[uid]), default=0)
        yield [one for one in usual[uid] if _version(one) == last], apart[uid]


def _version(component: Component) -> int:
    told = text_of(component, "SEQUENCE")
    return int(told) if told.isascii() and told.isdigit() else 0


@dataclass(slots=True)
class _Reading:
    zone: str
    within: Span
    spans: list[Span] = field(default_factory=list)
    unread: int = 0
    repeating: int = 0

    def take(self, usual: Iterable[Component], apart: list[Component]) -> None:
        """A time told apart is where it says, and not where its series has it."""
        for component in usual:
            if not _is_free(component):
                self._try(self._times(component, apart))
        for component in apart:
            if not _is_free(component):
                self._try(self._once(component))

    def take_periods(self, component: Component) -> None:
        told = component.get("FREEBUSY") or []
        for period in told if isinstance(told, list) else [told]:
            kind = getattr(period, "params", {}).get("FBTYPE", "BUSY")
            if str(kind).upper() != "FREE":
                self._try(_period(period, self.zone))

    def _try(self, times: Iterator[Span]) -> None:
        try:
            self.spans.extend(times)
        except _NOT_UNDERSTOOD:
            self.unread += 1

    def _once(self, component: Component) -> Iterator[Span]:
        start, end = decoded(component, "DTSTART"), decoded(component, "DTEND")
        if has_offset(start) and has_offset(end) and start < end:
            yield Span(start.astimezone(UTC), end.astimezone(UTC))
        else:
            yield _span(slot_of(component, self.zone), self.zone)

    def _times(self, component: Component, apart: Iterable[Component]) -> Iterator[Span]:
        if not {"RRULE", "RDATE"} & component.keys():
            yield from self._once(component)
            return
        self.repeating += 1
        if self.repeating > MOST_REPEATING:
            raise BadRule("too many")
        zone = clocks_of(decoded(component, "DTSTART"), self.zone)
        first = slot_of(component, zone)
        replaced = frozenset(_day_told(one, zone) for one in apart)
        gone = replaced | frozenset(days_of_list(component, "EXDATE", zone))
        yield from self._added(component, first, zone, gone)
        series = Series(first, zone, cancelled=gone)
        try:
            series = replace(series, rule=rule_of(component, first, zone))
        except BadRule:
            self.unread += 1  # its first time is kept
        found = occurrences(series, after=self.within.start, before=self.within.end)
        yield from (Span(one.start, one.end) for one in found if not one.is_cancelled)

    def _added(
        self, component: Component, first: Slot, zone: str, gone: frozenset[Any]
    ) -> Iterator[Span]:
        """Dates beside the rule, each at its own hour."""
        told = component.get("RDATE") or []
        for listed in told if isinstance(told, list) else [told]:
            for value in getattr(listed, "dts", ()):
                start = value.dt[0] if isinstance(value.dt, tuple) else value.dt
                if wall(start, zone).date() in gone:
                    continue
                if isinstance(value.dt, tuple):
                    yield from _period(value, zone)
                else:
                    begins = wall(start, zone)
                    yield _span(Slot(begins, begins + (first.end - first.start)), zone)


def _is_free(component: Component) -> bool:
    return (
        text_of(component, "TRANSP").upper() == "TRANSPARENT"
        or text_of(component, "STATUS").upper() == "CANCELLED"
    )


def _day_told(component: Component, zone: str) -> Any:
    told = decoded(component, "RECURRENCE-ID")
    return None if told is None else wall(told, zone).date()


def _span(slot: Slot, zone: str) -> Span:
    clocks = ZoneInfo(zone)
    start, end = (edge.replace(tzinfo=clocks).astimezone(UTC) for edge in (slot.start, slot.end))
    return Span(start, end)


def _period(told: Any, zone: str) -> Iterator[Span]:
    """A start, and an end or a length."""
    first, last = told.dt
    start = wall(first, zone)
    end = start + last if isinstance(last, timedelta) else wall(last, zone)
    yield _span(Slot(start, end), zone)
