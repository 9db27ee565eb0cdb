"""Needs to offers across the network: total, loads and offers forgotten, beside simpler ways.

    python bench/assignment.py                   # tables of docs/algorithms/assignment.md
    python bench/assignment.py --needs 20000 --candidates 20

The optimum is that of the whole linear programme, solved by HiGHS in the same run. Seeded.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array, vstack
from table import print_table

from entrelieux.core.bridging.assignment import Assignment, Candidates, assign, candidates_of


@dataclass(frozen=True)
class Made:
    """Needs with candidates drawn by how popular offers are, and hosts with a few offers each."""

    name: str
    needs: list[str]
    offers: list[str]
    scores: np.ndarray
    host_of: dict[str, str]
    capacities: dict[str, int]
    places: int
    threshold: float

    def candidates(self) -> Candidates:
        return candidates_of(
            self.needs, self.offers, self.scores, host_of=self.host_of, threshold=self.threshold
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--needs", type=int, default=20_000)
    parser.add_argument("--candidates", type=int, default=20)
    asked = parser.parse_args()
    size = asked.needs, asked.candidates
    for made in (
        make("scarce: hosts accept 0.9 request a need", *size, requests=0.9),
        make("scarce, with a threshold", *size, requests=0.9, threshold=0.35),
        make("ample: hosts accept 3 requests a need", *size, requests=3.0, threshold=0.35),
        make("lists of three offers a need", *size, requests=2.7, places=3, threshold=0.35),
    ):
        compare(made)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\nPeak memory of the whole run, HiGHS included: {peak:,.0f} MB")


def make(
    name: str, needs: int, each: int, *, requests: float, places: int = 1, threshold: float = 0.0
) -> Made:
    dice = np.random.default_rng(1)
    offers, hosts = int(0.4 * needs), int(0.15 * needs)
    host = np.concatenate((np.arange(hosts), dice.integers(0, hosts, offers - hosts)))
    popular = dice.lognormal(0, 1.2, offers).cumsum()
    drawn = [draw(dice, popular, each) for _ in range(needs)]
    offer = np.concatenate(drawn)
    quality = dice.beta(2, 2, offers)
    rows = len(offer)
    scores = 0.55 * dice.beta(2, 3, rows) + 0.3 * quality[offer] + 0.15 * dice.random(rows)
    accepted = 1 + dice.poisson(requests * needs / hosts - 1, hosts)
    return Made(
        name=name,
        needs=[f"n{at:06d}" for at in np.repeat(np.arange(needs), each)],
        offers=[f"o{at:06d}" for at in offer],
        scores=scores,
        host_of={f"o{at:06d}": f"h{of:05d}" for at, of in enumerate(host)},
        capacities={f"h{at:05d}": int(count) for at, count in enumerate(accepted)},
        places=places,
        threshold=threshold,
    )


def draw(dice: np.random.Generator, popular: np.ndarray, count: int) -> np.ndarray:
    """Different offers, the popular ones more often."""
    found = np.zeros(0, dtype=int)
    while len(found) < count:
        more = np.searchsorted(popular, dice.random(2 * count) * popular[-1], side="right")
        found = np.unique(np.concatenate((found, more)))
    return dice.permutation(found)[:count]


# ------------------------------------------------------------------------------ ways of assigning


def first_choices(candidates: Candidates, assignment: Assignment) -> np.ndarray:
    """Each need takes what it likes best: what a list of results does."""
    order = np.lexsort((-candidates.score, candidates.need))
    need = candidates.need[order]
    return order[np.arange(len(need)) - np.searchsorted(need, need) < assignment.places]


def greedy(candidates: Candidates, assignment: Assignment) -> np.ndarray:
    """The best pairs of all first, while host and need have room."""
    places = np.full(len(candidates.needs), assignment.places)
    room = assignment.capacities.copy()
    chosen = []
    for row in np.argsort(-candidates.score, kind="stable").tolist():
        need, host = candidates.need[row], candidates.host[row]
        if places[need] and room[host]:
            places[need] -= 1
            room[host] -= 1
            chosen.append(row)
    return np.array(chosen)


def optimum(candidates: Candidates, assignment: Assignment, floors: np.ndarray) -> float:
    """Of the whole linear programme: none of our prices, nothing settled beforehand."""
    rows = len(candidates)
    groups = [
        (candidates.need, np.full(len(candidates.needs), assignment.places), 1.0),
        (candidates.host, assignment.capacities, 1.0),
        (candidates.offer, floors, -1.0),
    ]
    limits = [
        csr_array((np.full(rows, sign), (of, np.arange(rows))), shape=(len(room), rows))
        for of, room, sign in groups
    ]
    found = linprog(
        -candidates.score,
        A_ub=vstack(limits).tocsc(),
        b_ub=np.concatenate([sign * room for _, room, sign in groups]),
        bounds=(0, 1),
        method="highs",
    )
    assert found.status == 0, found.message
    return float(-found.fun)


# ------------------------------------------------------------------------------ tables


def compare(made: Made) -> None:
    candidates, *reading = timed(made.candidates)
    ours, *seconds = timed(lambda: assign(candidates, made.capacities, places=made.places))
    free, *free_seconds = timed(
        lambda: assign(candidates, made.capacities, places=made.places, showing=False)
    )
    best, *best_seconds = timed(lambda: optimum(candidates, ours, ours.floors))
    best_free, *free_best_seconds = timed(lambda: optimum(candidates, ours, 0 * ours.floors))
    rows = [
        ["ours, every offer shown", *judged(candidates, ours, ours.chosen, best), *seconds],
        ["optimum, every offer shown (HiGHS)", best, 100.0, 0, 0, *best_seconds],
        [
            "ours, offers may be forgotten",
            *judged(candidates, ours, free.chosen, best),
            *free_seconds,
        ],
        [
            "optimum, offers may be forgotten (HiGHS)",
            best_free,
            100 * best_free / best,
            0,
            "",
            *free_best_seconds,
        ],
    ]
    for name, way in (("greedy", greedy), ("each its first choices", first_choices)):
        chosen, *taken = timed(lambda way=way: way(candidates, ours))
        rows.append([name, *judged(candidates, ours, chosen, best), *taken])
    headers = ("way", "total", "% of optimum", "hosts over", "forgotten", "seconds", "processor s")
    title = (
        f"{made.name}: {len(candidates.needs)} needs, {len(candidates)} candidates,"
        f" {len(candidates.offers)} offers, {len(candidates.hosts)} hosts"
    )
    print_table(title, headers, rows)
    print(
        f"Columns made in {reading[0]:.2f} s. Reached at least {100 * ours.reached:.3f} % by its"
        f" own bound. {len(candidates.offers) - int(ours.floors.sum())} offers cannot be shown with"
        f" the others. Showing costs {100 * (best_free / best - 1):.2f} % at the optimum."
    )


def judged(
    candidates: Candidates, assignment: Assignment, chosen: np.ndarray, best: float
) -> list[object]:
    """Total, share of the optimum, hosts over capacity, offers that could be shown and are not."""
    total = float(candidates.score[chosen].sum())
    load = np.bincount(candidates.host[chosen], minlength=len(candidates.hosts))
    shown = np.bincount(candidates.offer[chosen], minlength=len(candidates.offers))
    over = int((load > assignment.capacities).sum())
    return [total, 100 * total / best, over, int((shown < assignment.floors).sum())]


def timed(work: Callable[[], object]) -> tuple:
    """What the work finds, and its seconds: on the clock, then of processor."""
    clock, processor = time.perf_counter(), time.process_time()
    found = work()
    return found, time.perf_counter() - clock, time.process_time() - processor


if __name__ == "__main__":
    main()
