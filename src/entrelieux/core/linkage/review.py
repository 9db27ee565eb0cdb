"""The pairs that a person should look at: neither sure enough to merge nor to leave."""

from __future__ import annotations

import numpy as np

from entrelieux.core.linkage.columns import Columns, Floats, Ints
from entrelieux.core.linkage.decisions import Decisions
from entrelieux.core.linkage.explain import PairVerdict, verdict
from entrelieux.core.linkage.features import features_at
from entrelieux.core.linkage.model import PairModel, logit_of


def to_review(
    columns: Columns,
    left: Ints,
    right: Ints,
    measures: Floats,
    logits: Floats,
    labels: Ints,
    decisions: Decisions,
    model: PairModel,
) -> tuple[PairVerdict, ...]:
    """Return the best pair between each two clusters that could be one, the likeliest first."""
    open_pairs = (logits >= logit_of(model.review_from)) & (labels[left] != labels[right])
    ranked = np.flatnonzero(open_pairs)
    ranked = ranked[np.argsort(-logits[ranked], kind="stable")]
    apart = {frozenset((int(labels[one]), int(labels[two]))) for one, two in decisions.apart}
    verdicts = []
    for at in ranked.tolist():
        between = frozenset((int(labels[left[at]]), int(labels[right[at]])))
        if between not in apart:
            apart.add(between)
            features = features_at(columns.rows, measures[at], int(left[at]), int(right[at]))
            verdicts.append(verdict(features, model))
    return tuple(verdicts)
