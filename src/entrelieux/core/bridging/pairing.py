"""Who would gain from meeting: pairs of places, of projects, of people of different disciplines.

A pair is proposed for what both do, for what one seeks and the other has, and for the question that
both ask. Two people are paired only when both wish it and their disciplines differ: those who share
one meet without help. What everybody does says little: a concept counts by how few have it.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from heapq import nsmallest
from itertools import combinations

import numpy as np

from entrelieux.core.bridging.answers import Answers
from entrelieux.core.bridging.pairing_table import Matrix, Table, marks, unit_vectors
from entrelieux.core.geo import distance_km

_LEAST_CREDIT = 0.6  # what a thing that is sought is answered by, at least


class Why(StrEnum):
    SHARED = "shared"
    COMPLEMENT = "complement"
    SAME_QUESTION = "same_question"


# What each reason is worth: a thing that one lacks and the other has is worth the most.
WORTH: Mapping[Why, float] = {Why.COMPLEMENT: 1.0, Why.SAME_QUESTION: 0.7, Why.SHARED: 0.5}


@dataclass(frozen=True, slots=True)
class Profile:
    """A place, a project or a person, as references to the vocabulary.

    `does` are usages and subjects, `has` resources and skills, `seeks` what is asked for.
    `disciplines` are those of a person, none for a place. Somebody who is not `willing` is never
    proposed. Without a position, how far is not known, and excludes nothing.
    """

    id: str
    lat: float | None
    lon: float | None
    does: frozenset[str] = frozenset()
    has: frozenset[str] = frozenset()
    seeks: frozenset[str] = frozenset()
    disciplines: frozenset[str] = frozenset()
    willing: bool = True


@dataclass(frozen=True, slots=True)
class Reason:
    """`asked` of one side, `given` by the other; the same concept when it is shared. `points` are
    its part of the score; `seeker` is the id of the side that asks, "" when both do."""

    why: Why
    asked: str
    given: str
    points: float
    seeker: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """`first` before `second` by their ids. The points of the reasons sum to `score`; `km` is None
    when the position of one is not known."""

    first: str
    second: str
    score: float
    km: float | None
    reasons: tuple[Reason, ...]

    def other(self, side: str) -> str:
        return self.second if side == self.first else self.first


def pairs(
    profiles: Sequence[Profile], answers: Answers, *, max_km: float, most: int = 20
) -> tuple[Pair, ...]:
    """The best pairs within `max_km`, the best first, equals by their ids."""
    willing = sorted((one for one in profiles if one.willing), key=lambda one: one.id)
    told = _Rarity(willing)
    rows = _table(willing, answers, told).best(most, max_km)
    found = (_pair(willing[a], willing[b], answers, told, max_km) for a, b in rows)
    return _best(found, most)


def partners(
    one: Profile, others: Iterable[Profile], answers: Answers, *, max_km: float, most: int = 20
) -> tuple[Pair, ...]:
    """The best pairs of `one` among others who wish it: those of `pairs` in which it is."""
    willing = [other for other in others if other.willing and other.id != one.id]
    told = _Rarity([one, *willing])
    ends = (sorted((one, other), key=lambda it: it.id) for other in willing)
    return _best((_pair(a, b, answers, told, max_km) for a, b in ends), most)


def _best(found: Iterable[Pair | None], most: int) -> tuple[Pair, ...]:
    """Equals by their ids, so that a list is the same each time it is read."""
    pairs_found = (one for one in found if one)
    return tuple(nsmallest(most, pairs_found, key=lambda it: (-it.score, it.first, it.second)))


class _Rarity:
    """How telling a concept is: 1 for one that a single profile has, less for a common one."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        self._total = len(profiles)
        self._counts: dict[str, int] = defaultdict(int)
        for one in profiles:
            for name in one.does | one.has | one.seeks:
                self._counts[name] += 1

    def of(self, name: str) -> float:
        return math.log((self._total + 1) / self._counts[name]) / math.log(self._total + 1)


