"""What a sentence closes: some halves of days, a lunch break, the third Thursday of each month."""

from __future__ import annotations

import re
from dataclasses import replace

from entrelieux.core.hours.days import OSM, Group, groups_of
from entrelieux.core.hours.times import Span, minutes_of, spans_of
from entrelieux.core.hours.week import Week, spans_text

_LUNCH = re.compile(r"pause dejeuner|pause meridienne|entre midi et deux|quotidienne")
_CLOSES_AT = re.compile(r"\bferm\w* a (\d{1,2}) ?h ?(\d{2})?")
_GENERAL = re.compile(r"\b(?:les |l'|le )(matin|apresmidi)s?\b")
_HALF_AFTER = re.compile(r"ferme\w* (?:le |l')(matin|apresmidi)")
_DATED = re.compile(
    r"exceptionnel|\b20\d\d\b|\d ?(?:er)? ?(?:janv|fevr|mars|avril|mai\b|juin|juil|aout|sept|octo"
    r"|nove|dece)|\d/\d|certains?\b|seuls les rdv"
)


def close(week: Week, text: str) -> None:
    if _LUNCH.search(text):
        _cut_lunch(week, text)
        return
    if "feries" in text:
        week.rules.append("PH off")
        return
    if _DATED.search(text):
        return
    groups = groups_of(text)
    told = _CLOSES_AT.search(text)
    if told and (end := minutes_of(told[1], told[2])):
        _close_sooner(week, groups, end)
        return
    if not groups and (half := _GENERAL.search(text)):
        week.change(lambda day, span: span.is_morning == (half[1] == "matin"), lambda span: None)
    for group in groups:
        times = spans_of(text[group.end :])
        if group.ranks:
            _close_on_ranks(week, group, times, _HALF_AFTER.search(text[group.end :]))
        elif not times and not text[group.start :].startswith(("tous", "toute")):
            _remove(week, group)


def _close_sooner(week: Week, groups: list[Group], end: int) -> None:
    """« fermeture a 16h le vendredi »; of every day if none is named."""
    days = {day for group in groups for day, _ in group.days} or set(range(7))
    for day in days:
        week.days[day] = [
            replace(span, end=min(span.end, end)) for span in week.days[day] if span.start < end
        ]


def _remove(week: Week, group: Group) -> None:
    week.split_at_noon(day for day, half in group.days if half)
    week.change(lambda day, span: group.holds(day, span.is_morning), lambda span: None)


def _close_on_ranks(
    week: Week, group: Group, times: list[Span], after: re.Match[str] | None
) -> None:
    ranks = ",".join(str(rank) for rank in group.ranks)
    for day in sorted({day for day, _half in group.days}):
        if not times and after and not any(half for _, half in group.days):
            kept = [span for span in week.days[day] if span.is_morning != (after[1] == "matin")]
        elif times:
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
