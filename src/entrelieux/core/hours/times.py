"""Times of day and their ranges, in minutes since midnight."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

DAY, NOON = 24 * 60, 12 * 60
_HOUR = r"(?:(\d{1,2})\s*(?:h|:|\.)\s*(\d{2}(?![\d]|\s*[h:]))?(?!\d\b)|(\bmidi\b)|(\bminuit\b))"
_BARE = r"(?:(\d{1,2})\s*(?:h|:|\.)?\s*(\d{2}(?![\d]|\s*[h:]))?(?!\d\b)|(\bmidi\b)|(\bminuit\b))"
_TO = r"\s*(?:-|/|a\b|jusqu'a|au?\b|to\b|et\b|>|\s)\s*"
RANGE = re.compile(rf"(?:de\s*)?{_HOUR}{_TO}{_BARE}(?:\s*h(?!\w))?|(\d{{1,2}})\s*-\s*{_HOUR}")
_GLUED = re.compile(r"\b(\d{1,2})h(\d{1,2})h(\d{2})?\b")  # « 9h12h », « 9h17h30 »
_FROM = re.compile(rf"(?:apres|a partir de|des)\s*{_HOUR}")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """From `start` to `end`; `by_appointment` is not open. An end of 1440 may be « or later »."""

    start: int
    end: int
    by_appointment: bool = False
    open_end: bool = False

    def __str__(self) -> str:
        if self.open_end:
            return f"{clock(self.start)}+"
        return f"{clock(self.start)}-{clock(self.end)}"

    @property
    def is_morning(self) -> bool:
        return self.start < 12 * 60

    def halves(self) -> tuple[Span, ...]:
        if self.start >= NOON or self.end < NOON + 120:
            return (self,)
        return (replace(self, end=NOON, open_end=False), replace(self, start=NOON))

    def on_appointment(self) -> Span:
        return replace(self, by_appointment=True)


def clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def spans_of(text: str) -> list[Span]:
    """The ranges of a normalised text in order; one that overlaps an earlier one is left out.

    >>> [str(span) for span in spans_of("9h a 12h - 14h a 17h30")]
    ['09:00-12:00', '14:00-17:30']
    >>> [str(span) for span in spans_of("8h30/12h30 - 13h30/17h")]
    ['08:30-12:30', '13:30-17:00']
    """
    text = _GLUED.sub(lambda m: f"{m[1]}h-{m[2]}h{m[3] or ''}", text)
    found: list[Span] = []
    for match in RANGE.finditer(text):
        span = _span(match)
        if span and (not found or span.start >= found[-1].end):
            found.append(span)
    later = _FROM.search(text)
    if not found and later:
        start = minutes_of(*later.groups()[:4])
        if start is not None and start < DAY:
            return [Span(start, DAY, open_end=True)]
    return found


def merged(spans: list[Span]) -> list[Span]:
    """In order, those that overlap made one.

    >>> [str(span) for span in merged([Span(540, 720), Span(540, 1020)])]
    ['09:00-17:00']
    """
    whole: list[Span] = []
    for span in sorted(spans):
        if whole and span.start < whole[-1].end:
            whole[-1] = replace(whole[-1], end=max(whole[-1].end, span.end))
        else:
            whole.append(span)
    return whole


def ended(spans: list[Span], end: int) -> list[Span]:
    """The same, but the last one ends at `end`; what begins later is gone."""
    kept = [span for span in spans if span.start < end]
    return [*kept[:-1], replace(kept[-1], end=end)] if kept else []


def _span(match: re.Match[str]) -> Span | None:
    groups = match.groups()
    if groups[8] is not None:  # « 9-12h »
        start, end = int(groups[8]) * 60, minutes_of(*groups[9:13])
    else:
        start_or_none, end = minutes_of(*groups[0:4]), minutes_of(*groups[4:8])
        if start_or_none is None:
            return None
        start = start_or_none
    if end == 0 and start > 0:  # « 18h-00h »
        end = DAY
    if end is None or not 0 <= start < end <= DAY:
        return None
    return Span(start, end)


def minutes_of(
    hour: str | None, minute: str | None, noon: str | None = None, night: str | None = None
) -> int | None:
    """Since midnight; None when no clock shows it."""
    if noon:
        return 12 * 60
    if night:
        return DAY
    total = int(hour or 0) * 60 + int(minute or 0)
    return total if int(minute or 0) < 60 and total <= DAY else None
