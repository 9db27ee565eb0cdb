"""Permissions as small predicates composed with ``&``, ``|`` and ``~``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Predicate:
    """A question about a person, signed in or not: ``(is_host_of(a) | is_operator)(person)``."""

    holds: Callable[[Any], bool]

    def __call__(self, person: Any) -> bool:
        return bool(self.holds(person))

    def __and__(self, other: Predicate) -> Predicate:
        return Predicate(lambda person: self(person) and other(person))

    def __or__(self, other: Predicate) -> Predicate:
        return Predicate(lambda person: self(person) or other(person))

    def __invert__(self) -> Predicate:
        return Predicate(lambda person: not self(person))


def predicate(function: Callable[[Any], bool]) -> Predicate:
    """Makes a predicate of a function of one person."""
    return Predicate(function)
