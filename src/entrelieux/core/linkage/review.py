"""The pairs that a person should look at: neither sure enough to merge nor to leave."""

from __future__ import annotations

import numpy as np

from entrelieux.core.linkage.columns import Columns, Ints
from entrelieux.core.linkage.decisions import Decisions
from entrelieux.core.linkage.explain import PairVerdict, verdict
from entrelieux.core.linkage.features import features_of
from entrelieux.core.linkage.model import PairModel, logit_of
from entrelieux.core.linkage.weighing import Weighed


def to_review(
    columns: Columns, pairs: Weighed, labels: Ints, decisions: Decisions, model: PairModel
) -> tuple[PairVerdict, ...]:
    """Return the best pair between each two clusters that could be one, the likeliest first."""
    chosen = _best_between(pairs, labels, decisions, logit_of(model.review_from))
    doubts = features_of(columns, pairs.left[chosen], pairs.right[chosen])
    return tuple(verdict(features, model) for features in doubts)


def _best_between(pairs: Weighed, labels: Ints, decisions: Decisions, bar: float) -> Ints:
    """Return the ranks of the best undecided pair between each two clusters, best first."""
    one, two = labels[pairs.left], labels[pairs.right]
    open_pairs = np.flatnonzero((pairs.logits >= bar) & (one != two))
    ranked = open_pairs[np.argsort(-pairs.logits[open_pairs], kind="stable")]
    seen = {frozenset((int(labels[left]), int(labels[right]))) for left, right in decisions.apart}
    chosen = []
    for at in ranked.tolist():
        between = frozenset((int(one[at]), int(two[at])))
        if between not in seen:
            seen.add(between)
            chosen.append(at)
    return np.array(chosen, dtype=np.int64)
