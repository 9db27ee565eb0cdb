"""When a place is open, told by several columns, or by several rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from entrelieux.core.interchange.container import RawRow, RawTable
from entrelieux.core.interchange.guess.clocks import clocks_of, is_clock, joined, texts_of
from entrelieux.core.interchange.guess.profile import Profile, text_of
from entrelieux.core.interchange.mapping import DAYS
from entrelieux.core.interchange.records import Problem
from entrelieux.core.text import fold

_ENGLISH = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_LONG = {name: day for names in (DAYS, _ENGLISH) for name, day in zip(names, DAYS, strict=True)}
# « lun », « lund », « tues »: three letters or more of a name.
_ABRIDGED = {name[:size]: day for name, day in _LONG.items() for size in range(3, len(name))}
_LETTERS = [
    dict(zip(names, DAYS, strict=True))
    for names in (
        ("lu", "ma", "me", "je", "ve", "sa", "di"),
        ("mo", "tu", "we", "th", "fr", "sa", "su"),
    )
]
_INSIDE = re.compile("|".join(_LONG))
_LONGEST_NAME = 34
LEAST_DAYS, MOST_DAYS = 3, 5
RARE = 0.1


def days_of(profiles: Sequence[Profile]) -> dict[str, tuple[str, ...]]:
    """The columns of each day, in order; short names count only in company."""
    found = [(p, day) for p in profiles if (day := _day_of(p)) and _tells_hours(p)]
    if len({day for _p, day in found}) < LEAST_DAYS:
        found = [(p, day) for p, day in found if _INSIDE.search(_squashed(p))]
    days: dict[str, tuple[str, ...]] = {}
    for p, day in found or _by_two_letters(profiles):
        days[day] = (*days.get(day, ()), p.column)
    return days


def _nearly(word: str) -> str:
    """The day that a word is a letter away from."""
    if len(word) < 4 or word in _ABRIDGED:
        return ""
    found = process.extractOne(word, list(_LONG), scorer=Levenshtein.distance, score_cutoff=1)
    return _LONG[found[0]] if found else ""


def _by_two_letters(profiles: Sequence[Profile]) -> list[tuple[Profile, str]]:
    """« open_mo » to « open_su »: nearly all the week, or chance."""
    for known in _LETTERS:
        found = [
            (p, day)
            for p in profiles
            if (day := known.get((p.naming.parts[-1] or ("",))[-1])) and _tells_hours(p)
        ]
        if len({day for _p, day in found}) >= MOST_DAYS:
            return found
    return []


def _squashed(profile: Profile) -> str:
    """The name without its explanations."""
    head = re.split(r"[(,;]", profile.naming.text)[0] or profile.naming.text
    return fold(head).replace(" ", "")


def _day_of(profile: Profile) -> str:
    squashed = _squashed(profile)
    if len(squashed) <= _LONGEST_NAME and (match := _INSIDE.search(squashed)):
        return _LONG[match[0]]
    words = [word for words in profile.naming.parts for word in words]
    told = next((_ABRIDGED[word] for word in words if word in _ABRIDGED), "")
    return told or next((day for word in words if (day := _nearly(word))), "")


def _tells_hours(profile: Profile) -> bool:
    if profile.filled < RARE:
        return True
    return (
        profile.yes_no < 0.5
        and max(profile.hours, profile.clocks, profile.share(_is_closed)) > 0.25
    )


def _is_closed(cell: str) -> bool:
    return fold(cell).startswith(("ferm", "clos", "rdv", "sur r"))


# Objects


def cells_of_day(value: Any) -> list[str]:
    """The texts of a day's cell; the hours of its objects, in order."""
    if isinstance(value, list | Mapping):
        return clocks_of(value)
    return [text] if (text := text_of(value)) else []


