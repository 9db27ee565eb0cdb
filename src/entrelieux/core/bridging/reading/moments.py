"""When: a week of three parts a day, months, and « à distance », out of free text or OSM hours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from entrelieux.core.text.folding import strip_accents

PARTS = ("morning", "afternoon", "evening")
_MORNING, _AFTERNOON, _EVENING = 1, 2, 4
_WHOLE = _MORNING | _AFTERNOON | _EVENING
ALL_WEEK = (1 << 21) - 1
_EVERY_DAY = 0b1111111
_STRETCH = re.compile(r"[,;]")
_DAYS = (
    r"lundi|lun|lu|monday|mon|mo",
    r"mardi|mar|ma|tuesday|tue|tu",
    r"mercredi|mer|me|wednesday|wed|we",
    r"jeudi|jeu|je|thursday|thu|th",
    r"vendredi|ven|ve|friday|fri|fr",
    r"samedi|sam|sa|saturday|sat",
    r"dimanche|dim|di|sunday|sun|su",
)
_ANY_DAY = "|".join(f"(?P<d{n}>(?:{names})s?)" for n, names in enumerate(_DAYS))
_DAY = re.compile(rf"\b(?:{_ANY_DAY})\b")
_RANGE_MARK = re.compile(r"^\s*(?:-|–|/|au|a|to|till)\s*$")
_HOURS = re.compile(r"(\d{1,2})\s*(?:h|:|heures?)\s*(\d{2})?")
_PARTS_SAID = (
    (re.compile(r"\b(?:matins?|matinees?|mornings?)\b"), _MORNING),
    (re.compile(r"\b(?:apres.?midis?|afternoons?)\b"), _AFTERNOON),
    (re.compile(r"\b(?:soirs?|soirees?|evenings?|nuits?|nights?|after work)\b"), _EVENING),
    (re.compile(r"\b(?:midi|lunch)\b"), _MORNING | _AFTERNOON),
)
_WEEKEND = re.compile(r"\bweek.?ends?\b")
_WEEKDAYS = re.compile(
    r"\b(?:en semaine|la semaine|jours? ouvres?|jours? ouvrables?|weekdays?|working days?"
    r"|office hours|horaires de bureau|heures de bureau)\b"
)
_ALWAYS = re.compile(r"\b(?:24/7|tous les jours|every day|daily|7j/7|jour et nuit)\b")
_REMOTE = re.compile(
    r"\b(?:a distance|en ligne|online|visio\w*|par telephone|by phone|telephone|remote(?:ly)?"
    r"|zoom|teletravail|partout)\b"
)
_SCHOOL_OUT = re.compile(r"\b(?:vacances|holidays|school breaks?)\b")
_MONTHS = (
    r"janvier|january|jan", r"fevrier|february|feb", r"mars|march", r"avril|april|apr",
    r"mai|may", r"juin|june|jun", r"juillet|july|jul", r"aout|august|aug",
    r"septembre|september|sep|sept", r"octobre|october|oct", r"novembre|november|nov",
    r"decembre|december|dec",
)  # fmt: skip
_MONTH = re.compile(
    r"\b(?:" + "|".join(f"(?P<m{n}>{names})" for n, names in enumerate(_MONTHS)) + r")\b"
)
_SEASONS = (
    (re.compile(r"\b(?:hiver|winter)\b"), (11, 0, 1, 2)),
    (re.compile(r"\b(?:printemps|spring)\b"), (2, 3, 4, 5)),
    (re.compile(r"\b(?:ete|summer|estive|moissons?)\b"), (5, 6, 7, 8)),
    (re.compile(r"\b(?:automne|autumn)\b"), (8, 9, 10, 11)),
)
# « Avant le 14 juillet » is any time till then.
_NEGATED = re.compile(r"\b(?:hors|sauf|except|pas|not|avant|before|d ici|by)\b[^,;.]*")


@dataclass(frozen=True, slots=True)
class Moments:
    """`week` has one bit for each part of a day, Monday morning first; None when it is not said.

    `months` has one bit for each month, None when they are not said.
    """

    week: int | None = None
    months: int | None = None
    is_remote: bool = False

    def meets(self, other: Moments) -> bool | None:
        """Whether both share a moment; None when one of them does not say."""
        said = [
            bool(mine & theirs)
            for mine, theirs in ((self.week, other.week), (self.months, other.months))
            if mine is not None and theirs is not None
        ]
        return all(said) if said else None


@lru_cache(maxsize=10_000)
def moments_in(text: str) -> Moments:
    """What a text says of when; what it does not say is left open.

    >>> moments_in("mercredi ou samedi").meets(moments_in("Me-Ve 9h-12h"))
    True
    """
    plain = strip_accents(text.casefold())
    said = _NEGATED.sub(" ", plain)
    return Moments(_week(said), _months(said), bool(_REMOTE.search(plain)))


def _week(plain: str) -> int | None:
    """« Me-Ve 9h-12h, 14h-18h; Sa »: a stretch without days is of those before it."""
    week, days = 0, _EVERY_DAY
    for stretch in _STRETCH.split(plain):
        said = _days(stretch)
        parts = _day_parts(stretch)
        days = said if said is not None else days
        if said is not None or parts is not None:
            week |= _spread(days, parts if parts is not None else _WHOLE)
    return week or (ALL_WEEK if _ALWAYS.search(plain) else None)


def _days(plain: str) -> int | None:
    """One bit a day; a range is of two days with only a mark between them."""
    found = [(match, _rank(match, "d")) for match in _DAY.finditer(plain)]
    days = 0
    for place, (match, day) in enumerate(found):
        days |= 1 << day
        if place and _RANGE_MARK.match(plain[found[place - 1][0].end() : match.start()]):
            days |= _between(found[place - 1][1], day)
    if _WEEKEND.search(plain):
        days |= 0b1100000
    if _WEEKDAYS.search(plain):
        days |= 0b0011111
    return days or None


def _rank(match: re.Match[str], letter: str) -> int:
    return next(int(name[1:]) for name, text in match.groupdict().items() if text)


def _between(first: int, last: int) -> int:
    days = range(first, last + 1) if first <= last else [*range(first, 7), *range(last + 1)]
    return sum(1 << day for day in days)


def _day_parts(plain: str) -> int | None:
    parts = 0
    for said, part in _PARTS_SAID:
        if said.search(plain):
            parts |= part
    for start, end in _hour_pairs(plain):
        parts |= _parts_between(start, end)
    return parts or None


def _hour_pairs(plain: str) -> Iterator[tuple[float, float]]:
    hours = [int(found[1]) + int(found[2] or 0) / 60 for found in _HOURS.finditer(plain)]
    hours = [hour for hour in hours if hour <= 24]
    if len(hours) == 1:
        yield hours[0], hours[0] + 1
    yield from zip(hours[::2], hours[1::2], strict=False)


def _parts_between(start: float, end: float) -> int:
    parts = 0
    for part, first, last in ((_MORNING, 5, 12), (_AFTERNOON, 12, 18), (_EVENING, 18, 24)):
        if start < last and (end > first or end < start):
            parts |= part
    return parts


def _spread(days: int, parts: int) -> int:
    return sum(parts << (3 * day) for day in range(7) if days >> day & 1)


def _months(plain: str) -> int | None:
    months = 0
    found = [(match, _rank(match, "m")) for match in _MONTH.finditer(plain)]
    for place, (match, month) in enumerate(found):
        months |= 1 << month
        if place and _RANGE_MARK.match(plain[found[place - 1][0].end() : match.start()]):
            months |= _months_between(found[place - 1][1], month)
    for said, ranks in _SEASONS:
        if said.search(plain):
            months |= sum(1 << rank for rank in ranks)
    return months or None


def _months_between(first: int, last: int) -> int:
    ranks = range(first, last + 1) if first <= last else [*range(first, 12), *range(last + 1)]
    return sum(1 << rank for rank in ranks)
