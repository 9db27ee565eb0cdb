"""Cases written as JSON documents; reading one gives the same case."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from entrelieux.core.rules.facts.case import Case
from entrelieux.core.rules.facts.held import Held

_THING = ("kinds", "labels", "numbers")
_LEFT_OUT = frozenset({*_THING, "this", "lasts"})


def write_case(case: Case) -> dict[str, Any]:
    """Only what is known is written."""
    told: dict[str, Any] = {"id": case.id} if case.id else {}
    told["act"] = case.act
    if case.person:
        told["person"] = _plain(case.person)
    facts = case.facts
    thing = {key: _plain(facts[key]) for key in _THING if key in facts}
    if thing:
        told["thing"] = thing
    told |= {key: _plain(value) for key, value in facts.items() if key not in _LEFT_OUT}
    if "lasts" in facts and "at" in facts:
        told["until"] = _plain(facts["at"] + timedelta(minutes=facts["lasts"]))
    elif "lasts" in facts:
        told["lasts"] = facts["lasts"]
    return told


def _plain(value: Any) -> Any:
    match value:
        case datetime():
            return value.isoformat(timespec="minutes")
        case Held():
            return _held(value)
        case Mapping():
            return {name: _plain(one) for name, one in value.items()}
        case tuple() | list():
            return [_breach(one) if _is_breach(one) else _plain(one) for one in value]
    return value


def _held(held: Held) -> Any:
    told = {
        "since": held.since and _plain(held.since),
        "until": held.until and _plain(held.until),
        "level": held.level,
        "used": held.used and _plain(held.used),
        "current": held.current,
        "count": held.count if held.count != 1 else None,
        "by": list(held.by) or None,
    }
    known = {key: value for key, value in told.items() if value is not None}
    return known or True


def _is_breach(value: Any) -> bool:
    return isinstance(value, tuple) and len(value) == 2 and isinstance(value[1], datetime)


def _breach(value: tuple[str, datetime]) -> dict[str, Any]:
    return {"of": value[0], "at": _plain(value[1])}
