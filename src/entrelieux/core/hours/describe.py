"""A value in words, for a card."""

from __future__ import annotations

import re

_OSM = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_FRENCH_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_ENGLISH_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
FRENCH = dict(zip(_OSM, _FRENCH_DAYS, strict=True))
ENGLISH = dict(zip(_OSM, _ENGLISH_DAYS, strict=True))
_NBSP = "\u00a0"
_DAYS = re.compile(r"^((?:Mo|Tu|We|Th|Fr|Sa|Su)(?:[-,](?:Mo|Tu|We|Th|Fr|Sa|Su))*)\s+(.*)$")


def describe(value: str, language: str = "fr") -> list[str]:
    """One line a rule, in the reader's language; a rule that has no words is kept as it is."""
    return [_line(rule.strip(), language) for rule in value.split(";") if rule.strip()]


def _line(rule: str, language: str) -> str:
    match = _DAYS.match(rule)
    if not match:
        return rule
    names = FRENCH if language.startswith("fr") else ENGLISH
    days, rest = match.groups()
    if "-" in days and "," not in days:
        first, last = days.split("-")
        pattern = "du {} au {}" if names is FRENCH else "{} to {}"
        shown = pattern.format(names[first], names[last])
    else:
        shown = ", ".join(names.get(day, day) for day in days.split(","))
    separator = f"{_NBSP}: " if names is FRENCH else ": "
    return shown + separator + _times(rest, language)


def _times(text: str, language: str) -> str:
    text = text.replace(",", ", ").replace("-", f"{_NBSP}–{_NBSP}").replace('"', "")
    return text.replace(f"rendez{_NBSP}–{_NBSP}vous", "rendez-vous")
