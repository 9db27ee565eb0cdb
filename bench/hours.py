"""How well French hours are read: exact weeks and wrong-open minutes, with a naïve baseline.

    python bench/hours.py                 # the tables of docs/algorithms/hours.md
    python bench/hours.py --show held_2   # the weeks of a file that are not exact
    python bench/hours.py --time 20000    # weeks read a second

The weeks are in tests/core/hours/data: what was typed, and the value that a person gave it.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from table import print_table

from entrelieux.core.hours import parse_week
from entrelieux.core.hours.days import DAYS, OSM
from entrelieux.core.hours.evaluate import week_table
from entrelieux.core.hours.school import zone_holidays

DATA = Path(__file__).parent.parent / "tests/core/hours/data"
PARTS = {
    "tune": "tuning",
    "held_1": "first held back",
    "held_2": "second held back",
    "held_3": "third held back",
}
STRATA = ("plain", "comment", "hinaura", "sentence")
# An even and an odd week in term, winter holidays, summer, the first week of a month.
MONDAYS = [
    date(2026, 11, 16),
    date(2026, 11, 23),
    date(2026, 12, 7),
    date(2027, 2, 15),
    date(2027, 2, 22),
    date(2027, 6, 7),
    date(2027, 7, 26),
    date(2027, 8, 2),
]
# France services 2024: rows with a comment, of all; the held-back files have more of them.
COMMENTED, ALL = 830, 2845
Week = dict[str, Any]
Answer = tuple[str, str]
Reader = Callable[[Week], Answer]
Minutes = dict[tuple[date, int], str]
_RANGE = re.compile(r"(\d{1,2})\s*[hH:]\s*(\d{2})?\s*[-à/]\s*(\d{1,2})\s*[hH:]\s*(\d{2})?")


@dataclass
class Score:
    """Sums over weeks: how many, how many exact, minutes wrongly open, missed, told, truly open."""

    weeks: int = 0
    exact: int = 0
    wrong: int = 0
    missed: int = 0
    told: int = 0
    opened: int = 0

    def row(self) -> tuple[object, ...]:
        return (
            self.weeks,
            f"{self.exact / max(self.weeks, 1):.1%}",
            f"{self.wrong / max(self.told, 1):.2%}",
            f"{self.missed / max(self.opened, 1):.2%}",
        )


def weeks(part: str) -> Iterator[Week]:
    with (DATA / f"{part}.jsonl").open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines)


def read(week: Week) -> Answer:
    reading = parse_week(week["days"], week.get("extra_text", ""), city=week.get("city", ""))
    return reading.opening_hours, reading.label


def read_naively(week: Week) -> Answer:
    """Every range of hours of a day's cell is open; the comment is not read."""
    rules = []
    for day, osm in zip(DAYS, OSM, strict=True):
        found = _RANGE.findall(week["days"].get(day, ""))
        spans = [f"{int(a):02d}:{b or '00'}-{int(c):02d}:{d or '00'}" for a, b, c, d in found]
        if spans:
            rules.append(f"{osm} {','.join(spans)}")
    return "; ".join(rules), "hours" if rules else "unknown"


def minutes(value: str) -> Minutes:
    """The minutes that are open or conditional; the others are closed."""
    found: Minutes = {}
    holidays = zone_holidays("A")
    for monday in MONDAYS:
        for day in week_table(value, monday, school_holidays=holidays):
            for slot in day.slots:
                last = slot.end.hour * 60 + slot.end.minute
                last = 1440 if last == 1439 else last
                state = "open" if slot.state == "open" else "conditional"
                for minute in range(slot.start.hour * 60 + slot.start.minute, last):
                    found[day.day, minute] = state
    return found


def is_exact(week: Week, answer: Answer) -> bool:
    value, label = answer
    if week["label"] != label:
        return False
    if label in ("unknown", "not-expressible"):
        return "open" not in minutes(value).values()
    return minutes(week["opening_hours"]) == minutes(value)


def score(of: Iterable[Week], reader: Reader) -> Score:
    total = Score()
    for week in of:
        answer = reader(week)
        wanted = _open_minutes(week["opening_hours"])
        found = _open_minutes(answer[0])
        total.weeks += 1
        total.exact += is_exact(week, answer)
        total.wrong += len(found - wanted)
        total.missed += len(wanted - found)
        total.told += len(found)
        total.opened += len(wanted)
    return total


def _open_minutes(value: str) -> set[tuple[date, int]]:
    return {key for key, state in minutes(value).items() if state == "open"}


def compare() -> None:
    rows: list[tuple[object, ...]] = []
    for part, name in PARTS.items():
        for reader, called in ((read_naively, "cells only, naïve"), (read, "core/hours")):
            rows.append((name, called, *score(weeks(part), reader).row()))
    columns = ("exact", "wrong-open", "missed-open")
    print_table("Weeks read exactly", ("weeks of", "reader", "weeks", *columns), rows)
    rows = []
    for part in ("held_1", "held_2"):
        for stratum in STRATA:
            of = [week for week in weeks(part) if week["stratum"] == stratum]
            rows.append((PARTS[part], stratum, *score(of, read).row()))
        rows.append((PARTS[part], "France services, as they come", *_as_they_come(part)))
    print_table("By stratum", ("weeks of", "stratum", "weeks", *columns), rows)


def _as_they_come(part: str) -> tuple[object, ...]:
    """The rows with and without a comment, weighed as the list has them."""
    of = list(weeks(part))
    scores = [score([w for w in of if w["stratum"] == s], read) for s in ("comment", "plain")]
    weights = [COMMENTED / ALL, 1 - COMMENTED / ALL]
    pairs = list(zip(weights, scores, strict=True))

    def mean(value: Callable[[Score], int]) -> float:
        return sum(weight * value(of_one) / of_one.weeks for weight, of_one in pairs)

    return (
        "",
        f"{mean(lambda s: s.exact):.1%}",
        f"{mean(lambda s: s.wrong) / mean(lambda s: s.told):.2%}",
        f"{mean(lambda s: s.missed) / mean(lambda s: s.opened):.2%}",
    )


def show(part: str) -> None:
    for week in weeks(part):
        value, label = read(week)
        if is_exact(week, (value, label)):
            continue
        print(f"\n{week['id']} {week['days']}\n  {week.get('extra_text', '')}")
        print(f"  wanted {week['label']}: {week['opening_hours']}")
        print(f"  read   {label}: {value}")


def measure_time(count: int) -> None:
    every = [week for part in PARTS for week in weeks(part)]
    start = time.perf_counter()
    for rank in range(count):
        read(every[rank % len(every)])
    print(f"\n{count / (time.perf_counter() - start):,.0f} weeks a second")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", choices=tuple(PARTS))
    parser.add_argument("--time", type=int, default=2000)
    options = parser.parse_args()
    if options.show:
        show(options.show)
        return
    compare()
    measure_time(options.time)


if __name__ == "__main__":
    main()