def days_of_objects(value: Any) -> dict[str, str]:
    """{day: spans} of a list of objects that each tell days and hours; {} for anything else."""
    if not isinstance(value, list) or not all(isinstance(item, Mapping) for item in value):
        return {}
    spans: dict[str, list[str]] = {}
    for item in value:
        texts = list(texts_of(item))
        clocks = [text for text in texts if is_clock(text)]
        told = list(
            dict.fromkeys(day for text in texts if (day := _named(text.rsplit("/", 1)[-1])))
        )
        if clocks:
            for day in _between(told) if _is_range(item) else told:
                spans.setdefault(day, []).append(joined(clocks))
    return {day: " / ".join(spans[day]) for day in DAYS if day in spans}


def _is_range(item: Mapping[str, Any]) -> bool:
    """From one day to another, told by two single texts."""
    named = [v for v in item.values() if isinstance(v, str) and _named(v.rsplit("/", 1)[-1])]
    return len(named) == 2


def _between(days: Sequence[str]) -> Sequence[str]:
    if len(days) < 2:
        return days
    first, last = DAYS.index(days[0]), DAYS.index(days[1])
    return DAYS[first : last + 1] if first <= last else days


# One row a day


@dataclass(frozen=True, slots=True)
class DayRows:
    """`day` is the column of the day, `times` those of its hours."""

    day: str
    times: tuple[str, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        return (self.day, *self.times)


def day_rows(profiles: Sequence[Profile], table: RawTable) -> DayRows | None:
    """A list that says the same place once a day; None for any other."""
    day = next((p for p in profiles if _is_day_column(p)), None)
    if day is None:
        return None
    clocks = [p.column for p in profiles if p.clocks > 0.7]
    texts = [
        p.column for p in profiles if p.hours > 0.6 and p is not day and p.column not in clocks
    ]
    found = DayRows(day.column, tuple(clocks or texts[:1]))
    if not found.times or len(_places(table, found)) > 0.7 * len(table.rows):
        return None
    return found


def _is_day_column(profile: Profile) -> bool:
    names = {fold(cell) for cell in profile.cells}
    known = sum(1 for cell in profile.cells if _named(cell))
    return len(names) >= LEAST_DAYS and known >= 0.9 * len(profile.cells)


def _named(cell: str) -> str:
    word = fold(cell)
    return _LONG.get(word) or _ABRIDGED.get(word, "")


def _places(table: RawTable, found: DayRows) -> dict[tuple[str, ...], list[RawRow]]:
    """The rows that say the same of a place, but for the day."""
    others = [column for column in table.columns if column not in found.columns]
    places: dict[tuple[str, ...], list[RawRow]] = {}
    for row in table.rows:
        places.setdefault(tuple(text_of(row.values.get(c)) for c in others), []).append(row)
    return places


def gathered(table: RawTable, found: DayRows) -> tuple[RawTable, dict[str, tuple[str, ...]]]:
    """One row a place, the hours of its days under new columns; and these, by day."""
    columns = {day: f"{found.day} : {day}" for day in DAYS}
    rows = [_gathered_row(rows, found, columns) for rows in _places(table, found).values()]
    note = f"{len(table.rows)} lignes, une par jour, sont réunies en {len(rows)} lieux."
    whole = replace(
        table,
        columns=(*table.columns, *columns.values()),
        rows=rows,
        notes=(*table.notes, note),
    )
    return whole, {day: (column,) for day, column in columns.items()}


def _gathered_row(rows: Sequence[RawRow], found: DayRows, columns: Mapping[str, str]) -> RawRow:
    spans: dict[str, list[str]] = {}
    for row in rows:
        day = _named(text_of(row.values.get(found.day)))
        cells = [text for column in found.times if (text := text_of(row.values.get(column)))]
        if day and cells:
            spans.setdefault(columns[day], []).append(joined(cells))
    told = {column: " / ".join(cells) for column, cells in spans.items()}
    problems = tuple(dict.fromkeys(_problems(rows)))
    return RawRow(rows[0].rank, {**rows[0].values, **told}, problems)


def _problems(rows: Sequence[RawRow]) -> Iterator[Problem]:
    for row in rows:
        yield from row.problems