def _table(profiles: Sequence[Profile], answers: Answers, rarity: _Rarity) -> Table:
    names = sorted({name for one in profiles for name in one.does | one.seeks})
    columns = {name: column for column, name in enumerate(names)}
    rarities = np.array([rarity.of(name) for name in names], dtype=np.float32)
    disciplines = sorted({name for one in profiles for name in one.disciplines})
    return Table(
        does=marks([one.does for one in profiles], columns),
        seeks=marks([one.seeks for one in profiles], columns),
        lacks=marks([one.seeks - one.has for one in profiles], columns),
        gives=_given(profiles, answers, names),
        disciplines=marks(
            [one.disciplines for one in profiles],
            {name: column for column, name in enumerate(disciplines)},
        ),
        place=unit_vectors([(one.lat, one.lon) for one in profiles]),
        worth_shared=rarities * np.float32(WORTH[Why.SHARED]),
        worth_asked_too=rarities * np.float32(WORTH[Why.SAME_QUESTION]),
        worth_lacked=rarities * np.float32(WORTH[Why.COMPLEMENT]),
    )


def _given(profiles: Sequence[Profile], answers: Answers, names: Sequence[str]) -> Matrix:
    """By profile and concept, the best credit at which what one has answers it."""
    found = marks([()] * len(profiles), {name: column for column, name in enumerate(names)})
    holders: dict[str, list[int]] = defaultdict(list)
    for row, one in enumerate(profiles):
        for name in one.has | one.disciplines:
            holders[name].append(row)
    for column, asked in enumerate(names):
        for name, answer in answers.to(asked).items():
            rows = holders.get(name)
            if rows and answer.credit >= _LEAST_CREDIT:
                found[rows, column] = np.maximum(found[rows, column], answer.credit)
    return found


def _pair(
    one: Profile, other: Profile, answers: Answers, rarity: _Rarity, max_km: float
) -> Pair | None:
    km = _km_between(one, other)
    if (km is not None and km > max_km) or one.disciplines & other.disciplines:
        return None
    reasons = tuple(sorted(_reasons(one, other, answers, rarity), key=lambda it: -it.points))
    score = sum(reason.points for reason in reasons)
    return Pair(one.id, other.id, score, km, reasons) if reasons else None


def _km_between(one: Profile, other: Profile) -> float | None:
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    return distance_km(one.lat, one.lon, other.lat, other.lon)


def _reasons(one: Profile, other: Profile, answers: Answers, rarity: _Rarity) -> Iterator[Reason]:
    for name in sorted(one.does & other.does):
        yield Reason(Why.SHARED, name, name, WORTH[Why.SHARED] * rarity.of(name))
    for name in sorted(one.seeks & other.seeks):
        yield Reason(Why.SAME_QUESTION, name, name, WORTH[Why.SAME_QUESTION] * rarity.of(name))
    for seeking, giving in ((one, other), (other, one)):
        yield from _complements(seeking, giving, answers, rarity)


def _complements(
    seeking: Profile, giving: Profile, answers: Answers, rarity: _Rarity
) -> Iterable[Reason]:
    """For each thing that one seeks and does not have, the best that the other has."""
    for asked in sorted(seeking.seeks - seeking.has):
        answering = answers.to(asked)
        offered = [
            (answering[name].credit, name)
            for name in sorted(giving.has | giving.disciplines)
            if name in answering
        ]
        credit, given = max(offered, key=lambda it: it[0], default=(0.0, ""))
        if credit >= _LEAST_CREDIT:
            points = WORTH[Why.COMPLEMENT] * credit * rarity.of(asked)
            yield Reason(Why.COMPLEMENT, asked, given, points, seeking.id)


def strangers(found: Iterable[Pair], known: Iterable[frozenset[str]]) -> tuple[Pair, ...]:
    """Of the pairs, those who have not met: `known` are the ids of each two who have."""
    met = set(known)
    return tuple(pair for pair in found if frozenset((pair.first, pair.second)) not in met)


def acquaintances(profiles: Iterable[Profile]) -> Iterator[frozenset[str]]:
    """Every two of some profiles that know each other, such as the members of one place."""
    for one, other in combinations(sorted(profile.id for profile in profiles), 2):
        yield frozenset((one, other))
