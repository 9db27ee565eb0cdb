"""`entrelieux hours`: weeks as people write them, one JSON object a line, to opening_hours."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

import click
import orjson

from entrelieux.core.hours import parse_week


@click.command("hours")
def hours() -> None:
    """Read weeks on standard input and write OpenStreetMap values on standard output.

    In: {"id", "days": {"lundi": "…", …, "dimanche": "…"}, "extra_text": "…"}, one a line.
    Out: {"id", "opening_hours", "label"}, one a line, in the same order.
    """
    failures = 0
    for number, line in enumerate(sys.stdin.buffer, start=1):
        if not line.strip():
            continue
        answer, error = _answer(line)
        if error:
            failures += 1
            click.echo(f"line {number}: {error}", err=True)
        sys.stdout.buffer.write(orjson.dumps(answer) + b"\n")
    if failures:
        raise SystemExit(1)


def _answer(line: bytes) -> tuple[dict[str, Any], str]:
    """The answer of a line; one that cannot be read is answered « unknown », with the error."""
    try:
        week = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        return _unknown(None), f"not a JSON object ({error}); write one object a line."
    if not isinstance(week, Mapping):
        return _unknown(None), "not a JSON object; write {“id”: …, “days”: {…}}."
    days = week.get("days") or {}
    if not isinstance(days, Mapping):
        return _unknown(week.get("id")), "“days” must be an object: {“lundi”: “9h-12h”, …}."
    reading = parse_week(
        {str(day).lower(): str(text or "") for day, text in days.items()},
        str(week.get("extra_text") or ""),
        city=str(week.get("city") or ""),
    )
    answer = {
        "id": week.get("id"),
        "opening_hours": reading.opening_hours,
        "label": reading.label,
    }
    return answer, ""


def _unknown(identifier: object) -> dict[str, Any]:
    return {"id": identifier, "opening_hours": "", "label": "unknown"}
