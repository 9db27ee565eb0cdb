"""What one day's cell says: open times, times by appointment, exceptions, or nothing usable."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from entrelieux.core.hours.appointments import keep_for_appointments
from entrelieux.core.hours.days import DAYS, OSM
from entrelieux.core.hours.seasons import change_in_season, month_range
from entrelieux.core.hours.times import Span, spans_of
from entrelieux.core.hours.week import Week, spans_text

Meaning = Literal["blank", "closed", "open", "vague", "itinerant", "elsewhere", "appointment"]
SUMMER = "Jul-Aug"
_CLOSED = re.compile(
    r"(?:ferme\w*|closed|non ouvert\b.*|pas d'ouverture|neant|aucune?|non|x|/|-+|off|0)?"
    r"|ferme\w* (?:au public|toute la journee)|00:00 - 00:00"
)
_ITINERANT = re.compile(r"itineran|en tournee|deplacement")
_APPOINTMENT = re.compile(r"\brdv\b|sur inscription|sur reservation")
_NOT_ONLY = re.compile(
    r"(?:avec (?:ou|et) |ou |et )sans rdv|(?:et|ou) sur rdv|sur rdv ou"
    r"|rdv (?:conseill|souhait|possible|recommand)|comprenant"
)
_TELEPHONE = re.compile(r"(?:permanence |accueil )?(?:tel\b|telephon)")
_PARENTHESIS = re.compile(r"\(([^()]*)\)")
_SUMMER = re.compile(r"juillet\s*(?:-|/|et|a)?\s*aout|\bete\b|vacances d'ete")
_DATES = re.compile(r"\bdu \d")
_SCHOOL = re.compile(
    r"(?:hors|sauf|excepte|ferme\w* (?:pendant|durant))\s*(?:les\s*)?(?:periodes? de\s*)?vacances"
)
_RANK = re.compile(
    r"\b([1-5])e(?:\s*(?:et|,)\s*([1-5])e)?\s+(?:\w+\s+)?(?:du|de chaque|de) mois"
    r"|dernier \w+ (?:du|de chaque) mois"
    rf"|\b([1-5])e (?:{'|'.join(DAYS)})"
)
_PARITY = re.compile(r"semaines?\s*(im)?paires?|sem\.?\s*(im)?paires?")
_ALTERNATE = re.compile(r"sur deux|sur 2|quinzaine|tous les 15|une fois par mois|par mois|1 fois")
_ELSEWHERE = re.compile(r"\d\s*h?\d*\s*\b[aà]\s+((?:la |l'|le )?[A-ZÉ][\w'’-]+)")


@dataclass(slots=True)
class Cell:
    """`spans` are those of every week; `rules` those of some dates, for the day given."""

    meaning: Meaning
    spans: list[Span] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)


def read_cell(text: str, day: int, *, raw: str = "", city: str = "") -> Cell:
    """`text` is normalised; `raw` as typed, where capitals tell the name of another town."""
    if not text:
        return Cell("blank")
    if _CLOSED.fullmatch(text):
        return Cell("closed")
    if _ITINERANT.search(text) and not spans_of(text):
        return Cell("itinerant")
    if _is_elsewhere(raw, city):
        return Cell("elsewhere")
    inside = " ; ".join(_PARENTHESIS.findall(text))
    base = _PARENTHESIS.sub(" ", text).strip(" -;,")
    cell = _base(base, day)
    _add_exceptions(cell, inside, day)
    return cell


def _is_elsewhere(raw: str, city: str) -> bool:
    match = _ELSEWHERE.search(raw)
    return (
        bool(match) and bool(city) and match[1].lower()[:4] not in city.lower() if match else False
    )


def _base(text: str, day: int) -> Cell:
    if not text or _CLOSED.fullmatch(text):
        return Cell("closed")
    if _TELEPHONE.match(text):
        return Cell("vague")
    spans = spans_of(text)
    season = month_range(text)
    if season and spans:
        return Cell("open", [], [f"{season} {OSM[day]} {spans_text(spans)}"])
    rank = _RANK.search(text)
    if rank:
        return _nth(spans, rank, day)
    parity = _PARITY.search(text)
    if parity and spans:
        weeks = "week 01-53/2" if parity[1] or parity[2] else "week 02-52/2"
        return Cell("open", [], [f"{weeks} {OSM[day]} {spans_text(spans)}"])
    if parity or (_ALTERNATE.search(text) and not spans):
        return Cell("vague")
    if _ALTERNATE.search(text) and "nocturne" not in text:
        return Cell("vague")
    return _appointments(text, spans)


def _appointments(text: str, spans: list[Span]) -> Cell:
    match = _APPOINTMENT.search(text)
    if not match or _NOT_ONLY.search(text):
        return Cell("open", spans) if spans else Cell("vague")
    if not spans:
        return Cell("appointment")
    if "sans rdv" in text:
        return Cell("open", _changed(spans, text))
    before = spans_of(text[: match.start()])
    if not before:
        return Cell("open", [span.on_appointment() for span in spans])
    # « 9h-12h / apresmidi sur rdv », « 9h-12h sur rdv », « 9h-12h, 14h-17h sur rdv ».
    after_half = "apresmidi" in text[: match.start()].rsplit(str(before[-1].end), 1)[-1]
    if after_half or "matin" in text[: match.start()]:
        half = "apresmidi" if "apresmidi" in text[: match.start()] else "matin"
        return Cell("open", [_by_half(span, half) for span in spans])
    if len(spans) == len(before):
        return Cell("open", [span.on_appointment() for span in spans])
    return Cell("open", [*before, *(span.on_appointment() for span in spans[len(before) :])])


def _changed(spans: list[Span], text: str) -> list[Span]:
    """« de 9h a 12h sans rdv et de 14h a 17h sur rdv »."""
    week = Week()
    week.days[0] = list(spans)
    keep_for_appointments(week, text)
    return week.days[0]


def _by_half(span: Span, half: str) -> Span:
    return span.on_appointment() if span.is_morning == (half == "matin") else span


def _nth(spans: list[Span], match: re.Match[str], day: int) -> Cell:
    ranks = [group for group in match.groups() if group] or ["-1"]
    if not spans:
        return Cell("closed")
    rules = [f"{OSM[day]}[{','.join(ranks)}] {spans_text(spans)}"]
    return Cell("open", [], rules)


def _of_dates(cell: Cell, text: str, day: int) -> list[str]:
    week = Week()
    week.days[day] = list(cell.spans)
    change_in_season(week, text, is_closed=True)
    return week.rules


def _add_exceptions(cell: Cell, text: str, day: int) -> None:
    """What a parenthesis adds: summer hours, one more opening a month, school holidays."""
    if not text:
        return
    spans = [] if _TELEPHONE.match(text) else spans_of(text)
    if _DATES.search(text) and "ferme" in text:
        cell.rules += _of_dates(cell, text, day)
    elif _SUMMER.search(text):
        is_closed = "ferme" in text or not spans
        cell.rules.append(f"{SUMMER} {OSM[day]} {'off' if is_closed else spans_text(spans)}")
        cell.meaning = "open"
    elif _SCHOOL.search(text):
        cell.rules.append(f"SH {OSM[day]} off")
    elif "vacances" in text and spans:
        cell.rules.append(f"SH {OSM[day]} {spans_text(spans)}")
    elif (rank := _RANK.search(text)) and spans:
        ranks = [group for group in rank.groups() if group] or ["-1"]
        every = [*cell.spans, *spans] if text.startswith("+") else spans
        cell.rules.append(f"{OSM[day]}[{','.join(ranks)}] {spans_text(every)}")
    elif _APPOINTMENT.search(text) and not _NOT_ONLY.search(text):
        kept = [span.on_appointment() for span in (spans or cell.spans)]
        cell.spans = sorted([*cell.spans, *kept]) if spans else kept
