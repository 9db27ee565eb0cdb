"""Stretches of time, in UTC, and what can be done with sets of them.

A span holds its start and not its end: one that ends at ten leaves ten free. A set of spans is
given in any order and may overlap; what comes out is in order, apart, and never empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple


class Span(NamedTuple):
    """From a moment on, until another; both aware."""

    start: datetime
    end: datetime

    @property
    def length(self) -> timedelta:
        return self.end - self.start

    def meets(self, other: Span) -> bool:
        """Whether they share a moment."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def widened(self, before: timedelta, after: timedelta) -> Span:
        return Span(self.start - before, self.end + after)


def merged(spans: Iterable[Span]) -> list[Span]:
    """The same moments, with no two spans that touch."""
    joined: list[Span] = []
    for span in sorted(span for span in spans if span.start < span.end):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def without(spans: Iterable[Span], holes: Iterable[Span]) -> list[Span]:
    """The moments of `spans` that are in none of `holes`."""
    apart = merged(holes)
    return [piece for span in merged(spans) for piece in _pieces(span, apart)]


def _pieces(span: Span, holes: Sequence[Span]) -> Iterator[Span]:
    start = span.start
    for hole in holes:
        if hole.end <= start:
            continue
        if hole.start >= span.end:
            break
        if start < hole.start:
            yield Span(start, hole.start)
        start = hole.end
    if start < span.end:
        yield Span(start, span.end)


def common(spans: Iterable[Span], others: Iterable[Span]) -> list[Span]:
    """The moments that are in both."""
    left, right = merged(spans), merged(others)
    found: list[Span] = []
    i = j = 0
    while i < len(left) and j < len(right):
        start, end = max(left[i].start, right[j].start), min(left[i].end, right[j].end)
        if start < end:
            found.append(Span(start, end))
        if left[i].end <= right[j].end:
            i += 1
        else:
            j += 1
    return found
