"""How well French hours are read: exact weeks and wrong-open minutes, with a naïve baseline.

    python bench/hours.py               # the tables of docs/algorithms/hours.md
    python bench/hours.py --show tune   # the weeks of the tuning half that are not exact
    python bench/hours.py --time 20000  # weeks read a second

The weeks are in tests/core/hours/data: what was typed, and the value that a person gave it.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from table import print_table

from entrelieux.core.hours import parse_week
from entrelieux.core.hours.days import DAYS, OSM
from entrelieux.core.hours.evaluate import week_table
from entrelieux.core.hours.school import zone_holidays

DATA = Path(__file__).parent.parent / "tests/core/hours/data"
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
Answer = tuple[str, str]
Reader = Callable[[dict[str, Any]], Answer]
Minutes = dict[tuple[date, int], str]
_RANGE = re.compile(r"(\d{1,2})\s*[hH:]\s*(\d{2})?\s*[-à/]\s*(\d{1,2})\s*[hH:]\s*(\d{2})?")


def weeks(part: str) -> Iterator[dict[str, Any]]:
    with (DATA / f"{part}.jsonl").open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines)


def read(week: dict[str, Any]) -> Answer:
    reading = parse_week(week["days"], week.get("extra_text", ""), city=week.get("city", ""))
    return reading.opening_hours, reading.label


def read_naively(week: dict[str, Any]) -> Answer:
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


def is_exact(week: dict[str, Any], answer: Answer) -> bool:
    value, label = answer
    if week["label"] != label:
        return False
    if label in ("unknown", "not-expressible"):
        return "open" not in minutes(value).values()
    return minutes(week["opening_hours"]) == minutes(value)


def score(part: str, reader: Reader) -> tuple[int, int, float, float, list[str]]:
    """Weeks, exact ones, wrong-open and missed-open shares of the open minutes, the missed ids."""
    exact, wrong, missed, told, opened = 0, 0, 0, 0, 0
    failures = []
    every = list(weeks(part))
    for week in every:
        answer = reader(week)
        wanted, found = minutes(week["opening_hours"]), minutes(answer[0])
        open_wanted = {key for key, state in wanted.items() if state == "open"}
        open_found = {key for key, state in found.items() if state == "open"}
        wrong += len(open_found - open_wanted)
        missed += len(open_wanted - open_found)
        told += len(open_found)
        opened += len(open_wanted)
        if is_exact(week, answer):
            exact += 1
        else:
            failures.append(week["id"])
    return len(every), exact, wrong / max(told, 1), missed / max(opened, 1), failures


def compare() -> None:
    rows = []
    for part, name in (("tune", "tuning"), ("held", "held back")):
        for reader, called in ((read_naively, "cells only, naïve"), (read, "core/hours")):
            total, exact, wrong, missed, _ = score(part, reader)
            rows.append(
                (name, called, total, f"{exact / total:.1%}", f"{wrong:.2%}", f"{missed:.2%}")
            )
    print_table(
        "Weeks read exactly (label and minutes over eight weeks of the year)",
        ("weeks of", "reader", "weeks", "exact", "wrong-open", "missed-open"),
        rows,
    )


def show(part: str) -> None:
    for identifier in score(part, read)[4]:
        week = next(week for week in weeks(part) if week["id"] == identifier)
        print(f"\n{identifier} {week['days']}\n  {week.get('extra_text', '')}")
        print(f"  wanted {week['label']}: {week['opening_hours']}")
        print("  read   {1}: {0}".format(*read(week)))


def measure_time(count: int) -> None:
    every = [*weeks("tune"), *weeks("held")]
    start = time.perf_counter()
    for rank in range(count):
        read(every[rank % len(every)])
    print(f"\n{count / (time.perf_counter() - start):,.0f} weeks a second")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", choices=("tune", "held"))
    parser.add_argument("--time", type=int, default=2000)
    options = parser.parse_args()
    if options.show:
        show(options.show)
        return
    compare()
    measure_time(options.time)


if __name__ == "__main__":
    main()
