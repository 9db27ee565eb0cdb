"""Prices that balance the network: of a request to each host, of showing each offer.

Lagrangian relaxation (Geoffrion, Mathematical Programming Study 2 (1974) 82–114): with a price on
the capacity of each host and a premium on showing each offer, every need chooses by itself, and
what they reach together is a bound that no assignment passes. The prices that make it lowest are
found by moving each one on its own, faster while it goes on the same way, slower when it turns
(Rprop, Riedmiller and Braun, IEEE International Conference on Neural Networks 1993, 586–591), and
all hosts’ prices together likewise: when the whole network lacks room, no price can rise alone.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from entrelieux.core.bridging.assignment.candidates import Candidates, Floats, Ints

_FASTER, _SLOWER = 1.3, 0.5
_FIRST, _LEAST, _MOST = 0.05, 1e-4, 0.2  # steps, as shares of the best score
_LOOK_EVERY, _CALM = 25, 1e-5  # rounds, and the share by which the bound must still fall in them


@dataclass(frozen=True)
class Problem:
    """`capacities` (hosts,) are the most requests, `floors` (offers,) the least times shown."""

    candidates: Candidates
    capacities: Ints
    floors: Ints
    places: int


class Prices:
    """`of_host` (hosts,) and `of_showing` (offers,) in points of score; `bound` is what no
    assignment that respects capacities and floors passes."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.offers, self.scores = _lists(problem.candidates)
        hosts, offers = len(problem.capacities), len(problem.floors)
        self._prices = np.zeros(hosts + offers)
        self._pace = _Pace(hosts + offers, problem.candidates.scale)
        self._tide = _Pace(1, problem.candidates.scale)  # all prices of hosts that are asked for
        self._best = self._prices.copy()
        self.bound = np.inf

    @property
    def of_host(self) -> Floats:
        return self._best[: len(self.problem.capacities)]

    @property
    def of_showing(self) -> Floats:
        return self._best[len(self.problem.capacities) :]

    def improve(self, rounds: int) -> None:
        """At most so many rounds more; fewer when the bound hardly falls."""
        seen = self.bound
        for at in range(rounds):
            self._move(self._weigh())
            if at % _LOOK_EVERY == _LOOK_EVERY - 1:
                if self.bound > seen * (1 - _CALM):
                    break
                seen = self.bound

    def worth(self) -> Floats:
        """(candidates,) score, plus the premium of the offer, less the price of its host."""
        candidates = self.problem.candidates
        moved = self.of_showing - self.of_host[candidates.host_of]
        worth: Floats = candidates.score + moved[candidates.offer]
        return worth

    def lowest_premiums(self, rounds: int) -> tuple[Floats, float]:
        """(offers,) premiums no higher than it takes for offers to be shown, and what no assignment
        passes that need not show every offer.

        Several premiums often give the same bound: `of_showing` would tell too high a cost.
        """
        self._prices = self._best.copy()
        hosts = len(self.problem.capacities)
        for _ in range(rounds):
            lacks = self._weigh()
            lacks[hosts:] -= 0.5  # shown just enough is a reason to pay less
            self._move(lacks)
        price, premiums = self._prices[:hosts], self._prices[hosts:]
        value, _ = self._chosen(-price[self.problem.candidates.host_of])
        return premiums, value + float(price @ self.problem.capacities)

    def _chosen(self, moved: Floats) -> tuple[float, Ints]:
        """What needs reach when each takes its best places, and the offers that they take."""
        worth = self.scores + moved[self.offers]
        places = min(self.problem.places, worth.shape[1])
        if places == 1:
            best = worth.argmax(axis=1)[:, None]
        else:
            best = np.argpartition(-worth, places - 1, axis=1)[:, :places]
        values = np.take_along_axis(worth, best, axis=1)
        taken = values > 0
        return float(values[taken].sum()), np.take_along_axis(self.offers, best, axis=1)[taken]

    def _move(self, lacks: Floats) -> None:
        hosts = len(self.problem.capacities)
        asked = self._prices[:hosts] > 0
        self._prices = np.maximum(self._prices + self._pace.moves(lacks, self._prices), 0.0)
        self._prices[:hosts][asked] += self._tide.moves(lacks[:hosts][asked].sum(keepdims=True))
        self._prices = np.maximum(self._prices, 0.0)

    def _weigh(self) -> Floats:
        """What hosts, then offers, lack at these prices; they are kept if their bound is lower."""
        problem, hosts = self.problem, len(self.problem.capacities)
        host_of = problem.candidates.host_of
        price, premium = self._prices[:hosts], self._prices[hosts:]
        value, taken = self._chosen(premium - price[host_of])
        bound = value + float(price @ problem.capacities) - float(premium @ problem.floors)
        if bound < self.bound:
            self.bound, self._best = bound, self._prices.copy()
        shown = np.bincount(taken, minlength=len(problem.floors))
        load = np.bincount(host_of[taken], minlength=hosts)
        return np.concatenate((load - problem.capacities, problem.floors - shown)).astype(
            np.float64
        )


class _Pace:
    """How far each of some prices moves: further while it goes the same way, less when it turns."""

    def __init__(self, count: int, scale: float) -> None:
        self.least, self.most = _LEAST * scale, _MOST * scale
        self.steps = np.full(count, _FIRST * scale)
        self.ways = np.zeros(count)

    def moves(self, lacks: Floats, prices: Floats | None = None) -> Floats:
        """Up where something lacks, down where there is too much, but not what is at 0 already."""
        ways = np.sign(lacks)
        if prices is not None:
            ways[(prices <= 0) & (ways < 0)] = 0.0
        turned = ways * self.ways
        factor = np.where(turned > 0, _FASTER, np.where(turned < 0, _SLOWER, 1.0))
        self.steps = np.clip(self.steps * factor, self.least, self.most)
        self.ways = np.where(ways != 0, ways, self.ways)
        moves: Floats = ways * self.steps
        return moves


def _lists(candidates: Candidates) -> tuple[Ints, Floats]:
    """(needs, longest list) offers and scores of each need; the empty ends are worth nothing."""
    needs = len(candidates.needs)
    lengths = np.bincount(candidates.need, minlength=needs)
    shape = (needs, max(1, int(lengths.max(initial=0))))
    offers, scores = np.zeros(shape, dtype=np.intp), np.full(shape, -np.inf)
    column = np.arange(len(candidates)) - np.repeat(lengths.cumsum() - lengths, lengths)
    offers[candidates.need, column] = candidates.offer
    scores[candidates.need, column] = candidates.score
    return offers, scores
