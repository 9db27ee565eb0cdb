"""Dates as people write them, in French or in English."""

from __future__ import annotations

import re
from datetime import date

from entrelieux.core.text import fold
from entrelieux.core.words.lexicon.errors import NotADate

_FRENCH = (
    *("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre"),
    *("octobre", "novembre", "décembre"),
)
_ENGLISH = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
_MONTHS = {
    fold(name): rank for names in (_FRENCH, _ENGLISH) for rank, name in enumerate(names, start=1)
}
# Numbers alone are read the French way: day, month, year.
_SHAPES = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"),
    re.compile(r"(?P<day>\d{1,2})[/. -](?P<month>\d{1,2})[/. -](?P<year>\d{4})"),
    re.compile(r"(?P<day>\d{1,2})(?:er|st|nd|rd|th)? (?P<month>[^\W\d]+) (?P<year>\d{4})"),
)


def parse_date(text: str) -> date:
    """Raises `NotADate`.

    >>> parse_date("1er août 2026"), parse_date("31/12/2026")
    (datetime.date(2026, 8, 1), datetime.date(2026, 12, 31))
    """
    plain = " ".join(text.split())
    found = next(filter(None, (shape.fullmatch(plain) for shape in _SHAPES)), None)
    if found is None:
        raise NotADate(text=text)
    month = found["month"]
    rank = int(month) if month.isdigit() else _MONTHS.get(fold(month), 0)
    try:
        return date(int(found["year"]), rank, int(found["day"]))
    except ValueError:
        raise NotADate(text=text) from None


def render_date(day: date, language: str) -> str:
    """« 1er août 2026 », “1 August 2026”."""
    if language.startswith("en"):
        return f"{day.day} {_ENGLISH[day.month - 1]} {day.year:04d}"
    number = "1er" if day.day == 1 else str(day.day)
    return f"{number} {_FRENCH[day.month - 1]} {day.year:04d}"
