"""French school holidays: official dates by zone, and the value that holds inside or outside them.

The evaluating library reads « SH Tu off » as every Tuesday, so the selector is resolved before it
sees the value.

Dates: arrêtés of the ministry of education of 7 December 2022 (JORFTEXT000046704476, to 2026),
22 October 2025 (JORFTEXT000052416058, 2026-2027) and 21 July 2026 (JORFTEXT000054457294,
2027-2028); data.education.gouv.fr publishes them under the Licence Ouverte 2.0. The Friday after
Ascension, a day without school, is not one of the holidays.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import partial

# True in the holidays, False outside, None when the dates are not known.
SchoolHolidays = Callable[[date], bool | None]
KNOWN_FROM, KNOWN_UNTIL = date(2024, 9, 2), date(2028, 8, 31)
# First day without school, day of the return.
_ALL = (
    "2024-10-19/2024-11-04 2024-12-21/2025-01-06 2025-07-05/2025-09-01 2025-10-18/2025-11-03 "
    "2025-12-20/2026-01-05 2026-07-04/2026-09-01 2026-10-17/2026-11-02 2026-12-19/2027-01-04 "
    "2027-07-03/2027-09-02 2027-10-23/2027-11-08 2027-12-18/2028-01-03 2028-07-05/2028-09-01 "
)
_DATES = {
    "A": "2025-02-22/2025-03-10 2025-04-19/2025-05-05 2026-02-07/2026-02-23 2026-04-04/2026-04-20 "
    "2027-02-13/2027-03-01 2027-04-10/2027-04-26 2028-02-19/2028-03-06 2028-04-22/2028-05-09",
    "B": "2025-02-08/2025-02-24 2025-04-05/2025-04-22 2026-02-14/2026-03-02 2026-04-11/2026-04-27 "
    "2027-02-20/2027-03-08 2027-04-17/2027-05-03 2028-02-05/2028-02-21 2028-04-08/2028-04-24",
    "C": "2025-02-15/2025-03-03 2025-04-12/2025-04-28 2026-02-21/2026-03-09 2026-04-18/2026-05-04 "
    "2027-02-06/2027-02-22 2027-04-03/2027-04-19 2028-02-12/2028-02-28 2028-04-15/2028-05-02",
}
# The départements of each académie (code de l'éducation, art. R. 222-2), académies by zone.
# Corsica and the overseas territories keep calendars of their own.
_ACADEMIES = {
    "A": {
        "Besançon": "25 39 70 90",
        "Bordeaux": "24 33 40 47 64",
        "Clermont-Ferrand": "03 15 43 63",
        "Dijon": "21 58 71 89",
        "Grenoble": "07 26 38 73 74",
        "Limoges": "19 23 87",
        "Lyon": "01 42 69",
        "Poitiers": "16 17 79 86",
    },
    "B": {
        "Aix-Marseille": "04 05 13 84",
        "Amiens": "02 60 80",
        "Lille": "59 62",
        "Nancy-Metz": "54 55 57 88",
        "Nantes": "44 49 53 72 85",
        "Nice": "06 83",
        "Normandie": "14 27 50 61 76",
        "Orléans-Tours": "18 28 36 37 41 45",
        "Reims": "08 10 51 52",
        "Rennes": "22 29 35 56",
        "Strasbourg": "67 68",
    },
    "C": {
        "Créteil": "77 93 94",
        "Montpellier": "11 30 34 48 66",
        "Paris": "75",
        "Toulouse": "09 12 31 32 46 65 81 82",
        "Versailles": "78 91 92 95",
    },
}
_ZONE_OF = {
    code: zone
    for zone, academies in _ACADEMIES.items()
    for codes in academies.values()
    for code in codes.split()
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
    """None before September 2024 and after August 2028; `KeyError` if there is no such zone.

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


def zone_of(department: str) -> str:
    """« A », « B » or « C »; "" in Corsica, overseas, and where the département is not known.

    >>> zone_of("63"), zone_of("13"), zone_of("2A")
    ('A', 'B', '')
    """
    return _ZONE_OF.get(department, "")


def holidays_of(department: str) -> SchoolHolidays | None:
    """The calendar of a département (code); None when no zone tells it."""
    zone = zone_of(department)
    return zone_holidays(zone) if zone else None


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
