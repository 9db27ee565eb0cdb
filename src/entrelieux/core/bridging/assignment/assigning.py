"""Needs to offers across the network: no host flooded, no offer forgotten.

The rule, its figures and a worked example are in docs/algorithms/assignment.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from entrelieux.core.bridging.assignment.balance import settle
from entrelieux.core.bridging.assignment.candidates import Candidates, Flags, Floats, Ints
from entrelieux.core.bridging.assignment.errors import MeaninglessNumber
from entrelieux.core.bridging.assignment.prices import Prices, Problem
from entrelieux.core.bridging.assignment.showing import showing_most

CAPACITY = 5  # requests that a host of whom nothing is said can answer
_ROUNDS, _ROUNDS_OF_PREMIUMS = 150, 60
_GAP = 1e-3  # of the bound: near enough
_MARGINS = (0.01, 0.03, 0.1)  # of the best score


@dataclass(frozen=True, eq=False)
class Assignment:
    """`chosen` are rows of `candidates`. No assignment that shows each of `floors` scores more than
    `bound`, nor more than `bound_without_floors` if none need be shown. `premiums` (offers,) are
    about what showing each offer costs."""

    candidates: Candidates
    capacities: Ints
    places: int
    floors: Ints
    chosen: Ints
    bound: float
    bound_without_floors: float
    premiums: Floats = field(repr=False)

    @cached_property
    def total(self) -> float:
        """The sum of the scores of the pairs chosen."""
        return float(self.candidates.score[self.chosen].sum())

    @property
    def reached(self) -> float:
        """The share (0 to 1) of the most that can be reached, at least."""
        return min(1.0, self.total / self.bound) if self.bound > 0 else 1.0

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """(need, offer) keys, in order."""
        needs, offers = self.candidates.needs, self.candidates.offers
        ranks = zip(
            self.candidates.need[self.chosen], self.candidates.offer[self.chosen], strict=True
        )
        return tuple((needs[need], offers[offer]) for need, offer in ranks)


def assign(
    candidates: Candidates,
    capacities: Mapping[str, int],
    *,
    places: int = 1,
    showing: bool = True,
) -> Assignment:
    """Give each need at most `places` offers, and each host at most its capacity (5 if not told).

    The total score is within a thousandth of the most that can be reached, or says how far
    (`reached`). With `showing`, every live offer that can be is given to one need at least: as many
    as can all be shown at once, whatever that costs. Deterministic. Raises MeaninglessNumber.
    """
    if places < 1:
        raise MeaninglessNumber("The number of places of a need", places, "1 or more")
    room = np.array([_capacity(capacities, host) for host in candidates.hosts], dtype=np.intp)
    cover = showing_most(candidates, room, places) if showing else None
    floors = _floors(candidates, cover)
    problem = Problem(candidates, room, floors, places)
    prices = Prices(problem)
    chosen = _nearest(problem, prices, cover)
    premiums, bound_without_floors = prices.lowest_premiums(_ROUNDS_OF_PREMIUMS)
    return Assignment(
        candidates=candidates,
        capacities=room,
        places=places,
        floors=floors,
        chosen=np.flatnonzero(chosen),
        bound=prices.bound,
        bound_without_floors=bound_without_floors,
        premiums=premiums,
    )


def _nearest(problem: Problem, prices: Prices, cover: Flags | None) -> Flags:
    """The best of a few attempts, the first that is near enough to the bound being the last."""
    candidates = problem.candidates
    best, best_total = np.zeros(len(candidates), dtype=bool), -1.0
    if not len(candidates):
        prices.bound = 0.0
        return best
    for share in _MARGINS:
        prices.improve(_ROUNDS)
        margin = share * candidates.scale
        chosen = settle(problem, prices, margin)
        if cover is not None and _forgets(problem, chosen):
            chosen = settle(problem, prices, margin, among=cover)
        total = float(candidates.score[chosen].sum())
        if total > best_total:
            best, best_total = chosen, total
        if best_total >= prices.bound * (1 - _GAP):
            break
    return best


def _forgets(problem: Problem, chosen: Flags) -> bool:
    shown = np.bincount(problem.candidates.offer[chosen], minlength=len(problem.floors))
    return bool((shown < problem.floors).any())


def _floors(candidates: Candidates, cover: Flags | None) -> Ints:
    floors = np.zeros(len(candidates.offers), dtype=np.intp)
    if cover is not None:
        floors[candidates.offer[cover]] = 1
    return floors


def _capacity(capacities: Mapping[str, int], host: str) -> int:
    capacity = capacities.get(host, CAPACITY)
    if capacity < 0:
        raise MeaninglessNumber(f"The capacity of “{host}”", capacity, "0 or more")
    return capacity
