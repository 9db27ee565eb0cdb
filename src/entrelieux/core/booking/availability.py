"""When a resource can be used, and everything that stands in the way of a time that is asked for.

Times are in UTC; the grid is that of the clocks on the wall of the place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from entrelieux.core.booking.claims import Claim, busy_spans
from entrelieux.core.booking.spans import Span, common, merged, without

NO_TIME = timedelta()
Reason = Literal[
    "backwards", "over", "too-soon", "too-far", "too-short", "too-long", "off-grid", "too-many",
    "closed", "taken",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Terms:
    """How a resource lets itself be booked.

    `before` and `after` are the time that a use needs to be prepared and tidied: nobody else's may
    lie in it. `notice` is how long before it starts a use must be asked for, `ahead` how far from
    now it may start at most; `grid` the step of its start and of its length on the clock.
    """

    zone: str
    capacity: int = 1
    grid: timedelta | None = None
    shortest: timedelta = NO_TIME
    longest: timedelta | None = None
    before: timedelta = NO_TIME
    after: timedelta = NO_TIME
    notice: timedelta = NO_TIME
    ahead: timedelta | None = None

    def claimed(self, use: Span) -> Span:
        """What a use takes of the calendar."""
        return use.widened(self.before, self.after)


@dataclass(frozen=True, slots=True)
class Calendar:
    """What is known of a stretch of time: `hours` are None when nothing is said of them.

    `claims` are those of the resource itself, `blocked` when what it is in is taken whole. They
    must reach past the stretch by the time to prepare and to tidy.
    """

    hours: Sequence[Span] | None = None
    closures: Sequence[Span] = ()
    claims: Sequence[Claim] = ()
    blocked: Sequence[Span] = field(default=())

    def busy(self, terms: Terms, units: int) -> list[Span]:
        return merged(
            [*busy_spans(self.claims, capacity=terms.capacity, units=units), *self.blocked]
        )


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing in the way, and the stretches of the time asked for that it concerns."""

    reason: Reason
    spans: tuple[Span, ...] = ()


def free_spans(
    terms: Terms, calendar: Calendar, *, window: Span, now: datetime, units: int = 1
) -> list[Span]:
    """Where a use of `units` may lie, in order; each long enough for the shortest one."""
    if not 1 <= units <= terms.capacity:
        return []
    open_spans = [window] if calendar.hours is None else common([window], calendar.hours)
    asked = common(open_spans, [_reach(terms, window, now)])
    # A use whose preparation would lie in another's time is no use that fits.
    busy = [span.widened(terms.after, terms.before) for span in calendar.busy(terms, units)]
    free = without(asked, [*calendar.closures, *busy])
    return [span for span in free if span.length >= terms.shortest]


def _reach(terms: Terms, window: Span, now: datetime) -> Span:
    """From the notice on; a use may start as far ahead as is allowed, and end after that."""
    start = max(window.start, now + terms.notice)
    if terms.ahead is None:
        return Span(start, window.end)
    longest = terms.longest or terms.shortest
    return Span(start, min(window.end, now + terms.ahead + longest))


def obstacles(
    terms: Terms, calendar: Calendar, use: Span, *, now: datetime, units: int = 1
) -> list[Obstacle]:
    """Everything in the way of a use, at once; nothing when it fits."""
    if use.start >= use.end:
        return [Obstacle("backwards")]
    shape = [Obstacle(reason) for reason in _shape(terms, use, now, units)]
    closed = _closed(calendar, use)
    if units > terms.capacity or units < 1:
        return [*shape, *closed]
    claim = terms.claimed(use)
    taken = common([claim], calendar.busy(terms, units))
    return [*shape, *closed, *([Obstacle("taken", tuple(taken))] if taken else [])]


def _shape(terms: Terms, use: Span, now: datetime, units: int) -> Iterator[Reason]:
    if use.start < now:
        yield "over"
    elif use.start < now + terms.notice:
        yield "too-soon"
    if terms.ahead is not None and use.start > now + terms.ahead:
        yield "too-far"
    if use.length < terms.shortest:
        yield "too-short"
    if terms.longest is not None and use.length > terms.longest:
        yield "too-long"
    if not is_on_grid(terms, use):
        yield "off-grid"
    if not 1 <= units <= terms.capacity:
        yield "too-many"


def _closed(calendar: Calendar, use: Span) -> list[Obstacle]:
    shut = common([use], calendar.closures)
    if calendar.hours is not None:
        shut = merged([*shut, *without([use], calendar.hours)])
    return [Obstacle("closed", tuple(shut))] if shut else []


def is_on_grid(terms: Terms, use: Span) -> bool:
    """It starts and ends at a step of the clock, counted from midnight."""
    if not terms.grid:
        return True
    zone = ZoneInfo(terms.zone)
    return all(_since_midnight(edge.astimezone(zone)) % terms.grid == NO_TIME for edge in use)


def starts(
    terms: Terms, free: Iterable[Span], *, length: timedelta, step: timedelta | None = None
) -> Iterator[datetime]:
    """When a use of that length may start, in order: at the steps of the clock of the place.

    A time that the clocks skip is not offered; one that they show twice is, both times.
    """
    zone, grid = ZoneInfo(terms.zone), terms.grid or step or length
    for span in free:
        day, last = span.start.astimezone(zone).date(), span.end.astimezone(zone).date()
        while day <= last:
            for start in _clock_times(day, zone, grid):
                if span.start <= start and start + length <= span.end:
                    yield start
            day += timedelta(days=1)


def _clock_times(day: date, zone: ZoneInfo, grid: timedelta) -> list[datetime]:
    midnight = datetime.combine(day, time())
    walls = [midnight + grid * n for n in range(-(-timedelta(days=1) // grid))]
    folds = [wall.replace(tzinfo=zone, fold=fold) for wall in walls for fold in (0, 1)]
    found = {moment.astimezone(UTC) for moment in folds if _is_shown(moment, zone)}
    return sorted(found)


def _is_shown(moment: datetime, zone: ZoneInfo) -> bool:
    """Whether the clocks ever show it."""
    shown = moment.astimezone(UTC).astimezone(zone)
    return shown.replace(tzinfo=None, fold=0) == moment.replace(tzinfo=None, fold=0)


def _since_midnight(moment: datetime) -> timedelta:
    return timedelta(
        hours=moment.hour,
        minutes=moment.minute,
        seconds=moment.second,
        microseconds=moment.microsecond,
    )
