"""When: the parts of a week, months, school terms, and « à distance », out of free text or OSM
hours."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from entrelieux.core.bridging.reading.closings import closings, quiet_from
from entrelieux.core.bridging.reading.freedom import free_week, late_week, told_months
from entrelieux.core.bridging.reading.seasons import (
    HOLIDAYS,
    TERM,
    months_in,
    school_in,
    without_deadlines,
)
from entrelieux.core.bridging.reading.weeks import (
    ALL_WEEK,
    EVERY_DAY,
    hours_between,
    spread,
    week_in,
    written_out,
)
from entrelieux.core.text.folding import strip_accents

_REMOTE = re.compile(
    r"\b(?:a distance|en ligne|online|visio\w*|par telephone|by phone|telephone|remote(?:ly)?"
    r"|zoom|teletravail|partout)\b"
)
_APOSTROPHE = re.compile(r"['’]")
_WEEKEND = re.compile(r"\bWE\b")  # « We » is Wednesday
_EXCEPT = r"(?:hors|sauf|excepte|hormis|except(?: on| for)?|but not|pas|jamais|not|never)"
_EXCEPT_RE = re.compile(rf"\b{_EXCEPT}\b[^,;.()]*")
# « Fermé le lundi » is said of an offer; a shop that is closed on Monday leaves its keeper free.
_CLOSED = re.compile(r"\b(?:fermee?s?|closed|relache)\b(?=[^,;.()]*[a-z])")
# « Sauf le 1er samedi » leaves the others.
_RANKED = re.compile(r"\b(?:[1-5](?:er|e|st|nd|rd|th)|premiers?|derniers?|first|last)\b")
_SUMMER = 0b000011000000
_ALL_YEAR = (1 << 12) - 1
_WHENEVER = r"n importe quand|any ?time|a tout moment|quand (?:on|vous|il|elle) (?:veut|voulez)"
_ANY_TIME = re.compile(rf"\b(?:{_WHENEVER})\b")
_ALWAYS = re.compile(rf"\b(?:toute l annee|all year|year.round|{_WHENEVER})\b")


@dataclass(frozen=True, slots=True)
class Moments:
    """`week` has one bit for each part of a day, Monday’s first; None when it is not said.

    `months` has one bit for each month, `school` is TERM or HOLIDAYS; None when they are not said.
    `late` is the part of `week` in which a need has to be somewhere still, `closing` how an offer
    says by the way when it is shut.
    """

    week: int | None = None
    months: int | None = None
    school: int | None = None
    is_remote: bool = False
    late: int | None = None
    closing: str = ""

    def meets(self, other: Moments) -> bool | None:
        """Whether both share a moment; None when one of them does not say."""
        said = [
            bool(mine & theirs)
            for mine, theirs in (
                (self.week, other.week),
                (self.months, other.months),
                (self.school, other.school),
            )
            if mine is not None and theirs is not None
        ]
        return all(said) if said else None


@lru_cache(maxsize=10_000)
def moments_in(text: str) -> Moments:
    """What a text says of when; what it does not say is left open.

    >>> moments_in("mercredi ou samedi").meets(moments_in("Me-Ve 9h-12h"))
    True
    >>> moments_in("samedi").meets(moments_in("tous les jours sauf samedi et dimanche"))
    False
    """
    return _read(_CLOSED.sub("sauf", _plain(text)))


@lru_cache(maxsize=10_000)
def moments_offered(available: str, text: str) -> Moments:
    """When an offer is to be had: as it says when, but for what its text says is shut."""
    told = moments_in(available)
    plain = _plain(available)
    if told.months is None and _ALWAYS.search(plain):
        told = replace(told, months=_ALL_YEAR)
    if told.week is None and _ANY_TIME.search(plain):
        told = replace(told, week=ALL_WEEK)
    for said in closings(text):
        shut = _read(_CLOSED.sub(" ", _plain(said)))
        week = _but(told.week, shut.week, ALL_WEEK)
        # Where months are told, it is they that say the season.
        months = _but(None, shut.months, _ALL_YEAR) if told.months is None else told.months
        told = replace(told, week=week, months=months, closing=said)
    for said, hour in quiet_from(text):
        late = spread(EVERY_DAY, hours_between(hour, 29))
        told = replace(told, week=_but(told.week, late, ALL_WEEK), closing=said)
    return told


def moments_asked(when: str, text: str) -> Moments:
    """When a person can: as they say when, narrowed by what the text tells of their days; the
    months may be told by the text alone."""
    told, plain = _read(_plain(when)), _plain(text)
    week = _narrowed(told.week, free_week(plain))
    late = late_week(plain)
    months = told.months if told.months is not None else told_months(plain)
    return Moments(week, months, told.school, told.is_remote, late and _narrowed(week, late))


def _narrowed(told: int | None, free: int | None) -> int | None:
    """What is told and free: where that is nothing, what is told."""
    return told if free is None else ((told or ALL_WEEK) & free or told)


def _plain(text: str) -> str:
    text = _WEEKEND.sub("week-end", text)
    return _APOSTROPHE.sub(" ", strip_accents(text.casefold()))


def _read(plain: str) -> Moments:
    written = without_deadlines(written_out(plain))
    left = _EXCEPT_RE.sub(" ", written)
    excepted = " ; ".join(one for one in _EXCEPT_RE.findall(written) if not _RANKED.search(one))
    week = _but(week_in(left), week_in(excepted), ALL_WEEK)
    months = _but(months_in(left), months_in(excepted), _ALL_YEAR)
    school = school_in(written)
    if school == TERM and months is None:
        months = _ALL_YEAR & ~_SUMMER
    elif school is None and months is not None and not months & ~_SUMMER:
        school = HOLIDAYS
    return Moments(week, months, school, bool(_REMOTE.search(plain)))


def _but(told: int | None, excepted: int | None, everything: int) -> int | None:
    """What is told, or all, without what is excepted; what would leave nothing is not believed."""
    if excepted is None:
        return told
    return (told or everything) & ~excepted or told
