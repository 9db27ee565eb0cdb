"""Parts of the year as people name them, and their OSM selectors."""

from __future__ import annotations

import re

_MONTHS = (
    *("janv", "fevr", "mars", "avri", "mai", "juin"),
    *("juil", "aout", "sept", "octo", "nove", "dece"),
)
_ENGLISH = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTH = r"\b(janv|fevr|mars\b|avri|mai\b|juin|juil|aout|sept(?!ante)|octo|nove|dece)\w*"
_DAY = r"(?:\w+di )?(\d{1,2})e?"
_DATES = re.compile(
    rf"\b(?:du|entre le|de) {_DAY} ?(?:{_MONTH})? ?(?:inclus )?"
    rf"(?:au|et le|a|jusqu'au) {_DAY} {_MONTH}"
)
_FIGURES = re.compile(
    r"\b(?:du|entre le) (\d{1,2})/(\d{1,2})(?!/?\d) (?:au|et le) (\d{1,2})/(\d{1,2})(?!/?\d)"
)
_FROM_MONTH_TO_MONTH = re.compile(
    rf"(?:\bde |\bd'|\bdu mois de )?{_MONTH} (?:a|au|jusqu'a)(?: la fin)? {_MONTH}"
)
_SUMMER = re.compile(
    r"(?:horaires? d'|en |l'|pendant l')?\bete\b(?! \w+ee?s?\b)|(?:periode |horaires? )?\bestiva\w+"
    r"|(?:en |de |mois de )?juillet ?(?:-|/|et|a|&)? ?(?:d')?aout"
)
_HALF_MONTH = re.compile(rf"\b(?:la )?([12])e quinzaine d[e'] ?{_MONTH}")
_ONE_MONTH = re.compile(rf"\b(?:en|au mois d[e']|mois d[e'] ?) ?{_MONTH}")
_YEAR_END = re.compile(r"\bentre noel et (?:le )?(?:jour de l'an|nouvel an|1e janvier)")
_YEAR = re.compile(r"\b20\d\d\b|exceptionnel|\d/\d\d?/\d\d")
SUMMER = "Jul-Aug"


def season_of(text: str) -> str:
    """The selector of the dates, months or summer that a normalised text names, or "".

    A year makes them those of one occasion, past or to come: they are left out.

    >>> season_of("ferme du 24 decembre au 2 janvier"), season_of("9h-12h de mai a septembre")
    ('Dec 24-Jan 02', 'May-Sep')
    """
    return cut_season(text)[0]


def cut_season(text: str) -> tuple[str, str]:
    """The selector, and the text without the words that gave it."""
    if _YEAR.search(text):
        return "", text
    for pattern, selector in (
        (_DATES, _of_dates),
        (_FIGURES, _of_figures),
        (_FROM_MONTH_TO_MONTH, _of_months),
        (_HALF_MONTH, _of_half_month),
        (_YEAR_END, lambda _: "Dec 25-Jan 01"),
        (_SUMMER, lambda _: SUMMER),
        (_ONE_MONTH, lambda match: _english(match[1])),
    ):
        match = pattern.search(text)
        found = selector(match) if match else ""
        if match and found:
            return found, f"{text[: match.start()]} {text[match.end() :]}"
    return "", text


def _of_dates(match: re.Match[str]) -> str:
    first, last = match[2] or match[4], match[4]
    return f"{_english(first)} {int(match[1]):02d}-{_english(last)} {int(match[3]):02d}"


def _of_figures(match: re.Match[str]) -> str:
    first_day, first, last_day, last = (int(group) for group in match.groups())
    if not (1 <= first <= 12 and 1 <= last <= 12):
        return ""
    return f"{_ENGLISH[first - 1]} {first_day:02d}-{_ENGLISH[last - 1]} {last_day:02d}"


def _of_half_month(match: re.Match[str]) -> str:
    month = _english(match[2])
    last = 30 if month in ("Apr", "Jun", "Sep", "Nov") else 28 if month == "Feb" else 31
    return f"{month} 01-{month} 15" if match[1] == "1" else f"{month} 16-{month} {last}"


def _of_months(match: re.Match[str]) -> str:
    return f"{_english(match[1])}-{_english(match[2])}"


def _english(month: str) -> str:
    return _ENGLISH[_MONTHS.index(month)]
