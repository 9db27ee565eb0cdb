"""When a place is open: a week of cells, a value already in OSM’s notation, or a sentence."""

from __future__ import annotations

import re

from entrelieux.core.hours import parse_text, parse_week
from entrelieux.core.hours.evaluate import is_valid
from entrelieux.core.interchange.mapping import DAYS, Draft
from entrelieux.core.interchange.records import Hours, PlaceField, Problem

_OSM = re.compile(r"(?:Mo|Tu|We|Th|Fr|Sa|Su|PH|SH)\b")
# Spreadsheets and databases write them, and nobody opens at a second.
_SECONDS = re.compile(r"\b(\d{1,2}:\d{2}):\d{2}\b")
_SPAN = re.compile(
    r"(\d{1,2})\s*(?:h(?:eures?)?|:)?\s*(\d{2})?\s*(?:-|–|à|a|/|et|jusqu)\D{0,6}"
    r"(\d{1,2})\s*(?:h(?:eures?)?|:)\s*(\d{2})?",
    re.IGNORECASE,
)
UNDERSTOOD = frozenset({"closed-all-week", "not-expressible", "by-appointment"})


def hours_of(draft: Draft, *, city: str = "") -> tuple[Hours | None, list[Problem]]:
    """The hours, and what a person should read again; None when the row says nothing."""
    told = draft.texts.get("osm_hours", "")
    if told and is_valid(told):
        return Hours(osm=told, text=told, label="hours"), []
    sentence = _SECONDS.sub(r"\1", draft.texts.get("hours_text", "") or told)
    days = {day: _SECONDS.sub(r"\1", draft.days.get(day, "")) for day in DAYS}
    if any(days.values()):
        reading = parse_week(days, sentence, city=city)
    elif sentence:
        reading = parse_text(sentence)
    else:
        return None, []
    text = _as_written(days, sentence)
    hours = Hours(osm=reading.opening_hours, text=text, label=reading.label)
    return hours, _problems(hours)


def _is_readable(text: str) -> bool:
    """At least one span of hours of the day that ends after it begins, and none that cannot be."""
    if _OSM.match(text):
        return False  # a notation is right or wrong
    spans = [tuple(int(part or 0) for part in match.groups()) for match in _SPAN.finditer(text)]
    return bool(spans) and all(
        (opens, after) < (closes, then) <= (24, 59) and max(after, then) < 60
        for opens, after, closes, then in spans
    )


def _as_written(days: dict[str, str], sentence: str) -> str:
    week = [f"{day} : {text}" for day, text in days.items() if text]
    return "\n".join(part for part in (*week, sentence) if part)


def _problems(hours: Hours) -> list[Problem]:
    """A text without a figure tells no hour, and a person reads « 9h-12h » without its days: only
    what nobody could read is told."""
    is_told = hours["osm"] or hours["label"] in UNDERSTOOD
    if is_told or not any(character.isdigit() for character in hours["text"]):
        return []
    if _is_readable(hours["text"]):
        return []
    message = "Ces horaires ne se comprennent pas : le texte est gardé, réécrivez-le."
    return [Problem("bad_opening_hours", PlaceField.HOURS, hours["text"][:200], message)]
