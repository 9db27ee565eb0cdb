"""From atoms that count people to functions of the facts."""

from __future__ import annotations

from entrelieux.core.rules.deciding.numbers import OPERATORS
from entrelieux.core.rules.deciding.truth import Check, Known, Truth, always, compare_count
from entrelieux.core.rules.tree.conditions import Among, AsMany


def among(atom: Among, who: Check | None) -> Check:
    meets = who or always
    if atom.test is None:
        return _everybody(atom.group, meets)
    least = int(atom.test.value)  # type: ignore[arg-type]
    if atom.test.op == "at_least":
        return _at_least(atom.group, meets, least)
    compare = OPERATORS[atom.test.op]

    def check(person: Known, facts: Known) -> Truth:
        counted = _count(atom.group, meets, facts)
        if counted is None:
            return None
        true, unknown = counted
        found = {compare(number, least) for number in range(true, true + unknown + 1)}
        return found.pop() if len(found) == 1 else None

    return check


def _at_least(group: str, meets: Check, least: int) -> Check:
    def check(person: Known, facts: Known) -> Truth:
        people = facts.get("people")
        members = None if people is None else people.get(group)
        if members is None:
            return None
        true = unknown = 0
        for one in members:
            truth = meets(one, facts)
            if truth:
                true += 1
            elif truth is None:
                unknown += 1
        return compare_count(true, unknown, least)

    return check


def _everybody(group: str, meets: Check) -> Check:
    def check(person: Known, facts: Known) -> Truth:
        people = _people(group, facts)
        if people is None:
            return None
        truths = [meets(one, facts) for one in people]
        if False in truths:
            return False
        return None if None in truths else True

    return check


def as_many(atom: AsMany, who: Check, than: Check) -> Check:
    def check(person: Known, facts: Known) -> Truth:
        more, most = _count(atom.group, who, facts), _count(atom.group, than, facts)
        if more is None or most is None:
            return None
        if sum(more) <= most[0]:
            return True
        return False if more[0] > sum(most) else None

    return check


def _people(group: str, facts: Known) -> tuple[Known, ...] | None:
    people = facts.get("people")
    found: tuple[Known, ...] | None = None if people is None else people.get(group)
    return found


def _count(group: str, meets: Check, facts: Known) -> tuple[int, int] | None:
    """How many people meet it, and of how many it is not known."""
    people = _people(group, facts)
    if people is None:
        return None
    truths = [meets(one, facts) for one in people]
    return truths.count(True), truths.count(None)
