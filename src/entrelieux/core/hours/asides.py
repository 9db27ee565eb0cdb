"""What a parenthesis, or « sauf … », adds to the hours of one day.

Summer hours, school holidays, one more opening a month, odd weeks, appointments.
"""

from __future__ import annotations

import re

from entrelieux.core.hours.appointments import keep_for_appointments
from entrelieux.core.hours.dates import season_of
from entrelieux.core.hours.days import DAYS, OSM
from entrelieux.core.hours.seasons import change_in_season
from entrelieux.core.hours.times import Span, ended, minutes_of, spans_of
from entrelieux.core.hours.week import Week, spans_text

_NAMES = "|".join(DAYS)
_RANKS = re.compile(
    rf"((?:\b[1-5]e|\bdernier)s?(?:\s*(?:,|et|&|/)\s*(?:[1-5]e|dernier)s?)*)\s+"
    rf"(?:(?:\w+\s+)?(?:du|de chaque|de|des) mois|(?:{_NAMES})s?\b)"
)
_PARITY = re.compile(r"sem(?:aine)?s?\.?\s*(im)?paires?")
_SCHOOL = re.compile(r"vacances|conges scolaires")
_TERM = re.compile(r"(?:hors|en dehors de\w*|sauf|excepte)\b.*vacances|periodes? scolaires?")
_EXCEPT = re.compile(r"^(?:sauf|hors|excepte)\b")
_END = re.compile(r"^(?:jusqu'a |ferme\w* a )?(\d{1,2}) ?h ?(\d{2})?(?! ?[-/a\d])")
_APPOINTMENT = re.compile(r"\brdv\b|sur inscription|sur reservation")
_CUT = re.compile(r"\s*[;,]\s*|\s*/\s*(?=(?:hiver|ete|vacances|periode|hors)\b)")
_WINTER = re.compile(r"\bhiver")


def ranks_of(text: str) -> str:
    """« 2e et 4e lundi », « dernier jeudi du mois » as OSM has them; empty when there are none.

    >>> ranks_of("2e et 4e lundi : 14h-17h")
    '2,4'
    """
    match = _RANKS.search(text)
    if not match:
        return ""
    return ",".join(rank or "-1" for rank in re.findall(r"([1-5])e|dernier", match[1]))


def weeks_of(text: str) -> str:
    match = _PARITY.search(text)
    if not match:
        return ""
    return "week 01-53/2" if match[1] else "week 02-52/2"


def is_of_a_season(text: str) -> bool:
    told = season_of(text) or _SCHOOL.search(text) or _TERM.search(text) or _WINTER.search(text)
    return bool(told) and bool(spans_of(text))


def say_of_a_season(week: Week, text: str, day: int) -> bool:
    """« 14h-18h en période scolaire, 10h-18h pendant les vacances »; False if it has no dates."""
    if _WINTER.search(text):
        return False
    base: list[Span] = []
    rules: list[str] = []
    season, in_term = "", False
    for part in _CUT.split(text):
        spans = spans_of(part)
        season, in_term = _season_of_part(part, season, in_term)
        if spans and season:
            rules.append(f"{season} {OSM[day]} {spans_text(spans)}")
        else:
            base += spans
    if in_term and not any(rule.startswith("SH") for rule in rules):
        rules.append(f"SH {OSM[day]} off")
    week.days[day] = sorted(base)
    week.rules += rules
    return bool(base or rules)


def _season_of_part(part: str, season: str, in_term: bool) -> tuple[str, bool]:
    if _TERM.search(part):
        return "", True
    if _SCHOOL.search(part):
        return "SH", in_term
    return season_of(part), in_term


def add_aside(week: Week, text: str, day: int) -> None:
    """`week` has the hours of that day only; what changes is that day's."""
    spans, every = spans_of(text), week.days[day]
    end = _END.match(text)
    season = "SH" if _SCHOOL.search(text) else season_of(text)
    if ranks := ranks_of(text):
        _on_ranks(week, text, day, ranks)
    elif weeks := weeks_of(text):
        week.rules.append(f"{weeks} {OSM[day]} {spans_text(spans or every) or 'off'}")
        week.days[day] = every if spans else []
    elif season and end and not spans:
        until = minutes_of(end[1], end[2])
        kept = ended(every, until) if until else every
        week.rules.append(f"{season} {OSM[day]} {spans_text(kept) or 'off'}")
    elif season and (_EXCEPT.match(text) or "ferm" in text or not spans):
        _close_in_season(week, text, day, season)
    elif season:
        week.rules.append(f"{season} {OSM[day]} {spans_text(spans)}")
    elif "ferm" in text and not spans:
        week.days[day] = _without_half(every, text)
    elif _APPOINTMENT.search(text):
        _on_appointment(week, text, day)


def _on_ranks(week: Week, text: str, day: int, ranks: str) -> None:
    spans, every = spans_of(text), week.days[day]
    if _EXCEPT.match(text) or "ferm" in text:
        kept = _without_half(every, text) if re.search(r"matin|apresmidi", text) else []
        week.rules.append(f"{OSM[day]}[{ranks}] {spans_text(kept) or 'off'}")
    elif spans:
        told = [*every, *spans] if text.startswith("+") else spans
        week.rules.append(f"{OSM[day]}[{ranks}] {spans_text(told)}")
    elif every:
        week.days[day] = []
        week.rules.append(f"{OSM[day]}[{ranks}] {spans_text(every)}")


def _close_in_season(week: Week, text: str, day: int, season: str) -> None:
    dated = Week()
    dated.days[day] = week.days[day]
    change_in_season(dated, text, is_closed=True)
    if dated.rules and season != "SH" and re.search(r"\d", season):
        week.rules += [_of_day(rule, day) for rule in dated.rules]
        return
    kept = _without_half(week.days[day], text)
    week.rules.append(f"{season} {OSM[day]} {spans_text(kept) or 'off'}")


def _of_day(rule: str, day: int) -> str:
    """« Aug 01-Aug 15 off » is said of the whole week: here, of one day."""
    return rule if f" {OSM[day]} " in rule else re.sub(r" off$", f" {OSM[day]} off", rule)


def _without_half(spans: list[Span], text: str) -> list[Span]:
    """What « fermé » leaves: the other half of the day if it names one, else nothing."""
    half = re.search(r"matin|apresmidi", text)
    if not half:
        return []
    parts = [part for span in spans for part in span.halves()]
    return [part for part in parts if part.is_morning != (half[0] == "matin")]


def _on_appointment(week: Week, text: str, day: int) -> None:
    spans, every = spans_of(text), week.days[day]
    half = re.search(r"matin|apresmidi", text)
    if spans:
        week.days[day] = sorted([*every, *(span.on_appointment() for span in spans)])
    elif half:
        keep_for_appointments(week, text)
    else:
        week.days[day] = [span.on_appointment() for span in every]
