"""From French text to an OSM `opening_hours` value; what is not said is never open.

The pipeline: normalise → read each day's cell → apply the comment → render → check that the
library understands what was written. See docs/algorithms/hours.md.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from entrelieux.core.hours.cell import Cell, read_cell
from entrelieux.core.hours.comment import apply_comment
from entrelieux.core.hours.days import DAYS, OSM, groups_of
from entrelieux.core.hours.evaluate import is_valid
from entrelieux.core.hours.normalise import normalise
from entrelieux.core.hours.sentence import is_closed_for_good, is_seasonal, told_by
from entrelieux.core.hours.sites import close_days_elsewhere, is_of_several_sites
from entrelieux.core.hours.times import spans_of
from entrelieux.core.hours.week import APPOINTMENT, Week

Label = Literal["hours", "closed-all-week", "unknown", "by-appointment", "not-expressible"]
_OSM_TOKENS = re.compile(r"\b(?:Mo|Tu|We|Th|Fr|Sa|Su|PH|SH)\b|24/7|^off$|^closed$")
_ALWAYS = re.compile(r"24\s*h?\s*(?:/|sur)\s*24|24/7|7\s*j?\s*/\s*7\s*(?:et )?24")
_ALL_APPOINTMENT = re.compile(
    r"^(?:uniquement |exclusivement |accueil )*(?:sur|avec) rdv\b|^rdv\b"
    r"|\d\W+sur rdv$|^[^\d]*sur rdv$"
    r"|pas d'horaires? fixes?.*rdv"
)
_ON_APPOINTMENT = re.compile(r"(?:uniquement |exclusivement )*sur rdv(?: uniquement)?\W*")
_MOST = 4_000  # letters read of one text; the longest comment of the public lists has 1,100
_SHORT, _LONG = 120, 600  # letters: beyond, times without days, then any hours, are told in prose
_VAGUE = re.compile(
    r"\bhiver|sur deux|sur 2\b|quinzaine|tous les 15|\d vendredis? par mois|fois par mois"
)


@dataclass(frozen=True, slots=True)
class HoursReading:
    """An OSM value (possibly empty), what kind of reading it is, and notes for people."""

    opening_hours: str
    label: Label
    notes: tuple[str, ...] = ()


def parse_week(days: Mapping[str, str], extra_text: str = "", *, city: str = "") -> HoursReading:
    """The value of a week given day by day (« lundi » … « dimanche »), with its comment.

    >>> parse_week({"lundi": "9h à 12h - 14h à 17h", "mardi": "sur RDV 9h-12h"}).opening_hours
    'Mo 09:00-12:00,14:00-17:00; Tu 09:00-12:00 "sur rendez-vous"'
    """
    raw = [str(days.get(day) or "").strip()[:_MOST] for day in DAYS]
    extra_text = extra_text[:_MOST]
    cells = [read_cell(normalise(text), rank, raw=text, city=city) for rank, text in enumerate(raw)]
    if all(cell.meaning == "blank" for cell in cells):
        return _only_comment(extra_text)
    unusable = _unusable(cells, raw, extra_text)
    if unusable:
        return unusable
    week = _week_of(cells)
    if close_days_elsewhere(week, extra_text):
        notes = tuple(dict.fromkeys(text for text in raw if text))
        return HoursReading(_unknown(notes), "not-expressible", notes)
    if apply_comment(week, extra_text):
        return HoursReading("off", "closed-all-week", (extra_text.strip(),))
    return _reading(week, cells, raw)


def _only_comment(text: str) -> HoursReading:
    if is_of_several_sites(text, Week()):
        return HoursReading(_unknown((text,)), "not-expressible", (text,))
    is_told = _speaks_of_hours(text) or is_closed_for_good(normalise(text))
    return parse_text(text) if is_told else HoursReading("", "unknown")


def _week_of(cells: list[Cell]) -> Week:
    week = Week()
    for rank, cell in enumerate(cells):
        week.days[rank] = list(cell.spans)
        week.rules += cell.rules
        if cell.meaning == "appointment":
            week.rules.append(f"{OSM[rank]} {APPOINTMENT}")
    return week


def _unusable(cells: list[Cell], raw: list[str], extra_text: str) -> HoursReading | None:
    meanings = [cell.meaning for cell in cells]
    has_hours = any(cell.spans or cell.rules for cell in cells)
    notes = tuple(dict.fromkeys(text for text in raw if text))
    if "itinerant" in meanings or is_of_several_sites(extra_text, _week_of(cells)):
        return HoursReading(_unknown(notes), "not-expressible", notes)
    if has_hours:
        return None
    if "appointment" in meanings:
        return HoursReading(APPOINTMENT, "by-appointment", notes)
    if "elsewhere" in meanings or any(_VAGUE.search(normalise(text)) for text in raw):
        return HoursReading(_unknown(notes), "not-expressible", notes)
    if "vague" in meanings:
        return HoursReading("", "unknown", notes)
    return None


def _unknown(notes: tuple[str, ...]) -> str:
    text = " ; ".join(notes).replace('"', "’")[:180]
    value = f'unknown "{text}"' if text else ""
    return value if is_valid(value) else ""


def _reading(week: Week, cells: list[Cell], raw: list[str]) -> HoursReading:
    if week.is_empty:
        closed = all(cell.meaning == "closed" for cell in cells[:5])
        if closed and "blank" not in {cell.meaning for cell in cells[:5]}:
            return HoursReading("off", "closed-all-week")
        return HoursReading("", "unknown")
    value = week.render()
    if not is_valid(value):
        return HoursReading("", "not-expressible", tuple(text for text in raw if text))
    return HoursReading(value, "by-appointment" if week.is_by_appointment else "hours")


def _speaks_of_hours(text: str) -> bool:
    plain = normalise(text)
    if len(plain) < _SHORT:
        return bool(spans_of(plain) or _ON_APPOINTMENT.fullmatch(plain))
    return len(plain) < _LONG and bool(groups_of(plain)) and bool(spans_of(plain))


def parse_text(text: str) -> HoursReading:
    """The value of one free text, or of an OSM value, which is kept as it is.

    >>> parse_text("Du mardi au samedi de 9h à 12h et de 14h à 17h").opening_hours
    'Tu-Sa 09:00-12:00,14:00-17:00'
    """
    text = text.strip()[:_MOST]
    if not text:
        return HoursReading("", "unknown")
    if text == APPOINTMENT:
        return HoursReading(text, "by-appointment")
    if text.startswith('unknown "') and is_valid(text):
        return HoursReading(text, "not-expressible")
    if _OSM_TOKENS.search(text) and is_valid(text):
        is_only = APPOINTMENT in text and not re.search(r'\d\d:\d\d(?! ?"|[-,\d])', text)
        value = re.sub(r"(?<![\d:])(\d):(?=\d\d)", r"0\1:", text)
        return HoursReading(value, "by-appointment" if is_only else "hours")
    plain = normalise(text)
    if _ALWAYS.search(plain):
        return HoursReading("24/7", "hours")
    if "itineran" in plain or is_of_several_sites(text, Week()):
        return HoursReading(_unknown((text,)), "not-expressible", (text,))
    if is_closed_for_good(plain):
        return HoursReading("off", "closed-all-week", (text,))
    return _free_text(text, plain)


def _free_text(text: str, plain: str) -> HoursReading:
    told = told_by(text)
    if told.week.is_empty or told.is_undated:
        if _ALL_APPOINTMENT.search(plain) and not told.is_vague:
            return HoursReading(APPOINTMENT, "by-appointment", (text,))
        if told.is_vague or told.has_times or is_seasonal(plain):
            return HoursReading(_unknown((text,)), "not-expressible", (text,))
        return HoursReading("", "unknown", (text,))
    if _ALL_APPOINTMENT.search(plain):
        told.week.change(lambda day, span: True, lambda span: span.on_appointment())
    cells = [Cell("open", spans) for spans in told.week.days]
    return _reading(told.week, cells, [text])
