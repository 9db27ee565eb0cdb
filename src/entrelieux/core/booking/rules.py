"""Rules of repetition: the part of RFC 5545 §3.3.10 that says on which days something happens.

A rule tells days; the hour is that of the first time, on the clocks of the place. Rules that give
several times a day, or days that none of our sources uses (BYWEEKNO, BYYEARDAY), are refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, cast, get_args

Frequency = Literal["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]
WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LARGEST_INTERVAL: Final = 99
LARGEST_COUNT: Final = 1_000
_DAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_UNTIL = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T\d{6}Z?)?")


class BadRule(ValueError):
    """The text is no rule of days; the message says which part of it is not."""


@dataclass(frozen=True, slots=True)
class Weekday:
    """`day` from 0 for Monday; `rank` 1 for the first of the month, -1 the last, 0 for each."""

    day: int
    rank: int = 0

    def __str__(self) -> str:
        return f"{self.rank or ''}{WEEKDAYS[self.day]}"


@dataclass(frozen=True, slots=True)
class Rule:
    """`until` is the last day included; `positions` choose among the days of each period."""

    frequency: Frequency
    interval: int = 1
    count: int | None = None
    until: date | None = None
    weekdays: tuple[Weekday, ...] = ()
    month_days: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    positions: tuple[int, ...] = ()
    week_start: int = 0

    def __str__(self) -> str:
        """As RFC 5545 writes it; UNTIL is a date, which a calendar that has hours must complete."""
        parts = {
            "FREQ": self.frequency,
            "INTERVAL": str(self.interval) if self.interval > 1 else "",
            "COUNT": str(self.count) if self.count else "",
            "UNTIL": f"{self.until:%Y%m%d}" if self.until else "",
            "BYMONTH": ",".join(map(str, self.months)),
            "BYMONTHDAY": ",".join(map(str, self.month_days)),
            "BYDAY": ",".join(map(str, self.weekdays)),
            "BYSETPOS": ",".join(map(str, self.positions)),
            "WKST": WEEKDAYS[self.week_start] if self.week_start else "",
        }
        return ";".join(f"{name}={value}" for name, value in parts.items() if value)


def parse_rule(text: str) -> Rule:
    """Raises `BadRule`.

    >>> str(parse_rule("rrule:freq=MONTHLY;BYDAY=1SA;INTERVAL=1"))
    'FREQ=MONTHLY;BYDAY=1SA'
    """
    parts = _parts(text)
    rule = Rule(
        frequency=_frequency(parts.pop("FREQ", "")),
        interval=_number(parts.pop("INTERVAL", "1"), "INTERVAL", LARGEST_INTERVAL),
        count=_number(parts.pop("COUNT"), "COUNT", LARGEST_COUNT) if "COUNT" in parts else None,
        until=_until(parts.pop("UNTIL")) if "UNTIL" in parts else None,
        weekdays=tuple(map(_weekday, _items(parts.pop("BYDAY", "")))),
        month_days=_numbers(parts.pop("BYMONTHDAY", ""), "BYMONTHDAY", 31),
        months=_numbers(parts.pop("BYMONTH", ""), "BYMONTH", 12),
        positions=_numbers(parts.pop("BYSETPOS", ""), "BYSETPOS", 366),
        week_start=_weekday(parts.pop("WKST", "MO")).day,
    )
    if parts:
        raise BadRule(f"{', '.join(parts)}: a rule of days has no such part.")
    return _sound(rule)


def _parts(text: str) -> dict[str, str]:
    text = text.strip().upper().removeprefix("RRULE:")
    pairs = [part.partition("=") for part in text.split(";") if part]
    if not pairs or not all(name and equals and value for name, equals, value in pairs):
        raise BadRule("Write a rule as FREQ=WEEKLY;BYDAY=TU.")
    return {name: value for name, _equals, value in pairs}


def _sound(rule: Rule) -> Rule:
    if rule.count and rule.until:
        raise BadRule("COUNT and UNTIL exclude each other.")
    has_rank = any(weekday.rank for weekday in rule.weekdays)
    if has_rank and rule.frequency not in ("MONTHLY", "YEARLY"):
        raise BadRule("BYDAY has a rank only with FREQ=MONTHLY or YEARLY.")
    if rule.month_days and rule.frequency == "WEEKLY":
        raise BadRule("BYMONTHDAY is not for FREQ=WEEKLY.")
    if rule.positions and not (rule.weekdays or rule.month_days):
        raise BadRule("BYSETPOS chooses among the days of BYDAY or BYMONTHDAY.")
    if any(month < 0 for month in rule.months):
        raise BadRule("BYMONTH goes from 1 to 12.")
    return rule


def _frequency(text: str) -> Frequency:
    if text not in get_args(Frequency):
        raise BadRule(f"FREQ is one of {', '.join(get_args(Frequency))}.")
    return cast(Frequency, text)


def _number(text: str, name: str, largest: int) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:9]) <= largest:
        raise BadRule(f"{name} goes from 1 to {largest}.")
    return int(text)


def _numbers(text: str, name: str, largest: int) -> tuple[int, ...]:
    """Counted from the end when negative."""
    return tuple(
        (-1 if item.startswith("-") else 1) * _number(item.lstrip("+-"), name, largest)
        for item in _items(text)
    )


def _items(text: str) -> list[str]:
    return text.split(",") if text else []


def _weekday(text: str) -> Weekday:
    match = _DAY.fullmatch(text)
    rank = int(match[1] or 0) if match else 0
    if match is None or abs(rank) > 53 or (match[1] and not rank):
        raise BadRule("BYDAY is made of MO, TU… with a rank before it or none.")
    return Weekday(WEEKDAYS.index(match[2]), rank)


def _until(text: str) -> date:
    match = _UNTIL.fullmatch(text)
    try:
        return date.fromisoformat("-".join(match.groups() if match else ""))
    except ValueError:
        raise BadRule("UNTIL is a date such as 20261231.") from None
