"""From French text to an OSM `opening_hours` value; what is not said is never open."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from entrelieux.core.hours.evaluate import is_valid

Label = Literal["hours", "closed-all-week", "unknown", "by-appointment", "not-expressible"]
DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
OSM_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
APPOINTMENT = '"sur rendez-vous"'
_TIME = r"(\d{1,2})\s*(?:h|:|heures?)\s*(\d{2})?|(midi)|(minuit)"
_RANGE = re.compile(rf"(?:{_TIME})\s*(?:-|–|—|/|à|a|jusqu'?a|>|et)\s*(?:{_TIME})")
_BY_APPOINTMENT = re.compile(r"\b(sur|avec|uniquement sur)\s*(rdv|rendez[- ]?vous)|\brdv\b")
_BOTH = re.compile(r"avec ou sans|conseill|prefer|possible")
_CLOSED = re.compile(r"^(ferm\w*|-|non|/|x|neant|aucun\w*|0|closed)?$")
_VAGUE = re.compile(
    r"semaine|mois|vacances|quinzaine|sur deux|impair|pair|sauf|juillet|aout|ete\b|itineran"
)


@dataclass(frozen=True, slots=True)
class HoursReading:
    """An OSM value (possibly empty), what kind of reading it is, and notes for people."""

    opening_hours: str
    label: Label
    notes: tuple[str, ...] = ()


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFKD", text.lower().replace("’", "'"))
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = re.sub(r"(?<=\d)o(?=h|\d)|(?<=\do)o(?=h)", "0", text)
    return re.sub(r"\s+", " ", text).strip(" .;,")


def spans(text: str) -> list[str]:
    """The ranges « 09:00-12:00 » of a day's text, in order, overlapping ones left out."""
    found: list[tuple[int, int]] = []
    for match in _RANGE.finditer(text):
        groups = match.groups()
        start, end = _minutes(groups[:4]), _minutes(groups[4:])
        if start is None or end is None or not start < end <= 24 * 60:
            continue
        if not found or start >= found[-1][1]:
            found.append((start, end))
    return [f"{_clock(a)}-{_clock(b)}" for a, b in found]


def _minutes(groups: tuple[str | None, ...]) -> int | None:
    hour, minute, noon, midnight = groups
    if noon:
        return 12 * 60
    if midnight:
        return 24 * 60
    total = int(hour or 0) * 60 + int(minute or 0)
    return total if int(minute or 0) < 60 and total <= 24 * 60 else None


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def parse_week(days: Mapping[str, str], extra_text: str = "", *, city: str = "") -> HoursReading:
    """The value of a week given day by day; a blank day beside filled ones is closed."""
    plain = [_plain(days.get(day, "") or "") for day in DAYS]
    if not any(plain):
        return HoursReading("", "unknown")
    values = [_day_value(text) for text in plain]
    if any(value is None for value in values):
        return HoursReading("", "not-expressible", tuple(t for t in plain if t))
    if all(value == "off" for value in values):
        closed = all(text for text in plain)
        return HoursReading("off" if closed else "", "closed-all-week" if closed else "unknown")
    joined = _join([value or "off" for value in values])
    appointment = all(value == "off" or APPOINTMENT in (value or "") for value in values)
    if not is_valid(joined):
        return HoursReading("", "not-expressible", tuple(t for t in plain if t))
    return HoursReading(joined, "by-appointment" if appointment else "hours")


def _day_value(text: str) -> str | None:
    """« 09:00-12:00,14:00-18:00 », « off », or None when the text says something else."""
    if _CLOSED.match(text):
        return "off"
    if _VAGUE.search(text):
        return None
    ranges = spans(text)
    by_appointment = bool(_BY_APPOINTMENT.search(text)) and not _BOTH.search(text)
    if not ranges:
        return APPOINTMENT if by_appointment else None
    return ",".join(ranges) + (f" {APPOINTMENT}" if by_appointment else "")


def _join(values: list[str]) -> str:
    """Consecutive days of the same value are one rule; days that are off are left out."""
    rules: list[str] = []
    start = 0
    while start < len(values):
        end = start
        while end + 1 < len(values) and values[end + 1] == values[start]:
            end += 1
        if values[start] != "off":
            name = OSM_DAYS[start] if start == end else f"{OSM_DAYS[start]}-{OSM_DAYS[end]}"
            rules.append(f"{name} {values[start]}")
        start = end + 1
    return "; ".join(rules)


_DAY_WORD = re.compile(r"\b(" + "|".join((*DAYS, *(day[:3] for day in DAYS))) + r")s?\b\.?")
_DAY_INDEX = {name[:3]: index for index, name in enumerate(DAYS)}


def parse_text(text: str) -> HoursReading:
    """The value of one free text, or of an OSM value, which is kept as it is."""
    text = text.strip()
    if not text:
        return HoursReading("", "unknown")
    if is_valid(text):
        return HoursReading(text, "hours")
    plain = _plain(text)
    if _VAGUE.search(plain):
        return HoursReading("", "not-expressible", (text,))
    days: dict[str, str] = {}
    current: list[int] = []
    for piece in re.split(r"[;\n]| \| ", plain):
        current = _days_in(piece) or current
        rest = _DAY_WORD.sub(" ", piece)
        for index in current:
            days[DAYS[index]] = f"{days.get(DAYS[index], '')} {rest}".strip()
    if not days:
        by = bool(_BY_APPOINTMENT.search(plain))
        label: Label = "by-appointment" if by else "unknown"
        return HoursReading(APPOINTMENT if by else "", label, (text,))
    return parse_week(days)


def _days_in(piece: str) -> list[int]:
    found = [(m.start(), m.end(), _DAY_INDEX[m.group(1)[:3]]) for m in _DAY_WORD.finditer(piece)]
    if len(found) == 2 and re.fullmatch(r"\s*(au|a|-|–|/)\s*", piece[found[0][1] : found[1][0]]):
        return list(range(found[0][2], found[1][2] + 1))
    return [index for _, _, index in found]
