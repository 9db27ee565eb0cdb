"""Kleene's strong three-valued logic: True, False, and None for what is not known.

An operation gives True or False only when it would whatever the unknown turned out to be.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

Truth = bool | None
# The facts of one person, then those of the act.
Check = Callable[[Mapping[str, Any], Mapping[str, Any]], Truth]
Known = Mapping[str, Any]


def every(checks: Sequence[Check]) -> Check:
    if len(checks) == 1:
        return checks[0]
    if len(checks) == 2:
        return _both(*checks)

    def check(person: Known, facts: Known) -> Truth:
        result: Truth = True
        for one in checks:
            truth = one(person, facts)
            if truth is False:
                return False
            if truth is None:
                result = None
        return result

    return check


def _both(one: Check, other: Check) -> Check:
    """Two are the commonest: no loop."""

    def check(person: Known, facts: Known) -> Truth:
        first = one(person, facts)
        if first is False:
            return False
        second = other(person, facts)
        return second if first or second is False else None

    return check


def some(checks: Sequence[Check]) -> Check:
    if len(checks) == 1:
        return checks[0]
    if len(checks) == 2:
        return _either(*checks)

    def check(person: Known, facts: Known) -> Truth:
        result: Truth = False
        for one in checks:
            truth = one(person, facts)
            if truth:
                return True
            if truth is None:
                result = None
        return result

    return check


def _either(one: Check, other: Check) -> Check:
    def check(person: Known, facts: Known) -> Truth:
        first = one(person, facts)
        if first:
            return True
        second = other(person, facts)
        return second if first is False or second else None

    return check


def opposite(of: Check) -> Check:
    def check(person: Known, facts: Known) -> Truth:
        truth = of(person, facts)
        return None if truth is None else not truth

    return check


def but(of: Check, exception: Check) -> Check:
    """`of`, and not the exception: an exception that is not known lifts nothing."""
    if of is always:
        return opposite(exception)

    def check(person: Known, facts: Known) -> Truth:
        truth = of(person, facts)
        if truth is False:
            return False
        excepted = exception(person, facts)
        if excepted:
            return False
        return None if excepted is None else truth

    return check


def assumed(of: Check, value: bool) -> Check:
    def check(person: Known, facts: Known) -> Truth:
        truth = of(person, facts)
        return value if truth is None else truth

    return check


def at_least(count: int, checks: Sequence[Check]) -> Check:
    def check(person: Known, facts: Known) -> Truth:
        true = unknown = 0
        for one in checks:
            truth = one(person, facts)
            if truth:
                true += 1
            elif truth is None:
                unknown += 1
        return compare_count(true, unknown, count)

    return check


def compare_count(true: int, unknown: int, least: int) -> Truth:
    """Whether at least `least` are true, when some are not known."""
    if true >= least:
        return True
    return None if true + unknown >= least else False


def always(person: Known, facts: Known) -> Truth:
    return True


def never(person: Known, facts: Known) -> Truth:
    return False
