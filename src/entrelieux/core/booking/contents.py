"""Rooms and what is in them: whoever takes one takes it from the other.

`parents` says in what each thing is. Taking a machine keeps its room, and the house around it, from
being taken whole; taking a room whole keeps everything in it from being taken. Two machines of one
room are in nobody's way. A room of twenty seats of which one takes three is not taken whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from entrelieux.core.booking.claims import INSIDE

K = TypeVar("K", bound=int)


def around(thing: K, parents: Mapping[K, K | None]) -> list[K]:
    """What a thing is in, from near to far; a loop ends where it began.

    >>> around(3, {3: 2, 2: 1, 1: None})
    [2, 1]
    """
    found: list[K] = []
    above = parents.get(thing)
    while above is not None and above != thing and above not in found:
        found.append(above)
        above = parents.get(above)
    return found


def claimed(taken: Mapping[K, int], parents: Mapping[K, K | None]) -> list[tuple[K, int]]:
    """All that a reservation claims: the units of what it takes, and its presence around them.

    In the order of the keys, which every writer keeps to when it locks them. What is taken with
    the room that holds it needs no presence there: it would be in its own way.

    >>> claimed({3: 1}, {3: 2, 2: None})
    [(2, 0), (3, 1)]
    """
    present = {above for thing in taken for above in around(thing, parents)} - set(taken)
    return sorted([*taken.items(), *((thing, INSIDE) for thing in present)])


def locked(things: Iterable[K], parents: Mapping[K, K | None]) -> list[K]:
    """What must be held still while these are taken, in the one order that never deadlocks."""
    wanted = set(things)
    return sorted(wanted | {above for thing in wanted for above in around(thing, parents)})
