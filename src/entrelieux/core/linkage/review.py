"""The pairs that a person should look at: neither sure enough to merge nor to leave."""

from __future__ import annotations

from collections import Counter

import numpy as np

from entrelieux.core.linkage.columns import Columns, Ints
from entrelieux.core.linkage.decisions import Decisions
from entrelieux.core.linkage.explain import PairVerdict, verdict
from entrelieux.core.linkage.features import features_of
from entrelieux.core.linkage.measures import COMMUNE, WORKSHOPS
from entrelieux.core.linkage.model import PairModel, logit_of
from entrelieux.core.linkage.weighing import Weighed

MOST_PER_PLACE = 4


def to_review(
    columns: Columns, pairs: Weighed, labels: Ints, decisions: Decisions, model: PairModel
) -> tuple[PairVerdict, ...]:
    """Return the best pair between each two clusters that could be one, the likeliest first.

    A place is in MOST_PER_PLACE pairs at most: the others come once these are decided. Last come
    the labels: a workshop known by its town alone, and the only other one of the town.
    """
    seen = {_between(labels, left, right) for left, right in decisions.apart}
    chosen = _best_between(pairs, labels, seen, logit_of(model.review_from))
    labelled = [
        pair for pair in _only_workshops(columns, labels) if _between(labels, *pair) not in seen
    ]
    others = np.array(labelled, dtype=np.int64).reshape(-1, 2)
    doubts = features_of(
        columns,
        np.concatenate([pairs.left[chosen], others[:, 0]]),
        np.concatenate([pairs.right[chosen], others[:, 1]]),
    )
    return tuple(verdict(features, model) for features in doubts)


def _between(labels: Ints, left: int, right: int) -> frozenset[int]:
    return frozenset((int(labels[left]), int(labels[right])))


def _best_between(pairs: Weighed, labels: Ints, seen: set[frozenset[int]], bar: float) -> Ints:
    """Return the ranks of the best pair between each two clusters not yet `seen`, best first."""
    one, two = labels[pairs.left], labels[pairs.right]
    open_pairs = np.flatnonzero((pairs.logits >= bar) & (one != two))
    ranked = open_pairs[np.argsort(-pairs.logits[open_pairs], kind="stable")]
    chosen = []
    asked: Counter[int] = Counter()
    for at in ranked.tolist():
        between = _between(labels, int(pairs.left[at]), int(pairs.right[at]))
        if between not in seen and all(asked[place] < MOST_PER_PLACE for place in between):
            seen.add(between)
            asked.update(between)
            chosen.append(at)
    return np.array(chosen, dtype=np.int64)


def _only_workshops(columns: Columns, labels: Ints) -> list[tuple[int, int]]:
    """Return (label, workshop) for towns where a lone row without address has one companion.

    A programme lists its laureates by the name of a company or a label, at the centre of the
    town: « SPL277 » is the EcoCentre of Varennes, and only the town can say so.
    """
    codes = columns.codes
    workshop = ((codes["head"] | codes["types"]) & WORKSHOPS > 0) & (codes["town"] > 0)
    vague, sizes = columns.fidelity >= COMMUNE, np.bincount(labels, minlength=1)
    towns: dict[int, list[int]] = {}
    for rank in np.flatnonzero(workshop).tolist():
        towns.setdefault(int(codes["town"][rank]), []).append(rank)
    found = []
    for ranks in towns.values():
        alone = [rank for rank in ranks if vague[rank] and sizes[labels[rank]] == 1]
        placed = [rank for rank in ranks if not vague[rank]]
        if len(alone) == 1 and len({int(labels[rank]) for rank in placed}) == 1:
            found.append((alone[0], placed[0]))
    return found
