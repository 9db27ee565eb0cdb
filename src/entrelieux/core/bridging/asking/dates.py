"""When: « avant le 14 juillet », « du 3 au 7 mai », « en juin », « the week of 3 May »."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

_MONTHS = (
    "janvier|january", "février|fevrier|february", "mars|march", "avril|april", "mai|may",
    "juin|june", "juillet|july", "août|aout|august", "septembre|september", "octobre|october",
    "novembre|november", "décembre|decembre|december",
)  # fmt: skip
_MONTH = f"(?:{'|'.join(_MONTHS)})"
_YEAR = r"(?:\s+(\d{4}))?"
_DAY_FIRST = rf"(?:le |the )?(\d{{1,2}})(?:er|st|nd|rd|th)?\s+(?:of )?({_MONTH}){_YEAR}"
_MONTH_FIRST = rf"({_MONTH})\s+(\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s*h){_YEAR}"
_WEEKDAYS = (
    r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
)
_PARTS = r"(?:matins?|après-midis?|apres-midis?|soirs?|soirées?|mornings?|afternoons?|evenings?)"


class Window(NamedTuple):
    """`said` is the piece of the text; a side that is not said is None."""

    said: str
    starts_on: date | None = None
    ends_on: date | None = None


def window_in(text: str, today: date) -> Window | None:
    """The first moment that a text gives; a day without a year is the next one to come.

    >>> window_in("des trophées avant le 14 juillet", date(2026, 5, 2))
    Window(said='avant le 14 juillet', starts_on=None, ends_on=datetime.date(2026, 7, 14))
    """
    for pattern, read in _READINGS:
        found = pattern.search(text)
        if found:
            window = read(found, today)
            if window is not None:
                return window
    return None


def weekdays_in(text: str) -> str:
    """« le mercredi après-midi », « on Saturdays »; empty when none is told."""
    found = _WEEKDAYS_SAID.search(text)
    return found[0] if found else ""


def _before(found: re.Match[str], today: date) -> Window | None:
    end = _day(found, today)
    return Window(found[0], None, end) if end else None


def _on(found: re.Match[str], today: date) -> Window | None:
    day = _day(found, today)
    return Window(found[0], day, day) if day else None


def _range(found: re.Match[str], today: date) -> Window | None:
    first, last, month, year = found.groups()
    end = _dated(int(last), _rank(month), year, today)
    start = end and _made(end.year, end.month, int(first))
    return Window(found[0], start, end) if start and end and start <= end else None


def _before_month(found: re.Match[str], today: date) -> Window | None:
    """« D’ici juin » ends before June, « d’ici fin juin » with it."""
    is_end = bool(found["end"])
    start = _first_of(_rank(found["month"]), today)
    return Window(found[0], None, _last_of(start) if is_end else start - timedelta(days=1))


def _in_month(found: re.Match[str], today: date) -> Window | None:
    start = _first_of(_rank(found["month"]), today)
    return Window(found[0], max(start, today), _last_of(start))


def _soon(found: re.Match[str], today: date) -> Window | None:
    monday = today - timedelta(days=today.weekday())
    text = found[0].casefold()
    if "mois" in text or "month" in text:
        start = _last_of(today) + timedelta(days=1)
        return Window(found[0], start, _last_of(start))
    shift = 7 if "prochain" in text or "next" in text else 0
    start = monday + timedelta(days=shift)
    return Window(found[0], max(start, today), start + timedelta(days=6))


def _day(found: re.Match[str], today: date) -> date | None:
    """The day and the month of a match, in whichever order they stand."""
    named = [one for one in found.groups() if one]
    month = next(one for one in named if not one.isdigit())
    numbers = [one for one in named if one.isdigit()]
    year = next((one for one in numbers if len(one) == 4), None)
    return _dated(int(numbers[0]), _rank(month), year, today)


def _dated(day: int, month: int, year: str | None, today: date) -> date | None:
    if year:
        return _made(int(year), month, day)
    this_year = _made(today.year, month, day)
    return this_year if this_year and this_year >= today else _made(today.year + 1, month, day)


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:  # « 31 juin »
        return None


def _rank(month: str) -> int:
    said = month.casefold()
    return next(n for n, names in enumerate(_MONTHS, 1) if said in names.split("|"))


def _first_of(month: int, today: date) -> date:
    return date(today.year if month >= today.month else today.year + 1, month, 1)


def _last_of(day: date) -> date:
    following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return following - timedelta(days=1)


Reading = Callable[[re.Match[str], date], Window | None]


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text.replace("'", "[’']"), re.IGNORECASE)


_UNTIL = r"\b(?:avant|d'ici(?: au)?|jusqu'au|pour|before|by|until)\s+"
_READINGS: tuple[tuple[re.Pattern[str], Reading], ...] = (
    (
        _pattern(rf"\b(?:du|from)\s+(\d{{1,2}})(?:er)?\s+(?:au|to)\s+(\d{{1,2}})\s+({_MONTH}){_YEAR}"),
        _range,
    ),
    (_pattern(_UNTIL + _DAY_FIRST), _before),
    (_pattern(_UNTIL + _MONTH_FIRST), _before),
    (
        _pattern(
            rf"\b(?:avant|d'ici|before|by)\s+(?P<end>la fin (?:du mois )?(?:de |d')?|fin "
            rf"|the end of )?(?P<month>{_MONTH})\b"
        ),
        _before_month,
    ),
    (_pattern(rf"\b(?:le |on |{_WEEKDAYS} )?{_DAY_FIRST}"), _on),
    (_pattern(rf"\b(?:on )?{_MONTH_FIRST}"), _on),
    (_pattern(rf"\b(?:en|courant|au mois (?:de|d')|in|during)\s*(?P<month>{_MONTH})\b"), _in_month),
    (
        _pattern(
            r"\b(?:cette semaine|la semaine prochaine|le mois prochain"
            r"|this week|next week|next month)\b"
        ),
        _soon,
    ),
)  # fmt: skip
_WEEKDAYS_SAID = _pattern(
    rf"\b(?:(?:le|les|un|on)\s+)?{_WEEKDAYS}s?\b(?!\s+\d)"
    rf"(?:\s+(?:et|ou|and|or)\s+(?:le\s+)?{_WEEKDAYS}s?)*(?:\s+{_PARTS})?\b"
)
