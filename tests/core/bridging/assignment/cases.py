"""Assignments small enough to be solved by other means."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from hypothesis import strategies as st
from scipy.optimize import linprog

from entrelieux.core.bridging.assignment import Assignment, Candidates, candidates_of


@dataclass(frozen=True)
class Case:
    """Rows (need, offer, score), who hosts what, and what hosts accept."""

    rows: tuple[tuple[str, str, float], ...]
    host_of: dict[str, str]
    capacities: dict[str, int]
    places: int

    def candidates(self, threshold: float = 0.0) -> Candidates:
        needs, offers, scores = zip(*self.rows, strict=True) if self.rows else ((), (), ())
        return candidates_of(needs, offers, scores, host_of=self.host_of, threshold=threshold)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Equal scores, scores of nothing, hosts without room, offers that answer nothing."""
    offers = [f"o{at}" for at in range(draw(st.integers(1, 6)))]
    hosts = [f"h{at}" for at in range(draw(st.integers(1, 3)))]
    needs = [f"n{at}" for at in range(draw(st.integers(1, 7)))]
    pairs = st.tuples(st.sampled_from(needs), st.sampled_from(offers))
    score = st.sampled_from([0.0, 0.3, 0.5, 0.5, 1.0]) | st.floats(0, 1)
    rows = draw(st.dictionaries(pairs, score, max_size=25))
    return Case(
        rows=tuple((need, offer, score) for (need, offer), score in rows.items()),
        host_of={offer: draw(st.sampled_from(hosts)) for offer in offers},
        capacities={host: draw(st.integers(0, 4)) for host in hosts},
        places=draw(st.integers(1, 3)),
    )


def best_total(assignment: Assignment, floors: np.ndarray) -> float:
    """The optimum of the whole linear programme, by HiGHS."""
    candidates = assignment.candidates
    if not len(candidates):
        return 0.0
    groups = [
        (candidates.need, np.full(len(candidates.needs), assignment.places), 1.0),
        (candidates.host, assignment.capacities, 1.0),
        (candidates.offer, floors, -1.0),
    ]
    limits = np.vstack([sign * (of == np.arange(len(room))[:, None]) for of, room, sign in groups])
    room = np.concatenate([sign * room for _, room, sign in groups])
    found = linprog(-candidates.score, A_ub=limits, b_ub=room, bounds=(0, 1), method="highs")
    assert found.status == 0
    return float(-found.fun)


def most_shown(assignment: Assignment) -> int:
    """How many offers can be shown at once: the optimum of a linear programme too."""
    candidates = assignment.candidates
    if not len(candidates):
        return 0
    groups = [
        (candidates.need, np.full(len(candidates.needs), assignment.places)),
        (candidates.host, assignment.capacities),
        (candidates.offer, np.ones(len(candidates.offers))),
    ]
    limits = np.vstack([of == np.arange(len(room))[:, None] for of, room in groups])
    room = np.concatenate([room for _, room in groups])
    found = linprog(-np.ones(len(candidates)), A_ub=limits, b_ub=room, bounds=(0, 1))
    return round(-found.fun)
