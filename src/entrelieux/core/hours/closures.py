"""What a sentence closes: some halves of days, a lunch break, the third Thursday of each month."""

from __future__ import annotations

import re

from entrelieux.core.hours.days import OSM, Group, groups_of
from entrelieux.core.hours.times import Span, spans_of
from entrelieux.core.hours.week import Week, spans_text

_LUNCH = re.compile(r"pause dejeuner|pause meridienne|entre midi et deux|quotidienne")
_DATED = re.compile(
    r"exceptionnel|\b20\d\d\b|\d ?(?:er)? ?(?:janv|fevr|mars|avril|mai\b|juin|juil|aout|sept|octo"
    r"|nove|dece)|\d/\d|certains?\b|feries?|fermeture a \d|ferme a \d|seuls les rdv"
)


def close(week: Week, text: str) -> None:
    if _LUNCH.search(text):
        _cut_lunch(week, text)
        return
    if _DATED.search(text):
        return
    for group in groups_of(text):
        times = spans_of(text[group.end :])
        if group.ranks:
            _close_on_ranks(week, group, times)
        elif not times and not text[group.start :].startswith(("tous", "toute")):
            _remove(week, group)


def _remove(week: Week, group: Group) -> None:
    week.split_at_noon(day for day, half in group.days if half)
    week.change(lambda day, span: group.holds(day, span.is_morning), lambda span: None)


def _close_on_ranks(week: Week, group: Group, times: list[Span]) -> None:
    ranks = ",".join(str(rank) for rank in group.ranks)
    for day in sorted({day for day, _half in group.days}):
        if times:
            kept = [part for span in week.days[day] for part in without(span, times[0])]
        else:
            kept = [span for span in week.days[day] if not group.holds(day, span.is_morning)]
        if kept != week.days[day] or not kept:
            week.rules.append(f"{OSM[day]}[{ranks}] {spans_text(kept) or 'off'}")


def _cut_lunch(week: Week, text: str) -> None:
    named = {day for group in groups_of(text) for day, _half in group.days} or set(range(7))
    for pause in spans_of(text)[:1]:
        for day in named:
            week.days[day] = [part for span in week.days[day] for part in without(span, pause)]


def without(span: Span, pause: Span) -> list[Span]:
    if pause.end <= span.start or pause.start >= span.end:
        return [span]
    parts = [
        Span(span.start, pause.start, span.by_appointment),
        Span(pause.end, span.end, span.by_appointment),
    ]
    return [part for part in parts if part.start < part.end]
