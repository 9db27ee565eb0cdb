"""What one day's cell says: open times, times by appointment, exceptions, or nothing usable."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from entrelieux.core.hours.appointments import keep_for_appointments
from entrelieux.core.hours.asides import (
    add_aside,
    is_of_a_season,
    ranks_of,
    say_of_a_season,
    weeks_of,
)
from entrelieux.core.hours.days import OSM
from entrelieux.core.hours.times import Span, merged, spans_of
from entrelieux.core.hours.week import Week, spans_text

Meaning = Literal["blank", "closed", "open", "vague", "itinerant", "elsewhere", "appointment"]
_CLOSED = re.compile(
    r"(?:ferme\w*|closed|non ouvert\b.*|pas d'ouverture|neant|aucune?|non|x|/|-+|off|0)?"
    r"|ferme\w* (?:au public|toute la journee)|00:00 - 00:00"
)
_ITINERANT = re.compile(r"itineran|en tournee|deplacement")
_APPOINTMENT = re.compile(r"\brdv\b|sur inscription|sur reservation")
_NOT_ONLY = re.compile(
    r"(?:avec (?:ou|et) |ou |et )sans rdv|(?:et|ou) sur rdv|sur rdv ou"
    r"|rdv (?:de preference|conseill|souhait|possible|recommand)|comprenant|preference"
)
_TELEPHONE = re.compile(r"(?:permanence |accueil )?(?:tel\b|telephon)")
_PARENTHESIS = re.compile(r"\(([^()]*)\)")
_COLUMN = re.compile(r"\d\d:\d\d - \d\d:\d\d(?: / \d\d:\d\d - \d\d:\d\d)+")
_ALWAYS = re.compile(r"24 ?h? ?/ ?24 ?h?|24/7")
_HALF_CLOSED = re.compile(r"[-/,; ]*(?:ferme\w*|rien) (?:le |l')(?:matin|apresmidi)[-/,; ]*")
_ALTERNATE = re.compile(r"sur deux|sur 2|quinzaine|tous les 15|une fois par mois|par mois|1 fois")
_ELSEWHERE = re.compile(r"\d\s*h?\d*\s*\b[aà]\s+((?:la |l'|le )?[A-ZÉ][\w'’-]+)")
# What stands for a parenthesis when there is none: « 9h-12h sauf vacances scolaires ».
_TRAILING = re.compile(
    r"[\s,;-]+(?=(?:sauf|hors|excepte)\b)|[\s,;/-]+(?=ferme\w* (?:pendant|durant|en|du|les?)\b)"
)


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
    asides = _PARENTHESIS.findall(text)
    base, *trailing = _TRAILING.split(_PARENTHESIS.sub(" ", text).strip(" -;,"), maxsplit=1)
    base = base.strip(" -;,")
    cell = _of_seasons(base, day) if is_of_a_season(base) else _base(base, day)
    for aside in (*asides, *trailing):
        _add(cell, aside, day)
    return cell


def _is_elsewhere(raw: str, city: str) -> bool:
    """Without the town of the place, a town that is named is taken for another."""
    match = _ELSEWHERE.search(raw)
    return bool(match) and match[1].lower()[:4] not in city.lower() if match else False


def _of_seasons(text: str, day: int) -> Cell:
    week = Week()
    if not say_of_a_season(week, text, day):
        return Cell("vague")
    return Cell("open", week.days[day], week.rules)


def _add(cell: Cell, aside: str, day: int) -> None:
    if _TELEPHONE.match(aside) or _NOT_ONLY.search(aside):
        return
    if cell.meaning == "closed" and _APPOINTMENT.search(aside):
        cell.meaning = "appointment"
    week = Week()
    week.days[day] = list(cell.spans)
    add_aside(week, aside, day)
    if week.days[day] != cell.spans or week.rules:
        cell.meaning, cell.spans = "open", week.days[day]
        cell.rules += week.rules


def _base(text: str, day: int) -> Cell:
    text = _HALF_CLOSED.sub(" ", text).strip()
    if not text or _CLOSED.fullmatch(text):
        return Cell("closed")
    if _TELEPHONE.match(text):
        return Cell("vague")
    spans = _spans(text)
    if ranks := ranks_of(text):
        return _nth(spans, ranks, day)
    weeks = weeks_of(text)
    if weeks and spans:
        return Cell("open", [], [f"{weeks} {OSM[day]} {spans_text(spans)}"])
    if weeks or (_ALTERNATE.search(text) and "nocturne" not in text):
        return Cell("vague")
    return _appointments(text, spans)


def _spans(text: str) -> list[Span]:
    if _COLUMN.fullmatch(text):
        return merged([span for part in text.split("/") for span in spans_of(part)])
    return [Span(0, 24 * 60)] if _ALWAYS.fullmatch(text) else spans_of(text)


def _appointments(text: str, spans: list[Span]) -> Cell:
    match = _APPOINTMENT.search(text)
    if not match or _NOT_ONLY.search(text):
        return Cell("open", spans) if spans else Cell("vague")
    if not spans:
        return Cell("appointment")
    if "sans rdv" in text:
        return Cell("open", _changed(spans, text))
    return Cell("open", _from_where_it_stands(text, match, spans))


def _from_where_it_stands(text: str, match: re.Match[str], spans: list[Span]) -> list[Span]:
    """« 9h-12h / apresmidi sur rdv », « 9h-12h puis sur rdv », « 9h-12h, 14h-17h sur rdv »."""
    said = text[: match.start()]
    before = spans_of(said)
    half = re.match(r"\W*(?:le |l'|les )?(matin|apresmidi)s?\s*[,;/]", text[match.end() :])
    if not before:
        if half:
            return [_by_half(span, half[1]) for span in spans]
        return [span.on_appointment() for span in spans]
    # « apresmidi » between the last time told and « sur rdv » is the half that it governs.
    last = said[max(said.rfind(character) for character in "0123456789") :]
    if named := re.search(r"matin|apresmidi", last):
        return [_by_half(span, named[0]) for span in spans]
    if re.search(r"\bpuis\b", last):
        return [*before, *(span.on_appointment() for span in spans[len(before) :])]
    if re.search(r"au public|libre", said):
        return [*spans[: len(before) - 1], *(s.on_appointment() for s in spans[len(before) - 1 :])]
    if len(spans) == len(before):
        return [span.on_appointment() for span in spans]
    return [*before, *(span.on_appointment() for span in spans[len(before) :])]


def _changed(spans: list[Span], text: str) -> list[Span]:
    """« de 9h a 12h sans rdv et de 14h a 17h sur rdv »."""
    week = Week()
    week.days[0] = list(spans)
    keep_for_appointments(week, text)
    return week.days[0]


def _by_half(span: Span, half: str) -> Span:
    return span.on_appointment() if span.is_morning == (half == "matin") else span


def _nth(spans: list[Span], ranks: str, day: int) -> Cell:
    if not spans:
        return Cell("closed")
    return Cell("open", [], [f"{OSM[day]}[{ranks}] {spans_text(spans)}"])
