"""What holds in the school holidays, in summer, or between two dates of every year."""

from __future__ import annotations

import re
from dataclasses import replace

from entrelieux.core.hours.dates import cut_season
from entrelieux.core.hours.days import Group, groups_of
from entrelieux.core.hours.times import DAY, Span, merged, minutes_of, spans_of
from entrelieux.core.hours.week import Week, appointments, season_rules, spans_text

# « hors vacances »: what is told holds in term only.
TERM_ONLY = re.compile(
    r"(?:hors|sauf|excepte)\s*(?:en |pendant |durant )?(?:les |la )?(?:periodes? (?:de )?)?vacances"
)
_DIFFERENCE = re.compile(r"supplementaire|\bferm\w* a \d|comme suit")
_CLOSES_AT = re.compile(r"\bferm\w* a (\d{1,2}) ?h ?(\d{2})?")
_PART = re.compile(r" / |(?:suit|modifies|vacances scolaires) ?: |, (?=ferm|ouver)")
_ONLY_HALF = re.compile(r"(?:uniquement|seulement|que) (?:le |les |l')?(matin|apresmidi)")


def change_in_holidays(week: Week, text: str, *, is_closed: bool) -> None:
    _change(week, text, "SH", is_closed=is_closed)


def change_in_season(week: Week, text: str, *, is_closed: bool) -> None:
    season, rest = cut_season(text)
    if season:
        _change(week, rest, season, is_closed=is_closed)


def _change(week: Week, text: str, season: str, *, is_closed: bool) -> None:
    groups, times = groups_of(text), spans_of(text)
    only = _ONLY_HALF.search(text)
    if only and not times:
        _keep_half(week, season, groups, is_morning=only[1] == "matin")
    elif "sur rdv" in text and not times and not is_closed:
        _on_appointment(week, season, groups)
    elif _DIFFERENCE.search(text):
        _differ(week, text, season)
    elif is_closed and not times:
        _close(week, text, season, groups)
    elif times and not is_closed:
        _open(week, text, season, groups, times)


def _keep_half(week: Week, season: str, groups: list[Group], *, is_morning: bool) -> None:
    """« ouvert uniquement le matin pendant les vacances »."""
    named = {day for group in groups for day, _ in group.days}
    kept = {
        day: spans_text(
            part for span in spans for part in span.halves() if part.is_morning == is_morning
        )
        for day, spans in enumerate(week.days)
        if spans and (not named or day in named)
    }
    week.rules += season_rules(season, kept)


def _on_appointment(week: Week, season: str, groups: list[Group]) -> None:
    """« Horaires d'été : sur rendez-vous »."""
    named = {day for group in groups for day, _ in group.days}
    kept = {
        day: appointments(span.on_appointment() for span in spans)
        for day, spans in enumerate(week.days)
        if spans and (not named or day in named)
    }
    week.rules += season_rules(season, kept)


def _differ(week: Week, text: str, season: str) -> None:
    """« lundi et vendredi fermeture a 17h / ouverture supplementaire le mardi de 9h a 12h »."""
    changed: dict[int, list[Span]] = {}
    for part in _PART.split(text):
        end, times = _CLOSES_AT.search(part), spans_of(part)
        groups = groups_of(part)
        every = {day for day, spans in enumerate(week.days) if spans}
        for day in {day for group in groups for day, _ in group.days} or (every if end else set()):
            spans = changed.get(day, week.days[day])
            if end:
                spans = _ended(spans, minutes_of(end[1], end[2]) or DAY)
            elif times and "supplementaire" in part:
                spans = merged([*spans, *times])
            elif times:
                spans = times
            elif "ferm" in part:
                spans = [s for s in spans if not any(g.holds(day, s.is_morning) for g in groups)]
            changed[day] = spans
    differing = {day: spans for day, spans in changed.items() if spans != week.days[day]}
    week.rules += season_rules(season, {day: spans_text(differing[day]) for day in differing})


def _ended(spans: list[Span], end: int) -> list[Span]:
    return [replace(span, end=min(span.end, end)) for span in spans if span.start < end]


def _open(week: Week, text: str, season: str, groups: list[Group], times: list[Span]) -> None:
    told: dict[int, str] = {}
    if len(groups) <= 1:
        opened = [day for day, spans in enumerate(week.days) if spans]
        days = [day for group in groups for day, _half in group.days] or opened
        told = dict.fromkeys(days, spans_text(times))
    for number, group in enumerate(groups if len(groups) > 1 else []):
        end = groups[number + 1].start if number + 1 < len(groups) else len(text)
        if of_group := spans_of(text[group.end : end]):
            told |= dict.fromkeys((day for day, _half in group.days), spans_text(of_group))
    week.rules += season_rules(season, told)


def _close(week: Week, text: str, season: str, groups: list[Group]) -> None:
    afternoons = "apresmidi" in text and not any(half for g in groups for _, half in g.days)
    general = re.search(r"les apresmidis? et", text) is not None
    if not groups and not afternoons:
        week.rules.append(f"{season} off")
        return
    changed: dict[int, str] = {}
    for day, spans in enumerate(week.days):
        kept = [span for span in spans if not _is_closed(groups, day, span, general or not groups)]
        named = any(day == told for group in groups for told, _ in group.days)
        if kept != spans or (named and not spans):
            changed[day] = spans_text(kept)
    week.rules += season_rules(season, changed)


def _is_closed(groups: list[Group], day: int, span: Span, afternoons: bool) -> bool:
    if afternoons and not span.is_morning:
        return True
    return any(group.holds(day, span.is_morning) for group in groups)
