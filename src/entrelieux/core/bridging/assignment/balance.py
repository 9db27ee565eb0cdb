"""What prices leave in the balance, decided exactly by a small linear programme.

At good prices most choices are clear: a candidate is worth more than any other of its need by a
margin, or less. Those are settled, and HiGHS (scipy.optimize.linprog) decides the others. All
constraints are those of a flow, so that its corner solutions are whole numbers.
"""

from __future__ import annotations

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array, eye_array, hstack, vstack

from entrelieux.core.bridging.assignment.candidates import Flags, Floats, Ints
from entrelieux.core.bridging.assignment.errors import Unsettled
from entrelieux.core.bridging.assignment.prices import Prices, Problem

_UNSHOWN = 1000.0  # best scores that not showing an offer costs: more than any exchange gives


def settle(problem: Problem, prices: Prices, margin: float, *, among: Flags | None = None) -> Flags:
    """(candidates,) the pairs chosen; `margin` is in points of score.

    With `among`, nothing is clear: these pairs, and those that are or may be chosen, are weighed.
    """
    clear, open_to = _sorted_out(problem, prices, margin)
    if among is not None:
        clear, open_to = np.zeros_like(clear), clear | open_to | among
    return clear | _best(problem, clear, np.flatnonzero(open_to))


def _sorted_out(problem: Problem, prices: Prices, margin: float) -> tuple[Flags, Flags]:
    """What is chosen for sure, and what may be."""
    candidates, worth = problem.candidates, prices.worth()
    last_in, first_out = _edges(prices, worth, problem)
    clear = worth > first_out[candidates.need] + margin
    may_be = worth >= last_in[candidates.need] - margin
    host = candidates.host
    load = np.bincount(host[clear], minlength=len(problem.capacities))
    clear &= (load <= problem.capacities)[host]  # a host that is over is weighed as a whole
    return clear, may_be & ~clear


def _edges(prices: Prices, worth: Floats, problem: Problem) -> tuple[Floats, Floats]:
    """(needs,) the least worth that is taken, and the best that is not; never under 0."""
    filled: Floats = np.full(prices.scores.shape, -np.inf)
    filled[np.isfinite(prices.scores)] = worth
    width = filled.shape[1]
    ranked = -np.sort(-filled, axis=1)
    last_in = ranked[:, min(problem.places, width) - 1]
    first_out = ranked[:, problem.places] if problem.places < width else np.zeros(len(ranked))
    return np.maximum(last_in, 0.0), np.maximum(first_out, 0.0)


def _best(problem: Problem, clear: Flags, weighed: Ints) -> Flags:
    """(candidates,) those of `weighed` that reach most, given those that are clear; floors are
    missed at a cost that nothing else outweighs."""
    candidates = problem.candidates
    chosen = np.zeros(len(candidates), dtype=bool)
    if not len(weighed):
        return chosen
    needs, of_needs = _groups(candidates.need[weighed])
    hosts, of_hosts = _groups(candidates.host[weighed])
    offers, of_offers = _groups(candidates.offer[weighed])
    used = np.bincount(candidates.need[clear], minlength=len(candidates.needs))
    load = np.bincount(candidates.host[clear], minlength=len(candidates.hosts))
    shown = np.bincount(candidates.offer[clear], minlength=len(candidates.offers))
    due = np.flatnonzero((problem.floors > shown)[offers])
    missed = vstack(
        [csr_array((len(needs) + len(hosts), len(due))), -eye_array(len(due), format="csr")]
    )
    limits = vstack([of_needs, of_hosts, -of_offers[due]])
    missing = np.full(len(due), _UNSHOWN * candidates.scale)
    found = linprog(
        np.concatenate((-candidates.score[weighed], missing)),
        A_ub=hstack([limits, missed], format="csc"),
        b_ub=np.concatenate(
            (
                (problem.places - used)[needs],
                (problem.capacities - load)[hosts],
                np.full(len(due), -1.0),
            )
        ),
        bounds=(0, 1),
        method="highs-ds",
    )
    if found.x is None:
        raise Unsettled(str(found.message))
    chosen[weighed] = found.x[: len(weighed)] > 0.5
    return chosen


def _groups(ranks: Ints) -> tuple[Ints, csr_array]:
    """The ranks that occur, and a (ranks, rows) matrix of which rows are theirs."""
    occurring, row = np.unique(ranks, return_inverse=True)
    columns = np.arange(len(ranks))
    shape = len(occurring), len(ranks)
    return occurring, csr_array((np.ones(len(ranks)), (row, columns)), shape=shape)
