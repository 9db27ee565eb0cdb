"""French school holidays: official dates by zone, and the value that holds inside or outside them.

The evaluating library reads « SH Tu off » as every Tuesday, so the selector is resolved before it
sees the value. Dates: arrêtés of the ministry of education (calendriers scolaires 2024-2027,
education.gouv.fr, Licence Ouverte 2.0). Auvergne (académie de Clermont-Ferrand) is in zone A.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import partial

# True in the holidays, False outside, None when the dates are not known.
SchoolHolidays = Callable[[date], bool | None]
KNOWN_FROM, KNOWN_UNTIL = date(2024, 9, 2), date(2027, 8, 31)
# First day without school, day of the return.
_ALL = (
    "2024-10-19/2024-11-04 2024-12-21/2025-01-06 2025-07-05/2025-09-01 2025-10-18/2025-11-03 "
    "2025-12-20/2026-01-05 2026-07-04/2026-09-01 2026-10-17/2026-11-02 2026-12-19/2027-01-04 "
    "2027-07-03/2027-09-01 "
)
_DATES = {
    "A": "2025-02-22/2025-03-10 2025-04-19/2025-05-05 2026-02-07/2026-02-23 2026-04-04/2026-04-20 "
    "2027-02-13/2027-03-01 2027-04-10/2027-04-26",
    "B": "2025-02-08/2025-02-24 2025-04-05/2025-04-22 2026-02-14/2026-03-02 2026-04-11/2026-04-27 "
    "2027-02-20/2027-03-08 2027-04-17/2027-05-03",
    "C": "2025-02-15/2025-03-03 2025-04-12/2025-04-28 2026-02-21/2026-03-09 2026-04-18/2026-05-04 "
    "2027-02-06/2027-02-22 2027-04-03/2027-04-19",
}
_PERIODS = {
    zone: tuple(
        (date.fromisoformat(first), date.fromisoformat(back))
        for first, _, back in (period.partition("/") for period in (_ALL + dates).split())
    )
    for zone, dates in _DATES.items()
}
_RULE = re.compile(r'(?:[^;"]|"[^"]*")+')
_SELECTOR = re.compile(r"^\s*SH\b\s*")


def is_school_holiday(zone: str, day: date) -> bool | None:
    """None before September 2024 and after August 2027; `KeyError` if there is no such zone.

    >>> is_school_holiday("A", date(2027, 2, 16)), is_school_holiday("C", date(2027, 2, 23))
    (True, False)
    >>> is_school_holiday("A", date(2031, 2, 16)) is None
    True
    """
    periods = _PERIODS[zone]
    if not KNOWN_FROM <= day <= KNOWN_UNTIL:
        return None
    return any(first <= day < back for first, back in periods)


def zone_holidays(zone: str) -> SchoolHolidays:
    return partial(is_school_holiday, zone)


def depends_on_school(value: str) -> bool:
    return any(_SELECTOR.match(rule) for rule in _RULE.findall(value))


def resolved(value: str, *, in_holidays: bool) -> str:
    """The same value without its `SH` selectors, as it holds inside or outside the holidays.

    >>> resolved("Mo-Fr 09:00-12:00; SH Tu off", in_holidays=True)
    'Mo-Fr 09:00-12:00; Tu off'
    >>> resolved("Mo-Fr 09:00-12:00; SH Tu off", in_holidays=False)
    'Mo-Fr 09:00-12:00'
    """
    rules = []
    for rule in _RULE.findall(value):
        if not _SELECTOR.match(rule):
            rules.append(rule.strip())
        elif in_holidays:
            rules.append(_SELECTOR.sub("", rule).strip())
    return "; ".join(rules) or "off"
