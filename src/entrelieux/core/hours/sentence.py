"""A week told in sentences: « lundi au vendredi 9h-12h ; sur rdv le samedi ; fermé le 1er mardi ».

The text is cut in clauses. Some tell hours of days, some change what was told (closings,
« sauf »), some say of what the next ones speak: school holidays, summer, appointments.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from entrelieux.core.hours.asides import weeks_of
from entrelieux.core.hours.cell import read_cell
from entrelieux.core.hours.clauses import (
    clauses_of,
    ends_with_times,
    holidays_at_the_end,
    is_exception,
)
from entrelieux.core.hours.comment import apply_comment
from entrelieux.core.hours.dates import cut_season, season_of
from entrelieux.core.hours.days import OSM, Group, groups_of
from entrelieux.core.hours.normalise import normalise
from entrelieux.core.hours.times import Span, minutes_of, spans_of
from entrelieux.core.hours.week import APPOINTMENT, Week, season_rules, spans_text

_CLOSED_FOR_GOOD = re.compile(
    r"n'est plus ouvert|n'accueille plus|definitivement ferme"
    r"|^(?:\w+ ){0,3}(?:temporairement|actuellement) fermee?s?(?: au public)?\W*$"
)
_TERM = re.compile(
    r"(?:hors|en dehors des?|sauf)\s*(?:pendant )?(?:les |des )?(?:periodes? de )?"
    r"(?:vacances|conges)(?: scolaires)?|(?:en |pendant |durant )?(?:la )?periodes? scolaires?"
)
_HOLIDAYS = re.compile(r"(?:vacances|conges) scolaires")
_FREE = re.compile(r"sans rdv|acces libre|libre acces|accueil libre|ouverture au public(?! sur)")
_VAGUE = re.compile(
    r"sur deux|sur 2\b|(?<!\de )quinzaine|tous les 15|\d \w+ par mois|fois par mois"
)
_UNDATED = re.compile(r"\bhivern|\bhiver\b|\ba partir d(?:e |u |')(?!\d{1,2} ?h)|\bjusqu'au \d")
_SEASONAL = re.compile(
    r"\b(?:janvier|fevrier|avril|juin|juillet|aout|septembre|octobre|novembre)\b|\bhiver"
)
_EVERY_HALF = re.compile(r"\btous les (?:matins?|apresmidis?)\b")
_SINCE = re.compile(r"\ba partir de (\d{1,2}) ?h ?(\d{2})?")
_UNTIL = re.compile(r"(?:jusqu'-?a|^|,|\bdi\b|\s|\ba)\s*(\d{1,2}) ?h ?(\d{2})?(?!\d| ?[-/a])")


@dataclass(slots=True)
class Told:
    """What the clauses said so far; `last` are the days of the clause before."""

    week: Week = field(default_factory=Week)
    last: tuple[int, ...] = ()
    is_on_appointment: bool = False
    season: str = ""
    has_term: bool = False
    is_vague: bool = False
    is_undated: bool = False
    has_times: bool = False
    in_holidays: dict[int, list[Span]] = field(default_factory=dict)
    seasons: dict[str, dict[int, list[Span]]] = field(default_factory=dict)
    widths: dict[int, int] = field(default_factory=dict)


def told_by(text: str) -> Told:
    told = Told(is_undated=bool(_UNDATED.search(normalise(text))))
    changes: list[str] = []
    for clause in clauses_of(text):
        if is_exception(clause):
            changes.append(clause)
        else:
            _hear(told, clause)
    for season, days in told.seasons.items():
        told.week.rules += season_rules(season, {day: spans_text(days[day]) for day in days})
    _close_holidays(told)
    for clause in changes:
        _amend(told, clause)
    return told


def is_closed_for_good(plain: str) -> bool:
    return bool(_CLOSED_FOR_GOOD.search(plain))


def _hear(told: Told, clause: str) -> None:
    groups = groups_of(clause)
    before = clause[: groups[0].start] if groups else clause
    told.has_times = told.has_times or bool(spans_of(clause))
    _set_season(told, clause, before)
    _set_appointment(told, before)
    if not groups and _EVERY_HALF.search(clause) and spans_of(clause):
        groups = [Group(tuple((day, "") for day in range(7)), (), 0, 0)]
    if _VAGUE.search(clause) and not weeks_of(clause):
        told.is_vague = True
        return
    if not groups:
        _add_to_last(told, clause)
        return
    clause, in_holidays = holidays_at_the_end(clause)
    if in_holidays:
        for day in dict.fromkeys(day for group in groups for day, _ in group.days):
            told.in_holidays[day] = in_holidays
    ends = [group.start for group in groups[1:]] + [len(clause)]
    comes_first = ends_with_times(before) and not spans_of(clause[groups[-1].end :])
    starts = [0, *(group.end for group in groups[:-1])]
    for group, start, end in zip(groups, starts, ends, strict=True):
        tail = clause[groups[-1].end :]
        part = clause[start : group.start] + tail if comes_first else clause[group.start : end]
        _say(told, group, part)


def _set_season(told: Told, clause: str, before: str) -> None:
    trailing = _TERM.search(clause)
    if trailing and spans_of(clause) and trailing.end() > len(clause) - 3:
        told.has_term = True
    if _TERM.search(before if groups_of(clause) else clause) and not spans_of(before):
        told.season, told.has_term = "", True
    elif _HOLIDAYS.search(before) and not spans_of(before):
        told.season = "SH"
    elif (season := season_of(before)) and not spans_of(before):
        told.season = season


def _set_appointment(told: Told, before: str) -> None:
    if spans_of(before):
        return
    if "sur rdv" in before and "sans rdv" not in before:
        told.is_on_appointment = True
    elif _FREE.search(before):
        told.is_on_appointment = False


def _add_to_last(told: Told, clause: str) -> None:
    """« 17h pendant les vacances scolaires », said of the days of the clause before."""
    end = _end_told(clause)
    if _HOLIDAYS.search(clause) and end and not spans_of(clause):
        told.season = ""
        for day in told.last:
            told.in_holidays[day] = _ended(told.week.days[day], end)
    elif _HOLIDAYS.search(clause) and not _TERM.search(clause):
        for day in told.last if spans_of(clause) else ():
            told.in_holidays[day] = spans_of(clause)


def _say(told: Told, group: Group, clause: str) -> None:
    days = tuple(dict.fromkeys(day for day, _ in group.days))
    if group.ranks and not spans_of(clause) and set(days) <= set(told.last):
        _only_on_ranks(told, group, days)
        return
    since = _SINCE.search(clause)
    if since and set(days) <= set(told.last):
        start = minutes_of(since[1], since[2]) or 0
        for day in days:
            told.week.days[day] = [
                replace(span, start=max(span.start, start))
                for span in told.week.days[day]
                if span.end > start
            ]
        return
    end = _end_told(clause)
    if end and not spans_of(clause) and set(days) <= set(told.last):
        for day in days:
            told.week.days[day] = _ended(told.week.days[day], end)
        return
    if spans_of(clause):
        told.last = days
    for day, half in dict.fromkeys(group.days):
        _say_day(told, group, day, half, clause)


def _say_day(told: Told, group: Group, day: int, half: str, clause: str) -> None:
    months, said = cut_season(clause)
    cell = read_cell(re.sub(r"^[^\d]*?(?=\b(?:de |\d|sur|ferme|midi|apres))", "", said), day)
    spans = [span for span in cell.spans if not half or (half == "matin") == span.is_morning]
    if told.is_on_appointment and "sans rdv" not in clause:
        spans = [span.on_appointment() for span in spans]
    if not spans:
        told.week.rules += cell.rules
        if cell.meaning == "appointment" and clause.endswith("sur rdv"):
            told.week.rules.append(f"{OSM[day]} {APPOINTMENT}")
        return
    ranks, weeks = ",".join(map(str, group.ranks)), weeks_of(clause)
    season = months if told.season in ("", "SH") else told.season
    if told.season == "SH":
        told.in_holidays[day] = sorted([*told.in_holidays.get(day, []), *spans])
    elif ranks or weeks:
        told.week.rules.append(_selected(day, ranks, weeks, spans))
    elif season:
        told.seasons.setdefault(season, {}).setdefault(day, []).extend(spans)
    else:
        _open(told, day, spans, len(group.days))


def _selected(day: int, ranks: str, weeks: str, spans: list[Span]) -> str:
    if ranks:
        return f"{OSM[day]}[{ranks}] {spans_text(spans)}"
    return f"{weeks} {OSM[day]} {spans_text(spans)}"


def _open(told: Told, day: int, spans: list[Span], width: int) -> None:
    """What is told of fewer days replaces what was told of more: « du lundi au vendredi … »."""
    every = told.week.days[day]
    overlaps = any(a.start < b.end and b.start < a.end for a in every for b in spans)
    if overlaps and width < told.widths.get(day, 0):
        every = []
    told.week.days[day] = sorted({*every, *spans})
    told.widths[day] = width


def _only_on_ranks(told: Told, group: Group, days: tuple[int, ...]) -> None:
    ranks = ",".join(map(str, group.ranks))
    for day in days:
        spans, told.week.days[day] = told.week.days[day], []
        if spans:
            told.week.rules.append(f"{OSM[day]}[{ranks}] {spans_text(spans)}")


def _end_told(clause: str) -> int | None:
    match = _UNTIL.search(clause)
    return minutes_of(match[1], match[2]) if match else None


def _ended(spans: list[Span], end: int) -> list[Span]:
    """The same, but the day ends at `end`: sooner, or later when it is its last span."""
    kept = [span for span in spans if span.start < end]
    return [*kept[:-1], replace(kept[-1], end=end)] if kept else []


def _close_holidays(told: Told) -> None:
    """Hours told of the holidays stand for the whole of them; « hors vacances » closes them."""
    week = told.week
    if not told.in_holidays:
        if told.has_term and not week.is_empty:
            week.rules.append("SH off")
        return
    texts = {day: spans_text(spans) for day, spans in told.in_holidays.items()}
    if told.has_term or told.season == "SH":
        texts |= {day: "" for day in range(7) if week.days[day] and day not in texts}
    week.rules += season_rules("SH", texts)


def _amend(told: Told, clause: str) -> None:
    """« sauf jeudi, 18h30 », « vendredi jusqu'à 15h30 », « fermé le mardi »."""
    groups, end = groups_of(clause), _end_told(clause)
    if groups and end and "ferme" not in clause:
        for day in {day for group in groups for day, _ in group.days}:
            told.week.days[day] = _ended(told.week.days[day], end)
        return
    apply_comment(told.week, re.sub(r"^sauf (?!.*(?:vacances|feries))", "ferme ", clause))


def is_seasonal(plain: str) -> bool:
    return bool(_SEASONAL.search(plain))
