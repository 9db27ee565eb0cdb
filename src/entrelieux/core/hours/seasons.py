"""What holds in the school holidays, in summer, or between two dates of every year."""

from __future__ import annotations

import re

from entrelieux.core.hours.days import OSM, Group, groups_of
from entrelieux.core.hours.times import Span, spans_of
from entrelieux.core.hours.week import Week, spans_text

_MONTHS = (
    "janv",
    "fevr",
    "mars",
    "avri",
    "mai",
    "juin",
    "juil",
    "aout",
    "sept",
    "octo",
    "nove",
    "dece",
)
_ENGLISH = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTH = r"(janv|fevr|mars|avri|mai|juin|juil|aout|sept|octo|nove|dece)\w*"
_DATES = re.compile(
    rf"\b(?:du|entre le) (?:\w+di )?(\d{{1,2}})e? ?(?:{_MONTH})? "
    rf"(?:au|et le) (?:\w+di )?(\d{{1,2}})e? {_MONTH}"
)
_YEAR = re.compile(r"\b20\d\d\b|exceptionnel")
_ONE_MONTH = re.compile(rf"\b(?:en|au mois de?|mois d[e'] ?) ?{_MONTH}")
SUMMER = "Jul-Aug"


def month_range(text: str) -> str:
    """« de mai a septembre » as `May-Sep`; empty when the text names none.

    >>> month_range("9h-12h de mai a septembre")
    'May-Sep'
    """
    match = re.search(
        rf"\b(?:de |d'|du mois de )?{_MONTH} (?:a|au|jusqu'a)(?: la fin)? {_MONTH}", text
    )
    return f"{_english(match[1])}-{_english(match[2])}" if match else ""


def change_in_holidays(week: Week, text: str, *, is_closed: bool) -> None:
    _change(week, text, "SH", is_closed=is_closed)


def change_in_season(week: Week, text: str, *, is_closed: bool) -> None:
    """A year makes the dates those of one occasion, past or to come: they are left out."""
    if _YEAR.search(text):
        return
    dates, month = _DATES.search(text), _ONE_MONTH.search(text)
    if dates:
        first, last = dates[2] or dates[4], dates[4]
        season = f"{_english(first)} {int(dates[1]):02d}-{_english(last)} {int(dates[3]):02d}"
        text = text[: dates.start()] + " " + text[dates.end() :]
    elif re.search(r"juillet ?(?:-|/|et|a)? ?aout|\bete\b|\bestiva", text):
        season = SUMMER
    elif month and is_closed:
        season = _english(month[1])
    else:
        return
    _change(week, text, season, is_closed=is_closed)


def _english(month: str) -> str:
    return _ENGLISH[_MONTHS.index(month)]


def _change(week: Week, text: str, season: str, *, is_closed: bool) -> None:
    groups, times = groups_of(text), spans_of(text)
    if is_closed and not times:
        _close(week, text, season, groups)
    elif times and not is_closed:
        opened = [day for day, spans in enumerate(week.days) if spans]
        if len(groups) <= 1:
            days = [day for group in groups for day, _half in group.days] or opened
            week.rules += [f"{season} {OSM[day]} {spans_text(times)}" for day in days]
            return
        _open_by_group(week, text, season, groups)


def _open_by_group(week: Week, text: str, season: str, groups: list[Group]) -> None:
    for number, group in enumerate(groups):
        end = groups[number + 1].start if number + 1 < len(groups) else len(text)
        times = spans_of(text[group.end : end])
        if times:
            days = [day for day, _half in group.days]
            week.rules += [f"{season} {OSM[day]} {spans_text(times)}" for day in days]


def _close(week: Week, text: str, season: str, groups: list[Group]) -> None:
    afternoons = "apresmidi" in text and not any(half for g in groups for _, half in g.days)
    general = re.search(r"les apresmidis? et", text) is not None
    if not groups and not afternoons:
        week.rules.append(f"{season} off")
        return
    for day, spans in enumerate(week.days):
        kept = [span for span in spans if not _is_closed(groups, day, span, general or not groups)]
        named = any(day == told for group in groups for told, _ in group.days)
        if kept != spans or (named and not spans):
            week.rules.append(f"{season} {OSM[day]} {spans_text(kept) or 'off'}")


def _is_closed(groups: list[Group], day: int, span: Span, afternoons: bool) -> bool:
    if afternoons and not span.is_morning:
        return True
    return any(group.holds(day, span.is_morning) for group in groups)
