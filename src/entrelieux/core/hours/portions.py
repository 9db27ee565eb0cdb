"""Which part of a day's hours some times cover, and what is by appointment then."""

from __future__ import annotations

from entrelieux.core.hours.days import groups_of
from entrelieux.core.hours.times import Span, spans_of
from entrelieux.core.hours.week import Week

_MARGIN = 30  # minutes


def keep_times(week: Week, days: list[int], times: list[Span], *, may_add: bool) -> None:
    """Those times of those days are by appointment; `may_add` even where the day had none."""
    for day in days:
        kept: list[Span] = []
        for span in week.days[day]:
            lone = [wanted for wanted in times if may_add and _meets_one(wanted, week.days[day])]
            kept += _divided(span, times, lone)
        for wanted in times if may_add else ():
            if not any(wanted.start < span.end and span.start < wanted.end for span in kept):
                kept.append(wanted.on_appointment())
        week.days[day] = sorted(kept)


def _meets_one(wanted: Span, spans: list[Span]) -> bool:
    return sum(wanted.start < span.end and span.start < wanted.end for span in spans) == 1


def _divided(span: Span, times: list[Span], lone: list[Span]) -> list[Span]:
    """A span mostly covered by the times is kept whole; otherwise only what they cover.

    Of the times in `lone`, which meet no other span, what is beyond the span is told too.
    """
    for wanted in times:
        start, end = max(span.start, wanted.start), min(span.end, wanted.end)
        if end <= start:
            continue
        begins_later = wanted in lone and start - span.start > _MARGIN and wanted.end >= span.end
        if wanted in lone:
            end = max(end, wanted.end)
        if 2 * (end - start) >= span.end - span.start and not begins_later:
            return [Span(span.start, max(span.end, end), by_appointment=True)]
        around = [Span(span.start, start), Span(start, end, True), Span(end, span.end)]
        return [part for part in around if part.start < part.end]
    return [span]


def keep_but_free(week: Week, text: str) -> None:
    """« Sans rdv le mercredi de 9h a 12h »: so the other hours are for appointments."""
    free = Week()
    groups = groups_of(text)
    for number, group in enumerate(groups):
        end = groups[number + 1].start if number + 1 < len(groups) else len(text)
        times = spans_of(text[group.end : end])
        for day, half in group.days:
            of_half = [s for s in week.days[day] if not half or s.is_morning == (half == "matin")]
            free.days[day] += times or of_half
    for day, spans in enumerate(week.days):
        told = free.days[day]
        left = [part for span in spans for part in _outside(span, told)]
        week.days[day] = sorted([*told, *(span.on_appointment() for span in left)])


def _outside(span: Span, told: list[Span]) -> list[Span]:
    parts = [span]
    for free in told:
        parts = [
            piece
            for part in parts
            for piece in (
                Span(part.start, min(part.end, free.start)),
                Span(max(part.start, free.end), part.end),
            )
            if piece.start < piece.end
        ]
    return parts
