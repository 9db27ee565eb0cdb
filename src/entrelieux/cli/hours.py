"""`entrelieux hours`: weeks as people write them, one JSON object a line, to opening_hours."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Mapping
from typing import Any

import click
import orjson

from entrelieux.core.hours import parse_week
from entrelieux.core.hours.days import DAYS

EVERY = 200
# The identifier of a line that is not JSON: broken further on, it can still be answered by name.
_IDENTIFIER = re.compile(rb'"id"\s*:\s*("(?:[^"\\]|\\.)*"|-?\d+)')


@click.command("hours")
def hours() -> None:
    """Read weeks on standard input and write OpenStreetMap values on standard output.

    In: {"id", "days": {"lundi": "…", …, "dimanche": "…"}, "extra_text": "…"}, one a line.
    Out: {"id", "opening_hours", "label"}, one a line, in the same order. A line that cannot be
    read is told on standard error and answered « unknown »; the exit code is 1 when none can.
    """
    labels: Counter[str] = Counter()
    failures = 0
    is_watched = sys.stderr.isatty()
    for number, line in enumerate(sys.stdin.buffer, start=1):
        if not line.strip():
            continue
        answer, problems, was_read = _answer(line)
        for problem in problems:
            click.echo(f"line {number}: {problem}", err=True)
        sys.stdout.buffer.write(orjson.dumps(answer) + b"\n")
        labels[answer["label"]] += 1
        failures += not was_read
        if is_watched and number % EVERY == 0:
            click.echo(f"\r{number} lines read", nl=False, err=True)
    if is_watched and labels:
        click.echo("\r", nl=False, err=True)
    _sum_up(labels, failures)
    if failures and failures == labels.total():
        raise SystemExit(1)


def _sum_up(labels: Counter[str], failures: int) -> None:
    told = [f"{count} {label}" for label, count in labels.most_common()]
    if failures:
        told.append(f"{failures} could not be read and are answered “unknown”")
    click.echo(f"{labels.total()} weeks: {', '.join(told) or 'nothing to read'}", err=True)


def _answer(line: bytes) -> tuple[dict[str, Any], list[str], bool]:
    """The answer of a line, what there is to say of it, and whether it could be read."""
    try:
        week = orjson.loads(_in_utf8(line))
    except orjson.JSONDecodeError as error:
        problem = f"not a JSON object ({error}); write one object a line."
        return _unknown(_identifier_in(line)), [problem], False
    if not isinstance(week, Mapping):
        return _unknown(None), ["not a JSON object; write {“id”: …, “days”: {…}}."], False
    days = week.get("days") or {}
    if not isinstance(days, Mapping):
        problem = "“days” must be an object: {“lundi”: “9h-12h”, …}."
        return _unknown(week.get("id")), [problem], False
    told = {name.strip().lower(): _text(value) for name, value in days.items()}
    reading = parse_week(told, _text(week.get("extra_text")), city=_text(week.get("city")))
    answer = {
        "id": week.get("id"),
        "opening_hours": reading.opening_hours,
        "label": reading.label,
    }
    strange = [name for name, text in told.items() if text and name not in DAYS]
    problems = [f"“{name}” is not a day; its text is left out." for name in strange]
    return answer, problems, True


def _in_utf8(line: bytes) -> bytes:
    """Lines of old spreadsheets are in Windows-1252."""
    line = line.removeprefix(b"\xef\xbb\xbf")
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", errors="replace").encode("utf-8")
    return line


def _text(value: object) -> str:
    """What a cell says: several texts one after the other, and nothing for what is no text."""
    if isinstance(value, list):
        return " / ".join(filter(None, map(_text, value)))
    return value if isinstance(value, str) else ""


def _identifier_in(line: bytes) -> object:
    found = _IDENTIFIER.search(_in_utf8(line))
    try:
        return orjson.loads(found[1]) if found else None
    except orjson.JSONDecodeError:
        return None


def _unknown(identifier: object) -> dict[str, Any]:
    return {"id": identifier, "opening_hours": "", "label": "unknown"}
