"""Which offers could answer which needs, how well, and who hosts them: columns, in one order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from entrelieux.core.bridging.assignment.errors import (
    HostUnknown,
    MeaninglessNumber,
    RepeatedCandidate,
)

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Candidates:
    """Keys in alphabetical order; `host_of` (offers,) ranks of hosts; then one row for each
    candidate, by need then offer: ranks of both, and a score of 0 or more that adds up."""

    needs: tuple[str, ...]
    offers: tuple[str, ...]
    hosts: tuple[str, ...]
    host_of: Ints
    need: Ints
    offer: Ints
    score: Floats

    def __len__(self) -> int:
        return len(self.score)

    @cached_property
    def host(self) -> Ints:
        """(candidates,) ranks of hosts."""
        return self.host_of[self.offer]

    @cached_property
    def scale(self) -> float:
        """The best score; 1 when there is none."""
        return float(self.score.max(initial=0.0)) or 1.0


def candidates_of(
    needs: Sequence[str],
    offers: Sequence[str],
    scores: Sequence[float] | Floats,
    *,
    host_of: Mapping[str, str],
    threshold: float = 0.0,
) -> Candidates:
    """The candidates of which `needs`, `offers` and `scores` give one row each, in any order.

    A score under `threshold` is no match: the pair is never assigned. `host_of` names the host of
    every live offer, those that answer nothing included. The result does not depend on the order of
    the rows. Raises HostUnknown, RepeatedCandidate, MeaninglessNumber.
    """
    need_keys, need = _ranked(needs)
    offer_keys = tuple(sorted(host_of))
    rank_of = {key: rank for rank, key in enumerate(offer_keys)}
    offer = np.array([_rank(rank_of, key) for key in offers], dtype=np.intp)
    hosts, of_offers = _ranked([host_of[key] for key in offer_keys])
    score = np.asarray(scores, dtype=np.float64).reshape(-1)
    _check_scores(score)
    order = np.lexsort((offer, need))
    need, offer, score = need[order], offer[order], score[order]
    same = np.flatnonzero((need[1:] == need[:-1]) & (offer[1:] == offer[:-1]))
    if len(same):
        raise RepeatedCandidate(need_keys[need[same[0]]], offer_keys[offer[same[0]]])
    good = score >= threshold
    columns = need[good], offer[good], score[good]
    return Candidates(need_keys, offer_keys, hosts, of_offers, *columns)


def reciprocal(wanted: Sequence[float] | Floats, returned: Sequence[float] | Floats) -> Floats:
    """The score of pairs where both sides choose: the harmonic mean of what each is to the other.

    The lower of both weighs most, so nobody is sent to somebody who would rather not (Pizzato et
    al., RecSys 2010, 207–214). 0 as soon as one side’s is.

    >>> reciprocal([1.0, 0.9, 0.5], [0.0, 0.3, 0.5]).round(2).tolist()
    [0.0, 0.45, 0.5]
    """
    one, other = np.asarray(wanted, dtype=np.float64), np.asarray(returned, dtype=np.float64)
    _check_scores(one)
    _check_scores(other)
    both = one + other
    mean: Floats = np.divide(2 * one * other, both, out=np.zeros_like(both), where=both > 0)
    return mean


def _ranked(keys: Sequence[str]) -> tuple[tuple[str, ...], Ints]:
    ordered = tuple(sorted(set(keys)))
    rank_of = {key: rank for rank, key in enumerate(ordered)}
    return ordered, np.array([rank_of[key] for key in keys], dtype=np.intp)


def _rank(rank_of: Mapping[str, int], key: str) -> int:
    try:
        return rank_of[key]
    except KeyError:
        raise HostUnknown(key) from None


def _check_scores(scores: Floats) -> None:
    wrong = scores[~((scores >= 0) & np.isfinite(scores))]
    if len(wrong):
        raise MeaninglessNumber("A score", float(wrong[0]), "a number of 0 or more")
