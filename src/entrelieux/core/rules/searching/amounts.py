"""The numbers that rules compare: one value for each answer that their thresholds can give."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from entrelieux.core.rules.deciding.numbers import limit
from entrelieux.core.rules.facts.case import Case, used_key
from entrelieux.core.rules.searching.changes import LOWERED, RAISED, SOME_DAY, Change, Means, Place
from entrelieux.core.rules.tree.atoms import Term
from entrelieux.core.rules.tree.conditions import Atom
from entrelieux.core.rules.tree.durations import Duration
from entrelieux.core.rules.tree.effects import DAYS_LONG, HOURS, ONE, Limits
from entrelieux.core.rules.tree.measures import (
    Age,
    Balance,
    CardNumber,
    Count,
    Lasts,
    Nth,
    Quantity,
)
from entrelieux.core.rules.tree.tests import Card, Test

Measured = Age | Balance | Quantity | CardNumber | Count | Nth | Lasts | Term
Amount = int | float
DAY = 1440
_NEVER_NEGATIVE = frozenset({"age", "used", "lasts"})
SOME_NUMBER = 10  # what a card says that is not known


def place_of(atom: Measured) -> Place:
    match atom:
        case Age():
            return Place("person", "age")
        case Balance(unit):
            return Place("person", "balances", unit)
        case Quantity(of):
            return Place("facts", "quantities", of)
        case CardNumber(of):
            return Place("facts", "numbers", of)
        case Lasts():
            return Place("facts", "lasts")
        case Term(uri):
            return Place("facts", "terms", uri)
    return Place("facts", "used", used_key(atom.what, atom.by, atom.window))


def needs_moment(atom: Atom) -> bool:
    """Whether a length in months or years is compared: it depends on when it begins."""
    if not isinstance(atom, Lasts):
        return False
    return isinstance(atom.test.value, Duration) and atom.test.value.minutes is None


def cards_of(atoms: Iterable[Atom], limits: Iterable[Limits]) -> Iterator[Place]:
    """The numbers of cards that thresholds refer to."""
    tests = [test for atom in atoms if isinstance(test := getattr(atom, "test", None), Test)]
    values = [*(test.value for test in tests), *(one.at_most for one in limits)]
    yield from (Place("facts", "numbers", one.name) for one in values if isinstance(one, Card))


def is_card_of(atom: Atom, place: Place) -> bool:
    """Whether an atom only compares something else with this number of the card."""
    return place.key == "numbers" and not isinstance(atom, CardNumber)


def options(
    place: Place, atoms: Sequence[Atom], limits: Iterable[Limits], case: Case
) -> Iterator[Change]:
    """A value at each threshold, between them, and beyond; the nearest to the present one first."""
    own = [atom for atom in atoms if not is_card_of(atom, place)]
    referred = [SOME_NUMBER] if len(own) < len(atoms) else []
    marks = sorted({*_thresholds(own, case), *_rooms(place, limits, case), *referred})
    now = place.read(case)
    now = now if isinstance(now, (int, float)) and not isinstance(now, bool) else None
    least = 0 if place.key in _NEVER_NEGATIVE else -math.inf
    values = dict.fromkeys(max(least, value) for value in _between(marks))
    for value in sorted(values, key=lambda value: abs(value - (now or 0))):
        if value != now:
            yield Change(place, value, means_of(place, now, value))


def means_of(place: Place, now: Amount | None, value: Amount) -> Means:
    """By whom a number goes from what it is to another value."""
    if place.key == "lasts" and value == 0:
        return "fixed"  # doing it for no time at all is no way to do it
    if now is None:
        return "tell"
    if value > now:
        return RAISED.get(place.key, "fixed")
    if place.key == "used" and place.name.endswith("/now"):
        return "do"
    if place.key == "used" and place.name.endswith("/ever"):
        return "fixed"
    return LOWERED.get(place.key, "fixed")


def _thresholds(atoms: Iterable[Atom], case: Case) -> Iterator[Amount]:
    for atom in atoms:
        if isinstance(atom, Nth):
            yield from (atom.rank - 1, 2 * atom.rank - 1)
            continue
        test = getattr(atom, "test", None)
        if isinstance(test, Test) and isinstance(test.value, Duration):
            yield _minutes(test.value, case)
        elif isinstance(test, Test):
            yield _number(test.value, case)
            yield from [SOME_NUMBER] if isinstance(test.value, Card) else []


def _number(value: object, case: Case) -> Amount:
    found: Amount | None = limit(value)(case.person, case.facts)
    return SOME_NUMBER if found is None else found


def _minutes(length: Duration, case: Case) -> Amount:
    if length.minutes is not None:
        return length.minutes
    at = case.at or SOME_DAY
    return (length.after(at) - at) / timedelta(minutes=1)


def _rooms(place: Place, limits: Iterable[Limits], case: Case) -> Iterator[Amount]:
    """What is left under a limit: for what was used before, or for what this act adds."""
    for one in limits:
        most = _number(one.at_most, case)
        yield 0 if place.key == "used" else 1  # next to nothing, whatever the other side is
        cards = [SOME_NUMBER] if isinstance(one.at_most, Card) else []
        used = (case.facts.get("used") or {}).get(used_key(one.what, one.by, one.window))
        adds = added(one, case)
        if place.key == "used":
            yield from (m for bound in (most, *cards) for m in (bound, bound - (adds or 0)))
        elif place.key == "numbers":
            yield SOME_NUMBER
        elif place.key in ("quantities", "lasts"):
            yield from (
                m * _each(one) for bound in (most, *cards) for m in (bound, bound - (used or 0))
            )


def room(limits: Limits, place: Place, case: Case) -> Amount | None:
    """The most that a place may hold under a limit, with what is known of the other side."""
    most: Amount | None = limit(limits.at_most)(case.person, case.facts)
    if most is None:
        return None
    if place.key == "used":
        return most - (added(limits, case) or 0)
    used = (case.facts.get("used") or {}).get(used_key(limits.what, limits.by, limits.window))
    return None if used is None else (most - used) * _each(limits)


def _each(limits: Limits) -> int:
    """How much of what the act brings is one of what is counted."""
    return {HOURS: 60, DAYS_LONG: DAY}.get(limits.adds, 1)


def added(limits: Limits, case: Case) -> Amount | None:
    """What the act adds to what a limit counts."""
    if limits.adds == ONE:
        return 1
    if limits.adds in (HOURS, DAYS_LONG):
        minutes: Amount | None = case.facts.get("lasts")
        return None if minutes is None else minutes / (60 if limits.adds == HOURS else DAY)
    found: Amount | None = (case.facts.get("quantities") or {}).get(limits.adds)
    return found


def _between(marks: list[Amount]) -> Iterator[Amount]:
    if marks:
        yield marks[0] - 1
    for rank, mark in enumerate(marks):
        yield mark
        following = marks[rank + 1] if rank + 1 < len(marks) else mark + 2
        yield mark + 1 if following - mark > 1 else (mark + following) / 2
