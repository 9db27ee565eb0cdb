"""When a place is open: a week of cells, a value already in OSM’s notation, or a sentence."""

from __future__ import annotations

from entrelieux.core.hours import parse_text, parse_week
from entrelieux.core.hours.evaluate import is_valid
from entrelieux.core.interchange.mapping import DAYS, Draft
from entrelieux.core.interchange.records import Hours, PlaceField, Problem

UNDERSTOOD = frozenset({"closed-all-week", "not-expressible", "by-appointment"})


def hours_of(draft: Draft, *, city: str = "") -> tuple[Hours | None, list[Problem]]:
    """The hours, and what a person should read again; None when the row says nothing."""
    told = draft.texts.get("osm_hours", "")
    if told and is_valid(told):
        return Hours(osm=told, text=told, label="hours"), []
    sentence = draft.texts.get("hours_text", "") or told
    if any(draft.days.values()):
        reading = parse_week({day: draft.days.get(day, "") for day in DAYS}, sentence, city=city)
    elif sentence:
        reading = parse_text(sentence)
    else:
        return None, []
    text = _as_written(draft.days, sentence)
    hours = Hours(osm=reading.opening_hours, text=text, label=reading.label)
    return hours, _problems(hours)


def _as_written(days: dict[str, str], sentence: str) -> str:
    week = [f"{day} : {text}" for day, text in days.items() if text]
    return "\n".join(part for part in (*week, sentence) if part)


def _problems(hours: Hours) -> list[Problem]:
    """A text without a figure tells no hour: there is nothing to understand in it."""
    is_told = hours["osm"] or hours["label"] in UNDERSTOOD
    if is_told or not any(character.isdigit() for character in hours["text"]):
        return []
    message = "Ces horaires ne se comprennent pas : le texte est gardé, réécrivez-le."
    return [Problem("bad_opening_hours", PlaceField.HOURS, hours["text"][:200], message)]
