"""When something is free, as pages show it: a week in lines, and the next moments that would do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import reduce
from itertools import islice
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from entrelieux.activities.wording import hour_words, hours_words
from entrelieux.activities.zones import zone_of
from entrelieux.bookings.queries import Known, known_of
from entrelieux.bookings.wanted import BookableLine
from entrelieux.core.booking import Span, common, free_spans, starts

LOOKED_AT = timedelta(days=28)
OFFERED = 3
USUAL = timedelta(hours=1)
STEP = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class FreeSpan:
    """On the clocks of the place, in words; `query` fills the form with its beginning."""

    words: str
    query: str


@dataclass(frozen=True, slots=True)
class FreeDay:
    day: date
    spans: list[FreeSpan]


def free_of(
    lines: Sequence[BookableLine], window: Span, now: datetime
) -> tuple[list[Span], list[Known]]:
    """When all of them can be had together."""
    known = known_of([(line.resource, line.bookable) for line in lines], window)
    free = [
        free_spans(one.terms, one.calendar, window=window, now=now, units=line.units)
        for one, line in zip(known, lines, strict=True)
    ]
    return reduce(common, free), known


def free_week(line: BookableLine, first: date, now: datetime) -> list[FreeDay]:
    """Seven days from `first`, on the clocks of the place."""
    zone = ZoneInfo(zone_of(line.resource.card))
    edges = [
        datetime.combine(first + timedelta(days=n), time(), zone).astimezone(UTC) for n in range(8)
    ]
    free, (known,) = free_of([line], Span(edges[0], edges[-1]), now)
    return [
        FreeDay(
            first + timedelta(days=n),
            list(_shown(known, common(free, [Span(edges[n], edges[n + 1])]), zone)),
        )
        for n in range(7)
    ]


def _shown(known: Known, free: Sequence[Span], zone: ZoneInfo) -> Iterator[FreeSpan]:
    """From the first step of the clock on; what is too short from there is left out."""
    shortest = max(known.terms.shortest, known.terms.grid or STEP)
    for span in free:
        begins = next(starts(known.terms, [span], length=shortest, step=STEP), None)
        if begins:
            until = min(span.end, begins + max(shortest, USUAL))
            start, end = begins.astimezone(zone), span.end.astimezone(zone)
            yield FreeSpan(free_words(start, end), slot_query(start, until.astimezone(zone)))


def free_words(start: datetime, end: datetime) -> str:
    """« de 9 h à 12 h », « jusqu’à 9 h », « à partir de 14 h », « toute la journée »."""
    from_midnight = start.time() == time()
    to_midnight = end.time() == time()
    if from_midnight and to_midnight:
        return _("toute la journée")
    if from_midnight:
        return _("jusqu’à %(end)s") % {"end": hour_words(end)}
    return hours_words(start, None if to_midnight else end)


def slot_query(start: datetime, end: datetime) -> str:
    """What an address says of a moment: `jour`, `de`, `a`."""
    told = {"jour": start.date().isoformat(), "de": f"{start:%H:%M}", "a": f"{end:%H:%M}"}
    return urlencode(told)


def next_moments(
    lines: Sequence[BookableLine], use: Span, now: datetime, *, count: int = OFFERED
) -> list[tuple[datetime, datetime]]:
    """The first moments from that of `use` on when all of it would do, for as long; else sooner."""
    length = use.length
    zone = ZoneInfo(zone_of(lines[0].resource.card))
    after = Span(max(now, use.start), max(now, use.start) + LOOKED_AT)
    found = list(islice(_starts(lines, after, length, now), count))
    if not found and use.start > now:
        found = list(islice(_starts(lines, Span(now, use.start), length, now), count))
    return [(start.astimezone(zone), (start + length).astimezone(zone)) for start in found]


def _starts(
    lines: Sequence[BookableLine], window: Span, length: timedelta, now: datetime
) -> Iterator[datetime]:
    """On the widest grid of them; what is too long or too short for one is not offered."""
    free, known = free_of(lines, window, now)
    terms = max((one.terms for one in known), key=lambda terms: terms.grid or timedelta())
    if any(
        length < one.terms.shortest or (one.terms.longest and length > one.terms.longest)
        for one in known
    ):
        return iter(())
    return starts(terms, free, length=length, step=STEP)
