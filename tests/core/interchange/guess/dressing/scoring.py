"""How well a reading of a dressed list agrees with the truth about it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from entrelieux.cli.guess import guess
from entrelieux.core.hours.evaluate import is_valid, week_table
from tests.core.interchange.guess.dressing.dressing import Dressed, Told
from tests.core.interchange.guess.dressing.facts import DAYS

MONDAY = date(2026, 11, 16)  # an ordinary week: no holiday, in term
DEGREES = 3e-4
# What the objects around a record may feed: its key, when it was made.
AROUND = {"public_id", "updated_at", "types"}
ONE_OF = {"json": ".json", "geojson": ".geojson", "csv": ".csv", "wordpress": ".json"}


@dataclass
class Score:
    """Counts of one or several lists; `missed` tells what was not found, for a person."""

    needed: int = 0
    found: int = 0
    wrong_columns: int = 0
    persons_fed: int = 0
    values: int = 0
    right: int = 0
    faults: int = 0
    told: int = 0
    records: int = 0
    needless: int = 0
    missed: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        for name in ("needed", "found", "wrong_columns", "persons_fed", "values", "right", "faults",
                     "told", "records", "needless"):  # fmt: skip
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.missed += other.missed


def score(dressed: Dressed, folder: Path) -> Score:
    """Runs `entrelieux guess` on the list, as anybody would, and compares."""
    suffix = ONE_OF.get(dressed.shape.container.split()[0], f".{dressed.shape.container}")
    file = folder / f"liste{suffix}"
    file.write_bytes(dressed.content)
    result = CliRunner().invoke(guess, [str(file), "--out", str(folder)], catch_exceptions=False)
    counts = Score()
    if result.exit_code:
        counts.missed.append(f"refused: {result.output.strip()[:200]}")
        mapping, rows = {}, {}
    else:
        mapping = json.loads((folder / "mapping.json").read_bytes())
        lines = (folder / "rows.jsonl").read_text("utf-8").splitlines()
        rows = {row["_record"]: row for row in map(json.loads, lines)}
    _compare_columns(dressed, mapping, counts)
    for rank, told in dressed.records.items():
        row = rows.get(rank, {"_problems": []})
        _compare_values(told, row, counts)
        _compare_problems(rank, told, row, dressed.everywhere, counts)
    return counts


# Columns


def _compare_columns(dressed: Dressed, mapping: Mapping[str, Any], counts: Score) -> None:
    feeds = {column: set(t if isinstance(t, list) else [t]) for column, t in mapping.items() if t}
    for target, groups in dressed.needed.items():
        for group in groups:
            counts.needed += 1
            feeding = [targets for column, targets in feeds.items() if _is_in(column, group)]
            is_found = any(target in targets for targets in feeding)
            counts.found += is_found
            if not is_found:
                counts.missed.append(f"column {target}: {sorted(group)[0]!r}")
    for column, targets in feeds.items():
        if _is_in(column, dressed.persons):
            counts.persons_fed += 1
            counts.missed.append(f"person: {column!r} feeds {sorted(targets)}")
        for target in targets - _may_feed(dressed, column):
            counts.wrong_columns += 1
            counts.missed.append(f"wrong: {column!r} feeds {target}")


def _may_feed(dressed: Dressed, column: str) -> set[str]:
    may = {
        target
        for target, groups in dressed.needed.items()
        if any(_is_in(column, g) for g in groups)
    }
    for name, targets in dressed.allowed.items():
        if _is_in(column, {name}):
            may |= targets
    known = {c.name for c in dressed.shape.columns}
    if _last(column) in {_last(name) for name in known}:
        return may
    return may | AROUND


def _last(column: str) -> str:
    return column.rsplit(".", 1)[-1]


def _is_in(column: str, group: frozenset[str] | set[str]) -> bool:
    """The same column, whatever the way to name the objects around it."""
    names = {" ".join(name.split()) for name in group}
    column = " ".join(column.split())
    return any(column == name or column.endswith(f".{name}") for name in names)


# Values


def _compare_values(told: Told, row: Mapping[str, Any], counts: Score) -> None:
    for target, wanted in told.values.items():
        counts.values += 1
        found = row.get(target, "")
        is_right = _agrees(target, wanted, found)
        counts.right += is_right
        if not is_right:
            counts.missed.append(f"value {target}: {wanted!r} read {found!r}")


def _agrees(target: str, wanted: Any, found: Any) -> bool:
    if target in {"lat", "lon"}:
        return isinstance(found, float | int) and abs(found - wanted) < DEGREES
    if target == "types":
        return set(found or ()) == set(wanted)
    if target == "opening_hours":
        return _week_of(found) == {day: tuple(spans) for day, spans in wanted.items()}
    if target == "website":
        return _bare(found) == _bare(wanted)
    return bool(found == wanted)


def _bare(url: str) -> str:
    return url.split("://")[-1].rstrip("/")


def _week_of(value: str) -> dict[str, tuple[tuple[int, int], ...]]:
    if not value or not is_valid(value):
        return {}
    days = zip(DAYS, week_table(value, MONDAY), strict=True)
    return {
        day: tuple((a.hour * 60 + a.minute, b.hour * 60 + b.minute) for a, b in told.spans)
        for day, told in days
        if told.spans
    }


# Problems


def _compare_problems(
    rank: int, told: Told, row: Mapping[str, Any], everywhere: frozenset[str], counts: Score
) -> None:
    codes = set(row["_problems"])
    counts.records += 1
    if told.code:
        counts.faults += 1
        counts.told += told.code in codes
        if told.code not in codes:
            counts.missed.append(f"problem {told.code} not told of record {rank}: {sorted(codes)}")
    for code in codes - {told.code} - told.also - everywhere:
        counts.needless += 1
        counts.missed.append(f"needless {code} of record {rank} (true: {told.code or 'none'})")


def commonest(missed: list[str], times: int = 20) -> Iterator[tuple[str, int]]:
    yield from Counter(missed).most_common(times)
