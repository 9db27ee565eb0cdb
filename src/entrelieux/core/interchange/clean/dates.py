"""Dates of all kinds to ISO; placeholders to nothing."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

from entrelieux.core.interchange.clean.cleaned import Cleaned
from entrelieux.core.interchange.clean.text import clean_text

# By their first letters, French then English; « juin » and « juillet » need four.
_MONTHS = {
    "jan": 1, "fev": 2, "feb": 2, "mar": 3, "avr": 4, "apr": 4, "mai": 5, "may": 5, "juin": 6,
    "jun": 6, "juil": 7, "jul": 7, "aou": 8, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
_ISO = re.compile(r"(\d{4})[-/](\d{1,2})(?:[-/](\d{1,2}))?(?!\d)")
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})(?:T?\d{4,6}Z?)?")
_FRENCH = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})\b")
_NAMED = re.compile(
    r"(\d{1,2})(?:er|st|nd|rd|th)?[\s-]+([a-zéûè]{3,})\.?,?[\s-]+(\d{4})", re.IGNORECASE
)
_ENGLISH = re.compile(r"([a-z]{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})", re.IGNORECASE)
_MONTH_ALONE = re.compile(r"([a-zéûè]{3,})\.?\s+(\d{4})", re.IGNORECASE)
_FIRST, _LAST = 1990, 2100


def clean_date(value: object) -> Cleaned[str]:
    """ISO 8601, to the day, the month or the year; empty for 1970 and for what is no date."""
    text = clean_text(value).value
    found = _read(text) if text else ""
    return Cleaned(found if found and _FIRST <= int(found[:4]) <= _LAST else "")


def _read(text: str) -> str:
    if match := _ISO.match(text):
        year, month, day = match.groups()
        return _iso(year, month, day) if day else _month(year, month)
    if match := _FRENCH.match(text):
        day, month, year = match.groups()
        return _iso(year if len(year) == 4 else f"20{year}", month, day)
    if match := _NAMED.search(text):
        return _named(*match.groups())
    if match := _ENGLISH.search(text):
        name, day, year = match.groups()
        return _named(day, name, year)
    if match := _MONTH_ALONE.fullmatch(text):
        month = _month_of(match[1])
        return _month(match[2], str(month)) if month else ""
    if match := _COMPACT.fullmatch(text):
        return _iso(*match.groups())
    if re.fullmatch(r"\d{4}", text):
        return text
    return _number(text)


def _named(day: str, name: str, year: str) -> str:
    month = _month_of(name)
    return _iso(year, str(month), day) if month else ""


def _month_of(name: str) -> int:
    """Its number, 0 for what is no month."""
    plain = name.lower().translate(str.maketrans("éûè", "eue"))
    return next((number for known, number in _MONTHS.items() if plain.startswith(known)), 0)


def _month(year: str, month: str) -> str:
    return f"{int(year)}-{int(month):02d}" if 1 <= int(month) <= 12 else ""


def _iso(year: str, month: str, day: str) -> str:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""


def _number(text: str) -> str:
    """A day of a spreadsheet, or seconds or milliseconds since 1970."""
    if not re.fullmatch(r"\d+(\.\d+)?", text):
        return ""
    number = float(text)
    if 30_000 < number < 70_000:
        return (date(1899, 12, 30) + timedelta(days=int(number))).isoformat()
    seconds = number / 1000 if number > 1e11 else number
    return datetime.fromtimestamp(seconds, UTC).date().isoformat() if 6e8 < seconds < 4e9 else ""
