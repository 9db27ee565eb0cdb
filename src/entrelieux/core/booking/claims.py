"""What reservations take of a resource, moment by moment, and what that leaves.

A resource has `capacity` units: one machine, three identical sewing machines, twenty seats. A claim
takes some of them from the moment one prepares it until it is tidied. A claim of 0 units says that
something *inside* is in use: it leaves every unit free, yet nobody may take the whole any more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from entrelieux.core.booking.spans import Span, merged

INSIDE = 0


@dataclass(frozen=True, slots=True)
class Claim:
    """`units` of a resource during `span`, the time to prepare and to tidy included."""

    span: Span
    units: int = 1


def busy_spans(claims: Iterable[Claim], *, capacity: int, units: int) -> list[Span]:
    """When `units` more cannot be taken.

    >>> from datetime import UTC, datetime
    >>> at = lambda hour: datetime(2026, 5, 4, hour, tzinfo=UTC)
    >>> two = [Claim(Span(at(9), at(11))), Claim(Span(at(10), at(12)))]
    >>> [(span.start.hour, span.end.hour) for span in busy_spans(two, capacity=2, units=1)]
    [(10, 11)]
    """
    is_whole = units >= capacity
    return merged(
        span
        for span, taken, inside in _loads(claims)
        if taken + units > capacity or (is_whole and inside)
    )


def most_taken(claims: Iterable[Claim], during: Span) -> int:
    """The most units that are taken at any one moment of a span."""
    return max((taken for span, taken, _inside in _loads(claims) if span.meets(during)), default=0)


def given_units(claims: Sequence[Claim]) -> list[list[int]]:
    """Which units, from 0 on, each claim may have from its beginning to its end; in their order.

    As few different ones as possible: no more than are taken at one moment. (First come by start,
    first free unit: optimal for intervals, since an interval graph is perfect.)
    """
    given: list[list[int]] = [[] for _claim in claims]
    free_at: list[datetime] = []
    for rank in sorted(range(len(claims)), key=lambda rank: claims[rank].span):
        span, units = claims[rank].span, claims[rank].units
        free = [unit for unit, end in enumerate(free_at) if end <= span.start][:units]
        for _missing in range(units - len(free)):
            free.append(len(free_at))
            free_at.append(span.end)
        for unit in free:
            free_at[unit] = span.end
        given[rank] = free
    return given


def _loads(claims: Iterable[Claim]) -> Iterable[tuple[Span, int, int]]:
    """Stretches in order, the units taken in each, and how many uses of something inside."""
    changes: dict[datetime, list[int]] = defaultdict(lambda: [0, 0])
    for claim in claims:
        for moment, sign in ((claim.span.start, 1), (claim.span.end, -1)):
            changes[moment][0] += sign * claim.units
            changes[moment][1] += sign if claim.units == INSIDE else 0
    moments = sorted(changes)
    taken = inside = 0
    for moment, until in pairwise(moments):
        taken += changes[moment][0]
        inside += changes[moment][1]
        yield Span(moment, until), taken, inside
