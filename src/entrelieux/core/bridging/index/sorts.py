"""Sorts of offers: every combination of the few things that circumstances ask of an offer.

What a need says of an offer by these is said once a sort, then read for each offer.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from entrelieux.core.bridging.model import OfferKind

KINDS = tuple(kind.value for kind in OfferKind)
TERMS = ("free", "donation", "exchange", "paid")
ACCESSES = ("public", "members", "students", "staff", "by-appointment")
# The last rank of each is that of another word.
_COUNTS = {
    "kind": len(KINDS) + 1, "terms": len(TERMS) + 1, "access": len(ACCESSES) + 1,
    "teaches": 2, "roams": 2, "is_remote": 2,
}  # fmt: skip
Sorts = npt.NDArray[np.uint16]


class _Every:
    """The traits of every sort, one array each, in the order of `sorts_of`."""

    def __init__(self) -> None:
        shape = tuple(_COUNTS.values())
        ranks = np.unravel_index(np.arange(np.prod(shape)), shape)
        told = dict(zip(_COUNTS, ranks, strict=True))
        self.kind = told["kind"].astype(np.uint8)
        self.terms = told["terms"].astype(np.uint8)
        self.access = told["access"].astype(np.uint8)
        self.teaches = told["teaches"].astype(bool)
        self.roams = told["roams"].astype(bool)
        self.is_remote = told["is_remote"].astype(bool)

    def __len__(self) -> int:
        return len(self.kind)


EVERY_SORT = _Every()


def sorts_of(columns: Mapping[str, npt.NDArray[Any]]) -> Sorts:
    """The sort of each offer, of its columns by name."""
    told = {**columns, "roams": columns["roams_km"] > 0}
    ranks = tuple(np.minimum(told[name], count - 1) for name, count in _COUNTS.items())
    return np.asarray(np.ravel_multi_index(ranks, tuple(_COUNTS.values())), np.uint16)
