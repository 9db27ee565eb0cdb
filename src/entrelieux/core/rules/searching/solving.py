"""Finding a case of which something is true, or proving that there is none.

Facts that are not yet chosen are left unknown: an answer that is given without them holds whatever
they turn out to be (Kleene), so whole branches are closed at once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from entrelieux.core.rules.deciding.truth import Truth
from entrelieux.core.rules.facts.case import Case
from entrelieux.core.rules.searching.changes import Domain, Place

Judge = Callable[[Case], Truth]
# The places to choose next, the most telling first, given those that are left.
Branch = Callable[[Case, Sequence[Place]], Place]
MOST_STEPS = 20_000


@dataclass(slots=True)
class Found:
    """`case` answers; without one, `complete` says that there is none among the values tried."""

    case: Case | None
    complete: bool
    steps: int


def satisfy(
    domain: Domain,
    case: Case,
    judge: Judge,
    branch: Branch | None = None,
    steps: int = MOST_STEPS,
) -> Found:
    """A case whose facts of the domain take one of their values, of which `judge` says True."""
    left = list(domain)
    values = {place: _values(place, domain, case) for place in left}
    search = _Search(values, judge, branch or (lambda case, places: places[0]), steps)
    for place in left:
        case = place.forget(case)
    found = search.run(case, left)
    return Found(found, complete=search.left > 0, steps=steps - search.left)


def _values(place: Place, domain: Domain, case: Case) -> list[object]:
    """The value of the case, if there is one, then each other."""
    now = place.read(case)
    others = [change.value for change in domain[place]]
    return others if now is None else [now, *others]


@dataclass(slots=True)
class _Search:
    values: dict[Place, list[object]]
    judge: Judge
    branch: Branch
    left: int

    def run(self, case: Case, places: Sequence[Place]) -> Case | None:
        self.left -= 1
        truth = self.judge(case) if self.left > 0 else False
        if truth is not None:
            return case if truth else None
        if not places:
            return None
        place = self.branch(case, places)
        others = [one for one in places if one != place]
        for value in self.values[place]:
            found = self.run(place.write(case, value), others)
            if found is not None or self.left <= 0:
                return found
        return None
