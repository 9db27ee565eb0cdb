"""The questions to put to the atlas, one after the other, until one has an answer.

A search never ends on an empty page while something near answers it; each loosening says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from entrelieux.core.geo.communes import Commune
from entrelieux.core.understanding.notes import Note
from entrelieux.core.understanding.terms import Term

Terms = tuple[Term, ...]
NEARBY_KM = 30.0


@dataclass(frozen=True, slots=True)
class Group:
    """Alternatives for some words of the query; one is enough. `known` ranks what to keep:
    an unknown word is dropped before a known one, a concept last. `spelt` are the same words taken
    one by one, for when nothing holds the concept they name."""

    asked: str
    terms: Terms
    role: Literal["concept", "place", "word"]
    known: int
    spelt: tuple[Group, ...] = ()


@dataclass(frozen=True, slots=True)
class Attempt:
    """Every group must be found. With `near`, rank by relevance then distance from there; with
    `km`, only within it; `by_distance` asks for the nearest first."""

    groups: tuple[Terms, ...]
    near: Commune | None = None
    km: float | None = None
    by_distance: bool = False
    notes: tuple[Note, ...] = ()


def attempts(
    groups: Sequence[Group], place: Commune | None, *, is_near: bool, notes: tuple[Note, ...]
) -> Iterator[Attempt]:
    """All the words, as concepts, then letter by letter; then around the place; then anywhere;
    then without the least known word."""
    readings = [_attempts(groups, place, is_near, notes)]
    if any(group.spelt for group in groups):
        spelt = [word for group in groups for word in (group.spelt or (group,))]
        readings.append(_attempts(spelt, place, is_near, notes))
    for reading in readings:
        yield next(reading)
    for reading in readings:
        yield from reading


def _attempts(
    groups: Sequence[Group], place: Commune | None, is_near: bool, notes: tuple[Note, ...]
) -> Iterator[Attempt]:
    asked = [group for group in groups if group.role != "place"]
    if place is None:
        yield Attempt(_terms(groups), notes=notes)
        yield from _without_least(groups, notes)
        return
    if not is_near:
        yield Attempt(_terms(groups), place, notes=notes)
    if asked:
        yield from _around(asked, place, is_near, notes)
        for attempt in _without_least(asked, notes):
            yield Attempt(attempt.groups, place, by_distance=True, notes=attempt.notes)
    else:
        told = notes if is_near else (*notes, _nearby(place))
        yield Attempt((), place, NEARBY_KM, by_distance=True, notes=told)


def _around(
    asked: Sequence[Group], place: Commune, is_near: bool, notes: tuple[Note, ...]
) -> Iterator[Attempt]:
    told = notes if is_near else (*notes, _nearby(place))
    yield Attempt(_terms(asked), place, NEARBY_KM, by_distance=True, notes=told)
    elsewhere = (*notes, Note("anywhere", read=place.name))
    yield Attempt(_terms(asked), place, by_distance=True, notes=elsewhere)


def _without_least(groups: Sequence[Group], notes: tuple[Note, ...]) -> Iterator[Attempt]:
    """One word less each time, the least known first, the last of equals first."""
    left = list(groups)
    dropped: list[Note] = []
    while len(left) > 1:
        least = min(reversed(left), key=lambda group: group.known)
        left.remove(least)
        dropped.append(Note("dropped", least.asked))
        yield Attempt(_terms(left), notes=(*notes, *dropped))


def _nearby(place: Commune) -> Note:
    return Note("nearby", f"{NEARBY_KM:g}", place.name)


def _terms(groups: Sequence[Group]) -> tuple[Terms, ...]:
    return tuple(group.terms for group in groups)
