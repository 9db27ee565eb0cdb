"""Cases as JSON documents (docs/en/charters.md): what is left out is not known."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from entrelieux.core.rules.document.problems import inside, nearest, refusal
from entrelieux.core.rules.facts.case import Case
from entrelieux.core.rules.facts.held import Family, Held

Reader = Callable[[Any, str], Any]
YEARS = range(1000, 3001)  # what is counted from a moment stays among those that a date can have
LONGEST_MINUTES = 100 * 366 * 24 * 60


def read_case(told: object) -> Case:
    """The case of a JSON object. Raises `DocumentError` with the place and what to write there."""
    keys = (*CASE_KEYS, *FACTS)
    document = _object(told, "", keys)
    act = document.get("act")
    if not isinstance(act, str):
        raise refusal("act", "not-a-fact", expected="the name of an act, such as “use”")
    facts = _read(document, FACTS, "")
    facts |= _thing(document.get("thing"), "thing") if "thing" in document else {}
    facts |= _end(document, facts)
    person = read_person(document.get("person", {}), "person")
    return Case(act, person, facts, str(document.get("id", "")))


def read_person(told: object, where: str = "") -> dict[str, Any]:
    """The facts of a person, whoever acts or is present."""
    return _read(_object(told, where, PERSON), PERSON, where)


def _object(told: object, where: str, keys: Any) -> Mapping[str, Any]:
    if not isinstance(told, Mapping):
        raise refusal(where, "object")
    for key in told:
        if key not in keys:
            raise refusal(inside(where, str(key)), "unknown-fact", known=nearest(str(key), keys))
    return told


def _read(told: Mapping[str, Any], readers: Mapping[str, Reader], where: str) -> dict[str, Any]:
    """Every fact that is given; null says that it is not known, like a key left out."""
    given = {key: value for key, value in told.items() if value is not None and key in readers}
    return {key: readers[key](value, inside(where, key)) for key, value in given.items()}


def _thing(told: object, where: str) -> dict[str, Any]:
    """« kinds » are those of the card, and its id names the thing itself. An id alone does not say
    of which kind it is: that stays unknown.
    """
    if told is None:
        return {}
    thing = _object(told, where, THING)
    facts = _read(thing, THING, where)
    name = facts.pop("id", None)
    kinds = facts.get("kinds")
    if kinds is not None:
        facts["this"] = ((name,) if name else ()) + tuple(kinds)
        facts["kinds"] = tuple(dict.fromkeys(facts["this"]))
    return facts


def _end(document: Mapping[str, Any], facts: Mapping[str, Any]) -> dict[str, Any]:
    """« until » and the start give how long it lasts; « lasts » says its minutes without them."""
    if document.get("until") is None or "at" not in facts:
        lasts = document.get("lasts")
        return {} if lasts is None else {"lasts": _minutes(number(lasts, "lasts"), "lasts")}
    end = moment(document["until"], "until")
    return {"lasts": _minutes((end - facts["at"]).total_seconds() / 60, "until")}


def _minutes(found: float, where: str) -> float:
    """Less than nothing would be short enough for any limit."""
    if found < 0:
        raise refusal(where, "ends-before-it-begins")
    if found > LONGEST_MINUTES:
        raise refusal(where, "not-a-fact", expected="at most a hundred years, in minutes")
    return found


def moment(told: object, where: str) -> datetime:
    """A local date and time; a date alone is its midnight."""
    try:
        found = datetime.fromisoformat(told if isinstance(told, str) else "")
    except ValueError:
        raise refusal(where, "moment", value=told) from None
    if found.tzinfo is not None or found.year not in YEARS:
        raise refusal(where, "moment", value=told)
    return found


def _until(told: object, where: str) -> datetime:
    """A date alone is included: it ends at the next midnight."""
    end = moment(told, where)
    is_date = isinstance(told, str) and len(told) == len("2026-05-12")
    return datetime.combine(end.date() + timedelta(days=1), time()) if is_date else end


def number(told: object, where: str) -> int | float:
    if isinstance(told, bool) or not isinstance(told, (int, float)):
        raise refusal(where, "not-a-fact", expected="a number")
    return told


def numbers(told: object, where: str) -> dict[str, int | float | None]:
    return {
        name: None if value is None else number(value, inside(where, name))
        for name, value in _mapping(told, where).items()
    }


def moments(told: object, where: str) -> dict[str, datetime]:
    given = _mapping(told, where).items()
    return {name: moment(value, inside(where, name)) for name, value in given}


def _mapping(told: object, where: str) -> Mapping[str, Any]:
    if not isinstance(told, Mapping):
        raise refusal(where, "object")
    return told


def names(told: object, where: str) -> tuple[str, ...]:
    if isinstance(told, str):
        return (told,)
    if not isinstance(told, list) or not all(isinstance(one, str) for one in told):
        raise refusal(where, "not-a-fact", expected="a list of names")
    return tuple(told)


def _name(told: object, where: str) -> str:
    if not isinstance(told, str):
        raise refusal(where, "not-a-fact", expected="a name")
    return told


def family(told: object, where: str) -> Family:
    """A list of names or of objects with a name; or name → true, false, null or such an object."""
    if isinstance(told, Mapping):
        return {str(n): _held(value, inside(where, str(n))) for n, value in told.items()}
    if not isinstance(told, list):
        raise refusal(where, "list")
    return dict(_named(one, inside(where, rank)) for rank, one in enumerate(told))


def _named(told: object, where: str) -> tuple[str, Held | bool | None]:
    if isinstance(told, str):
        return told, True
    if not isinstance(told, Mapping) or not isinstance(told.get("name"), str):
        raise refusal(where, "not-a-fact", expected="a name, or an object with a “name”")
    rest = {key: value for key, value in told.items() if key not in ("name", "about")}
    about = told.get("about")
    name = f"{told['name']}/{about}" if about else str(told["name"])
    return name, _held(rest or True, where)


def _held(told: object, where: str) -> Held | bool | None:
    if told is None or isinstance(told, bool):
        return told
    given = _object(told, where, HELD)
    facts = _read(given, HELD, where)
    return Held(**facts)


def _whole(told: object, where: str) -> int:
    found = number(told, where)
    if not isinstance(found, int):
        raise refusal(where, "not-a-fact", expected="a whole number")
    return found


def _flag(told: object, where: str) -> bool:
    if not isinstance(told, bool):
        raise refusal(where, "flag")
    return told


def breaches(told: object, where: str) -> tuple[tuple[str, datetime], ...]:
    if not isinstance(told, list):
        raise refusal(where, "list")
    return tuple(_breach(one, inside(where, rank)) for rank, one in enumerate(told))


def _breach(told: object, where: str) -> tuple[str, datetime]:
    given = _object(told, where, ("of", "at"))
    if not isinstance(given.get("of"), str):
        raise refusal(where, "not-a-fact", expected="{“of”: its category, “at”: its date}")
    return str(given["of"]), moment(given.get("at"), inside(where, "at"))


def people(told: object, where: str) -> dict[str, tuple[dict[str, Any], ...]]:
    """Groups of people around the act: « present », « guests »…"""
    return {
        str(group): tuple(
            read_person(one, inside(inside(where, str(group)), rank))
            for rank, one in enumerate(_listed(members, inside(where, str(group))))
        )
        for group, members in _mapping(told, where).items()
    }


def _listed(told: object, where: str) -> list[Any]:
    if not isinstance(told, list):
        raise refusal(where, "list")
    return told


def votes(told: object, where: str) -> dict[str, Any]:
    return {
        body: one if one in (None, False) else _vote(one, inside(where, body))
        for body, one in _mapping(told, where).items()
    }


def _vote(told: object, where: str) -> dict[str, Any]:
    return _read(_object(told, where, VOTE), VOTE, where)


def terms(told: object, where: str) -> dict[str, Any]:
    found = dict(_mapping(told, where))
    for uri, value in found.items():
        if not isinstance(value, (bool, int, float, str, type(None))):
            raise refusal(inside(where, uri), "not-a-fact", expected="true, a number or a text")
    return found


def day_of(case: Case) -> date | None:
    """The day whose rules decide: that of the asking, or else that of the act."""
    asked = case.facts.get("asked_at") or case.at
    return asked.date() if asked else None


HELD: dict[str, Reader] = {
    "since": moment,
    "until": _until,
    "level": _whole,
    "used": moment,
    "current": _flag,
    "count": _whole,
    "by": names,
}
PERSON: dict[str, Reader] = {
    "age": number,
    "roles": family,
    "statuses": family,
    "groups": family,
    "links": family,
    "kin": family,
    "badges": family,
    "documents": family,
    "balances": numbers,
    "events": moments,
    "breaches": breaches,
}
THING: dict[str, Reader] = {
    "id": _name,
    "kinds": names,
    "labels": family,
    "numbers": numbers,
}
VOTE: dict[str, Reader] = dict.fromkeys(
    ("for", "against", "voters", "members", "objections"), _whole
)
FACTS: dict[str, Reader] = {
    "at": moment,
    "asked_at": moment,
    "people": people,
    "agreements": family,
    "notices": family,
    "paid": family,
    "checked": family,
    "purposes": family,
    "materials": family,
    "projects": family,
    "during": family,
    "nearby": family,
    "quantities": numbers,
    "used": numbers,
    "events": moments,
    "votes": votes,
    "terms": terms,
    "past_uses": number,
    "last_use": moment,
}
CASE_KEYS = ("id", "act", "person", "thing", "until", "lasts", "expect", "who")
