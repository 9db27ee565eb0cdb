"""Candidate pairs weighed by the model, a slice at a time so that memory stays bounded."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from entrelieux.core.linkage.columns import Bools, Columns, Floats, Ints
from entrelieux.core.linkage.features import found
from entrelieux.core.linkage.measures import measure
from entrelieux.core.linkage.model import PairModel
from entrelieux.core.linkage.trust import repeats

_SLICE = 50_000


@dataclass(frozen=True, slots=True)
class Weighed:
    """Pairs of ranks, their log-odds, and whether each repeats one entry of one source."""

    left: Ints
    right: Ints
    logits: Floats
    repeated: Bools


def weigh(columns: Columns, left: Ints, right: Ints, model: PairModel) -> Weighed:
    """Return the pairs (left[i], right[i]) weighed."""
    logits, repeated = np.zeros(len(left)), np.zeros(len(left), dtype=bool)
    for start in range(0, len(left), _SLICE):
        part = slice(start, start + _SLICE)
        measures = measure(columns, left[part], right[part])
        logits[part] = model.logits(found(measures))
        repeated[part] = repeats(measures)
    return Weighed(left, right, logits, repeated)
