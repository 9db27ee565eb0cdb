"""Who gains and who loses when one charter replaces another, each with a concrete case."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from entrelieux.core.rules.deciding.answer import Verdict
from entrelieux.core.rules.deciding.charter import CompiledCharter
from entrelieux.core.rules.deciding.truth import Truth
from entrelieux.core.rules.examining.scope import Scene, Sight, scenes, search, settled
from entrelieux.core.rules.facts.case import Case
from entrelieux.core.rules.searching.solving import Judge
from entrelieux.core.rules.tree.charter import Charter


@dataclass(frozen=True, slots=True)
class Difference:
    """Of `case`, one charter says yes and the other no.

    Without a case nobody gains (or loses) there; `exact` when that was searched to the end.
    """

    scene: Scene
    gains: bool
    case: Case | None
    exact: bool


def differences(old: Charter, new: Charter, draw: random.Random) -> Iterator[Difference]:
    """For each act on each kind of thing, somebody who gains and somebody who loses."""
    before, after = Sight(old), Sight(new)
    for scene in scenes((old, new)):
        for gains in (True, False):
            judge = _judge(before, after) if gains else _judge(after, before)
            found = search((before, after), scene, judge, draw)
            if found.case or not found.complete:
                yield Difference(scene, gains, found.case, found.complete)


def _judge(refused: Sight, granted: Sight) -> Judge:
    """Whether a case is refused by one and granted by the other."""

    def judge(case: Case) -> Truth:
        return settled(
            _is(granted.verdict(case), wanted="yes"), _is(refused.verdict(case), wanted="no")
        )

    return judge


def _is(verdict: Verdict, wanted: Verdict) -> Truth:
    return None if verdict == "unknown" else verdict == wanted


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
