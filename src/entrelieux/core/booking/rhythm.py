"""A rhythm as people say it in French, read as a rule when nothing in it is left in doubt.

« Le premier samedi du mois, de 14 h à 18 h » is a rule; « une fois par mois » tells no day, and
« le mercredi, hors vacances » more than a rule can say: both stay words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time

from entrelieux.core.booking.rules import Rule, Weekday
from entrelieux.core.hours.normalise import normalise

DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
RANKS = {"1e": 1, "2e": 2, "3e": 3, "4e": 4, "dernier": -1}
_DAY = rf"(?:{'|'.join(DAYS)})s?"
_RANK = r"(?:[1-4]e|derniers?)"
_AND = r"\s*(?:,|et|&|/)\s*"
_HOUR = r"(\d{1,2})(?:\s*heures?\b|\s*[h:]\s*(\d{2})?)"
_SPAN = re.compile(rf"(?:\bde\s*)?\b{_HOUR}\s*(?:a|-)\s*{_HOUR}")
_FROM = re.compile(rf"(?:\b(?:a partir de|des|a))?\s*\b{_HOUR}")
_MONTHLY = re.compile(
    rf"\b({_RANK}(?:{_AND}(?:le\s|les\s)?{_RANK})*)\s+({_DAY}(?:{_AND}{_DAY})*)"
    r"\s+(?:du|de chaque|de|par) mois\b"
)
_EVERY_OTHER_DAY = re.compile(rf"\bune?\s+({_DAY})\s+sur (?:deux|2)\b")
_EVERY_OTHER_WEEK = re.compile(
    r"\bune semaine sur (?:deux|2)\b|\b(?:tous les|par) (?:15|quinze) jours\b"
    r"|\btoutes les (?:deux|2) semaines\b"
)
_RANGE = re.compile(rf"\bdu\s+({_DAY})\s+au\s+({_DAY})\b")
_DAILY = re.compile(r"\btous les jours\b|\bchaque jour\b")
_WEEKDAYS = re.compile(r"\ben semaine\b")
_LIST = re.compile(rf"\b({_DAY}(?:{_AND}(?:les?\s)?{_DAY})*)\b")
_AGAIN = re.compile(rf"\b(?:tous|les?|chaque)\b|\b{_DAY.removesuffix('?')}\b")
_FILLER = re.compile(
    r"\b(?:tous|les?|la|chaque|toutes|semaines?|matins?|apresmidi|soirs?|midi|en)\b|[,;.:()]"
)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """The days, and the hours when they are said."""

    rule: Rule
    start: time | None = None
    end: time | None = None


def read_rhythm(text: str) -> Rhythm | None:
    """None when some word of it is not understood, or says more than a rule can.

    >>> str(read_rhythm("Le 1er samedi du mois, 14h-18h").rule)
    'FREQ=MONTHLY;BYDAY=1SA'
    >>> read_rhythm("le mercredi de 14 h à 16 h, hors vacances scolaires") is None
    True
    """
    words = normalise(text)
    start, end, rest = _hours(words)
    rule, rest = _rule(rest)
    if rule is None or _FILLER.sub(" ", rest).strip():
        return None
    if start and end and end <= start:
        return None
    return Rhythm(rule, start, end)


def _hours(words: str) -> tuple[time | None, time | None, str]:
    span = _SPAN.search(words)
    found = span or _FROM.search(words)
    if found is None:
        return None, None, words
    start = _time(found[1], found[2])
    end = _time(found[3], found[4]) if span else None
    if start is None or (span and end is None):
        return None, None, words
    return start, end, words[: found.start()] + " " + words[found.end() :]


def _time(hour: str, minute: str | None) -> time | None:
    hours, minutes = int(hour), int(minute or 0)
    return time(hours, minutes) if hours < 24 and minutes < 60 else None


def _rule(words: str) -> tuple[Rule | None, str]:
    monthly = _MONTHLY.search(words)
    if monthly:
        return _monthly(monthly[1], monthly[2]), _without(words, monthly)
    other_day = _EVERY_OTHER_DAY.search(words)
    if other_day:
        return _weekly(_days(other_day[1]), interval=2), _without(words, other_day)
    other_week = _EVERY_OTHER_WEEK.search(words)
    interval = 2 if other_week else 1
    rest = _without(words, other_week) if other_week else words
    days, after = _days_said(rest)
    is_sure = bool(other_week) or bool(_AGAIN.search(rest)) or len(days) > 1
    return (_weekly(days, interval) if days and is_sure else None), after


def _days_said(words: str) -> tuple[list[int], str]:
    """The days of a week, from 0 for Monday, and what is left to understand."""
    for pattern, days in ((_DAILY, range(7)), (_WEEKDAYS, range(5))):
        said = pattern.search(words)
        if said:
            return list(days), _without(words, said)
    between = _RANGE.search(words)
    if between:
        first, last = _day(between[1]), _day(between[2])
        return [day % 7 for day in range(first, last + (7 if last < first else 0) + 1)], _without(
            words, between
        )
    listed = _LIST.search(words)
    return (_days(listed[1]), _without(words, listed)) if listed else ([], words)


def _monthly(ranks: str, days: str) -> Rule:
    numbers = [RANKS[rank.removesuffix("s")] for rank in re.findall(_RANK, ranks)]
    return Rule(
        "MONTHLY", weekdays=tuple(Weekday(day, rank) for rank in numbers for day in _days(days))
    )


def _weekly(days: list[int], interval: int) -> Rule:
    if len(set(days)) == 7 and interval == 1:
        return Rule("DAILY")
    weekdays = tuple(Weekday(day) for day in sorted(set(days)))
    return Rule("WEEKLY", interval=interval, weekdays=weekdays)


def _days(text: str) -> list[int]:
    return [_day(word) for word in re.findall(_DAY, text)]


def _day(word: str) -> int:
    return DAYS.index(word.removesuffix("s"))


def _without(words: str, said: re.Match[str]) -> str:
    return words[: said.start()] + " " + words[said.end() :]
