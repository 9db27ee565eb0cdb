"""Who gains and who loses when one charter replaces another, each with a concrete case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from entrelieux.core.rules.deciding.answer import Verdict
from entrelieux.core.rules.deciding.charter import CompiledCharter
from entrelieux.core.rules.examining.claims import Answers
from entrelieux.core.rules.examining.searching import Method, Search
from entrelieux.core.rules.examining.sight import Scene, Sight, scenes
from entrelieux.core.rules.facts.case import Case
from entrelieux.core.rules.tree.charter import Charter


@dataclass(frozen=True, slots=True)
class Difference:
    """Of `case`, one charter says yes and the other no.

    Without a case nobody is known to gain (or lose) there: cases were only drawn.
    """

    scene: Scene
    gains: bool
    case: Case | None
    method: Method


def differences(old: Charter, new: Charter, search: Search) -> Iterator[Difference]:
    """For each act on each kind of thing, somebody who gains and somebody who loses.

    Nothing is said of where nobody does, and it was searched to the end.
    """
    before, after = Sight(old), Sight(new)
    for scene in scenes((old, new)):
        for gains in (True, False):
            granted, refused = (after, before) if gains else (before, after)
            claims = (Answers(granted, "yes"), Answers(refused, "no"))
            found = search.find((before, after), scene, claims)
            if found.case or not found.is_exact:
                yield Difference(scene, gains, found.case, found.method)


@dataclass(frozen=True, slots=True)
class Replayed:
    """A past request, with what each charter answers to it."""

    case: Case
    before: Verdict
    after: Verdict


def replay(
    cases: Iterable[Case], old: CompiledCharter, new: CompiledCharter
) -> tuple[Replayed, ...]:
    """The past requests that would be answered in another way."""
    told = ((case, old.decide(case).verdict, new.decide(case).verdict) for case in cases)
    return tuple(Replayed(*one) for one in told if one[1] != one[2])
