"""From atoms that compare a number, a duration or a moment to functions of the facts."""

from __future__ import annotations

import operator
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from entrelieux.core.rules.deciding.truth import Check, Known, Truth
from entrelieux.core.rules.facts.case import used_key
from entrelieux.core.rules.tree.atoms import Term
from entrelieux.core.rules.tree.durations import Duration
from entrelieux.core.rules.tree.measures import (
    Age,
    Ahead,
    Balance,
    Breaches,
    CardNumber,
    Count,
    Lasts,
    Nth,
    Quantity,
    Since,
)
from entrelieux.core.rules.tree.moments import When
from entrelieux.core.rules.tree.tests import Card, Number, Test

Value = Callable[[Known, Known], Any]
OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "at_least": operator.ge,
    "at_most": operator.le,
    "over": operator.gt,
    "under": operator.lt,
    "is": operator.eq,
}


def exact(number: Number) -> int | float:
    """Facts are read as JSON numbers: thresholds compare as those do."""
    return number if isinstance(number, int) else float(number)


def limit(value: object) -> Value:
    """The threshold itself, or what the card of the thing says."""
    if isinstance(value, Card):
        otherwise = None if value.otherwise is None else exact(value.otherwise)
        name = value.name

        def on_card(person: Known, facts: Known) -> Any:
            numbers = facts.get("numbers")
            found = None if numbers is None else numbers.get(name)
            return otherwise if found is None else found

        return on_card
    known = exact(value)  # type: ignore[arg-type]
    return lambda person, facts: known


def compared(test: Test, value: Value) -> Check:
    """A number against its threshold; not known when either is not."""
    compare = OPERATORS[test.op]
    if isinstance(test.value, Card):
        threshold = limit(test.value)

        def with_card(person: Known, facts: Known) -> Truth:
            found, bound = value(person, facts), threshold(person, facts)
            return None if found is None or bound is None else compare(found, bound)

        return with_card
    known = exact(test.value)  # type: ignore[arg-type]

    def check(person: Known, facts: Known) -> Truth:
        found = value(person, facts)
        return None if found is None else compare(found, known)

    return check


def inside(key: str, name: str) -> Value:
    """A number of a family of facts: a quantity, what the card says."""

    def value(person: Known, facts: Known) -> Any:
        family = facts.get(key)
        return None if family is None else family.get(name)

    return value


def age(atom: Age) -> Check:
    compare, known = OPERATORS[atom.test.op], exact(atom.test.value)  # type: ignore[arg-type]

    def check(person: Known, facts: Known) -> Truth:
        found = person.get("age")
        return None if found is None else compare(found, known)

    return check


def balance(atom: Balance) -> Check:
    unit = atom.unit

    def value(person: Known, facts: Known) -> Any:
        family = person.get("balances")
        return None if family is None else family.get(unit)

    return compared(atom.test, value)


def quantity(atom: Quantity) -> Check:
    return compared(atom.test, inside("quantities", atom.of))


def card(atom: CardNumber) -> Check:
    return compared(atom.test, inside("numbers", atom.of))


def count(atom: Count) -> Check:
    return compared(atom.test, inside("used", used_key(atom.what, atom.by, atom.window)))


def nth(atom: Nth) -> Check:
    key = used_key(atom.what, atom.by, atom.window)

    def check(person: Known, facts: Known) -> Truth:
        used = (facts.get("used") or {}).get(key)
        if used is None:
            return None
        rank = int(used) + 1
        return rank % atom.rank == 0 if atom.every else rank == atom.rank

    return check


def breaches(atom: Breaches) -> Check:
    compare, known = OPERATORS[atom.test.op], exact(atom.test.value)  # type: ignore[arg-type]

    def check(person: Known, facts: Known) -> Truth:
        past = person.get("breaches")
        if past is None:
            return None
        dates = [at for of, at in past if of == atom.of]
        if atom.within is None:
            return compare(len(dates), known)
        now = facts.get("at")
        if now is None and dates:
            return None
        return compare(sum(_since(at, atom.within, now) for at in dates), known)

    return check


def _since(at: datetime, within: Duration, now: datetime | None) -> bool:
    return now is not None and at <= now < within.after(at)


def term_number(atom: Term) -> Check:
    """A text is not a number: nothing is known of how it compares."""
    assert atom.test is not None  # noqa: S101 - the other terms are names
    told = inside("terms", atom.uri)

    def value(person: Known, facts: Known) -> Any:
        found = told(person, facts)
        return None if isinstance(found, str) else found

    return compared(atom.test, value)


def when(atom: When) -> Check:
    def check(person: Known, facts: Known) -> Truth:
        at = facts.get("at")
        return None if at is None else atom.holds(at)

    return check


def lasts(atom: Lasts) -> Check:
    compare, wanted = OPERATORS[atom.test.op], _length(atom.test)

    def check(person: Known, facts: Known) -> Truth:
        minutes = facts.get("lasts")
        if minutes is None:
            return None
        if wanted.minutes is not None:
            return compare(minutes, wanted.minutes)
        at = facts.get("at")
        return None if at is None else compare(at + timedelta(minutes=minutes), wanted.after(at))

    return check


def ahead(atom: Ahead) -> Check:
    compare, end_of = OPERATORS[atom.test.op], _length(atom.test).end_of

    def check(person: Known, facts: Known) -> Truth:
        at, asked_at = facts.get("at"), facts.get("asked_at")
        return None if at is None or asked_at is None else compare(at, end_of(asked_at))

    return check


def since(atom: Since) -> Check:
    """An event that never happened is not « since » any time: False, whatever the comparison."""
    compare, end_of = OPERATORS[atom.test.op], _length(atom.test).end_of

    def check(person: Known, facts: Known) -> Truth:
        event, known = event_at(atom.event, person, facts)
        if event is None:
            return False if known else None
        at = facts.get("at")
        return None if at is None else compare(at, end_of(event))

    return check


def event_at(name: str, person: Known, facts: Known) -> tuple[datetime | None, bool]:
    """When an event of the person, the thing or the act happened; whether all are known."""
    own, others = person.get("events"), facts.get("events")
    for events in (own, others):
        if events and name in events:
            return events[name], False
    return None, own is not None and others is not None


def _length(test: Test) -> Duration:
    assert isinstance(test.value, Duration)  # noqa: S101 - the reader holds it
    return test.value
