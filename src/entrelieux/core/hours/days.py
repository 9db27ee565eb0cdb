"""Days, halves of days and ranks in the month, as a sentence names them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
OSM = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_SHORT = ("lun", "mar", "mer", "jeu", "ven", "sam", "dim")
_ENGLISH = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# No shorter name: « sa », « mon », « tu » and the « fr » of an address are not days.
_INDEX = {
    **{name: rank for names in (DAYS, _SHORT, _ENGLISH) for rank, name in enumerate(names)},
}
_NAMES = "|".join(sorted(_INDEX, key=len, reverse=True))
# « mars » is a month, not several Tuesdays: only whole names take an « s ».
_PLURAL = r"(?:(?<=di)s|(?<=dimanche)s|(?<=day)s)?"
DAY = rf"\b(?:{_NAMES}){_PLURAL}\b\.?"
_DAY = re.compile(rf"\b({_NAMES}){_PLURAL}\b\.?")
_JOIN = re.compile(r"\s*(?:au|a|-|/|jusqu'au|to)\s*(?:le\s*)?")
_AND = re.compile(
    r"(?:[\s,&/+-]*(?:\bet\b|\bou\b|\band\b|\bles?\b|\bdu\b|\bdes\b|\bainsi que\b|\bl'))*[\s,&/+]*"
)
_CHAIN = re.compile(rf"{DAY}(?:\s*-\s*{DAY}){{2,}}")  # « mardi-jeudi-vendredi » is a list
_HALF = re.compile(r"\s*(?:\(?\s*)(?:uniquement )?(matins?|apresmidis?|journee)\b\)?")
_LEADING_HALF = re.compile(
    r"(?:^|les |l'|[,(:] ?)\b(matin|apresmidi)s? (?:du|des|de|le|les)"
    r"(?: \w+s? (?:et|,) (?:du|des|le|les))* ?$"
)
_RANK = re.compile(r"\b([1-5])e\s*(?:,|et|&)?\s*(?:([1-5])e\s*)?(?=(?:\w+\s+)?$)|\b(dernier)s?\s*$")
_ALL_WEEK = re.compile(
    r"\b(?:tous les jours|toute la semaine|7\s*j\s*/\s*7|la semaine|en semaine)\b"
)
Half = Literal["", "matin", "apresmidi"]
Days = tuple[tuple[int, Half], ...]
_TRAILING_HALF = re.compile(r",? (?:les|l'|tous les)\s?(matin|apresmidi)s?\b(?! (?:du|des|de|le) )")


@dataclass(frozen=True, slots=True)
class Group:
    """Days named together in a text: (day, half) pairs, a rank in the month, where it stands."""

    days: Days
    ranks: tuple[int, ...]
    start: int
    end: int
    is_led: bool = False  # « les apresmidis des … »: the half stands before its days

    def holds(self, day: int, is_morning: bool) -> bool:
        return any(
            named == day and (not half or (half == "matin") == is_morning)
            for named, half in self.days
        )


def groups_of(text: str) -> list[Group]:
    """The groups of days of a normalised text, in order.

    >>> [group.days for group in groups_of("lundi, mardi apresmidi et du jeudi au samedi matin")]
    [((0, ''), (1, 'apresmidi'), (3, ''), (4, ''), (5, 'matin'))]
    """
    groups: list[Group] = []
    for group in _single_groups(text):
        before = groups[-1] if groups else None
        if before and not group.ranks and _AND.fullmatch(text[before.end : group.start]):
            between = text[before.end : group.start]
            days = _joined(before, between, group, text[before.start : group.end])
            groups[-1] = Group(days, before.ranks, before.start, group.end, before.is_led)
        else:
            groups.append(group)
    if not groups:
        return list(_whole_week(text))
    return [*_whole_week(text[: groups[0].start]), *groups]


def _joined(before: Group, between: str, after: Group, text: str) -> Days:
    if before.is_led and not after.days[0][1] and re.fullmatch(r"[\s,]*(?:et|ou)?[\s,]*", between):
        half = before.days[-1][1]
        return before.days + tuple((day, half) for day, _ in after.days)
    told = text[: before.end - before.start]
    if re.search(r"journee| au? |-", told) and not _CHAIN.match(told):
        return before.days + after.days
    return _shared(before.days, between, after.days, told) + after.days


def _shared(days: Days, between: str, following: Days, told: str) -> Days:
    """« mardi et jeudi apresmidi » shares the half; « le mardi et le jeudi apresmidi » does not."""
    half = following[0][1]
    are_plural = re.search(r"dis$", told) and re.fullmatch(r"\s*,\s*", between)
    if not half or not (are_plural or re.fullmatch(r"\s*(?:,?\s*(?:et|ou|&)|/)\s*", between)):
        return days
    kept = len(days)
    while kept and not days[kept - 1][1]:
        kept -= 1
    return days[:kept] + tuple((day, half) for day, _ in days[kept:])


def _single_groups(text: str) -> Iterator[Group]:
    position = 0
    while match := _DAY.search(text, position):
        days, end = _days_from(text, match)
        half, end = _half(text, end)
        start, ranks = _ranks(text, match.start())
        leading = _leading_half(text, start)
        if not half and (trailing := _TRAILING_HALF.match(text, end)):
            leading = "matin" if trailing[1] == "matin" else "apresmidi"
            end = trailing.end()
        first = half if _CHAIN.match(text, match.start()) else leading
        pairs = [(day, first or leading) for day in days[:-1]] + [(days[-1], half or leading)]
        yield Group(tuple(pairs), ranks, start, end, bool(leading) and not half)
        position = end


def _days_from(text: str, match: re.Match[str]) -> tuple[list[int], int]:
    """The day found, or the range or the list that it begins, and where it ends."""
    if chain := _CHAIN.match(text, match.start()):
        return [_INDEX[day[1]] for day in _DAY.finditer(chain[0])], chain.end()
    join = _JOIN.match(text, match.end())
    last = _DAY.match(text, join.end()) if join else None
    if last and _is_range(text[match.end() : last.start()]):
        return _between(_INDEX[match[1]], _INDEX[last[1]]), last.end()
    return [_INDEX[match[1]]], match.end()


def _is_range(between: str) -> bool:
    return bool(re.search(r"au|\ba\b|-|to", between))


def _between(first: int, last: int) -> list[int]:
    return [(first + step) % 7 for step in range((last - first) % 7 + 1)]


def _half(text: str, end: int) -> tuple[Half, int]:
    match = _HALF.match(text, end)
    if not match:
        return "", end
    if match[1].startswith("matin"):
        return "matin", match.end()
    return ("apresmidi" if match[1].startswith("apres") else ""), match.end()


def _leading_half(text: str, start: int) -> Half:
    """« les apresmidis du mardi et du jeudi »: the half stands before its days."""
    match = _LEADING_HALF.search(text[:start])
    if not match:
        return ""
    return "matin" if match[1] == "matin" else "apresmidi"


def _ranks(text: str, start: int) -> tuple[int, tuple[int, ...]]:
    before = text[max(0, start - 24) : start]
    match = _RANK.search(before)
    if not match:
        return start, ()
    ranks = tuple(int(rank) for rank in match.groups()[:2] if rank) or (-1,)
    return start - (len(before) - match.start()), ranks


def _whole_week(text: str) -> Iterator[Group]:
    for match in _ALL_WEEK.finditer(text):
        last = 7 if "jour" in match[0] or "7" in match[0] else 5
        yield Group(tuple((day, "") for day in range(last)), (), match.start(), match.end())
