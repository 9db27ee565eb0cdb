"""Which sources may be trusted not to list a place twice, learned from the rows themselves."""

from __future__ import annotations

import numpy as np

from entrelieux.core.linkage.columns import Bools, Columns, Floats, Ints
from entrelieux.core.linkage.features import same_street, view_of
from entrelieux.core.linkage.measures import KIND_SAME, RANK

# From this share of rows that repeat another row of their source, the source repeats itself.
REPEATS_FROM = 0.02


def repeats(measures: Floats) -> Bools:
    """Whether two rows of one source are plainly one entry typed twice."""
    m = view_of(measures)
    plain = (m("cores_given") == 0) & (m("kind") == KIND_SAME)
    alike = (m("name_same") > 0) | (m("core_ratio") >= 0.97) | plain
    near = (same_street(m) & (m("number") >= 0)) | (m("distance_km") <= 0.15)
    moving = m("itinerant_differs") + m("branch_differs") > 0
    return np.asarray((m("same_source") > 0) & alike & near & ~moving)


def self_repeating(columns: Columns, left: Ints, right: Ints) -> frozenset[int]:
    """Return the codes of the sources that repeat themselves, from the pairs that repeat."""
    source = columns.codes["source"]
    doubled = np.unique(np.concatenate([left, right]))
    size = np.bincount(source, minlength=int(source.max(initial=0)) + 1)
    twice = np.bincount(source[doubled], minlength=len(size))
    return frozenset(np.flatnonzero(twice >= np.maximum(1, REPEATS_FROM * size)).tolist())


def barred(
    columns: Columns, left: Ints, right: Ints, measures: Floats, repeating: frozenset[int]
) -> Bools:
    """Whether each pair must not join: two entries of a source that does not repeat itself."""
    source = columns.codes["source"]
    trusted = ~np.isin(source[left], list(repeating)) & (measures[:, RANK["same_source"]] > 0)
    return np.asarray(trusted & ~repeats(measures))
