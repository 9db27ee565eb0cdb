"""Conditions: atoms, and the ways to combine them. Closed, without loops, at most six deep."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from entrelieux.core.rules.tree.atoms import (
    Agreement,
    Badge,
    Checked,
    Document,
    Has,
    Notice,
    Term,
    Vote,
)
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
from entrelieux.core.rules.tree.tests import Test

MOST_ATOMS = 60
MOST_DEPTH = 6


@dataclass(frozen=True, slots=True)
class All:
    of: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Any:
    of: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    of: Condition


@dataclass(frozen=True, slots=True)
class Unless:
    """`of`, unless `exception`; an exception that is itself an Unless has its own exceptions."""

    of: Condition
    exception: Condition


@dataclass(frozen=True, slots=True)
class Assume:
    """`value` when a fact is missing to answer `of`."""

    of: Condition
    value: bool


@dataclass(frozen=True, slots=True)
class AtLeast:
    count: int
    of: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class ByKind:
    """The condition of the first kind that the thing is of; `otherwise` without one is false."""

    table: tuple[tuple[str, Condition], ...]
    otherwise: Condition | None = None


@dataclass(frozen=True, slots=True)
class Among:
    """pr, cap: how many people of a group (the present, the guests) meet `who`.

    With `test` their number is compared; without it, every one of them must. The person who acts is
    never one of the group. « That person » inside `who` is the one examined.
    """

    group: str
    who: Condition | None = None
    test: Test | None = None


@dataclass(frozen=True, slots=True)
class AsMany:
    """pr: those of a group who meet `who` are not more than those who meet `than`."""

    group: str
    who: Condition
    than: Condition


Atom = (
    Has
    | Badge
    | Document
    | Agreement
    | Notice
    | Checked
    | Vote
    | Term
    | Age
    | Balance
    | Quantity
    | CardNumber
    | Lasts
    | Ahead
    | Since
    | Count
    | Nth
    | Breaches
    | When
    | Among
    | AsMany
)
Combination = All | Any | Not | Unless | Assume | AtLeast | ByKind
Condition = Atom | Combination


def parts(condition: Condition) -> tuple[Condition, ...]:
    """What a condition is directly made of; none for most atoms."""
    match condition:
        case All(of) | Any(of) | AtLeast(_, of):
            return of
        case Not(one) | Assume(one, _):
            return (one,)
        case Unless(of=one, exception=other) | AsMany(who=one, than=other):
            return (one, other)
        case ByKind(table, otherwise):
            return tuple(part for _, part in table) + ((otherwise,) if otherwise else ())
        case Among(who=who):
            return (who,) if who else ()
    return ()


def walk(condition: Condition | None) -> Iterator[Condition]:
    """The condition and all that it holds, parents first."""
    if condition is not None:
        yield condition
        for part in parts(condition):
            yield from walk(part)


def atoms(condition: Condition | None) -> Iterator[Atom]:
    """Every atom, those inside of a group of people included."""
    return (one for one in walk(condition) if not isinstance(one, Combination))


def depth(condition: Condition | None) -> int:
    """How many combinations are inside of one another; 1 for an atom."""
    if condition is None:
        return 0
    return 1 + max((depth(part) for part in parts(condition)), default=0)
