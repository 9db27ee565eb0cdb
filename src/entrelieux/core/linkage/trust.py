"""Which sources may be trusted not to list a place twice, learned from the rows themselves."""

from __future__ import annotations

import numpy as np

from entrelieux.core.linkage.columns import Bools, Columns, Floats, Ints
from entrelieux.core.linkage.measures import KIND_SAME, RANK

# From this share of rows that repeat another row of their source, the source repeats itself.
REPEATS_FROM = 0.02


def repeats(measures: Floats) -> Bools:
    """Whether two rows of one source are plainly one entry typed twice."""

    def column(name: str) -> Floats:
        return measures[:, RANK[name]]

    plain = (column("cores_given") == 0) & (column("kind") == KIND_SAME)
    alike = (column("name_same") > 0) | (column("core_ratio") >= 0.97) | plain
    street = (
        (column("streets_given") > 0) & (column("street_ratio") >= 0.84) & (column("number") >= 0)
    )
    near = street | (column("distance_km") <= 0.15)
    moving = column("itinerant_differs") + column("branch_differs") > 0
    return np.asarray((column("same_source") > 0) & alike & near & ~moving)


def self_repeating(columns: Columns, left: Ints, right: Ints, measures: Floats) -> frozenset[int]:
    """Return the codes of the sources that repeat themselves."""
    plain = repeats(measures)
    source = columns.codes["source"]
    doubled = np.unique(np.concatenate([left[plain], right[plain]]))
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
