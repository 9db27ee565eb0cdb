"""What a new tie adds to the efficiency at most, without reading all the distances across it.

Notation and sides are those of `gains`: i on the left, j on the right of a tie of length l between
u and v, x = d(i, u) + l + d(v, j) the way through it. Sides are counted in bins of distance,
rounded down, and bands of steps saved, rounded up: sums made on the counts never fall short.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_array

from entrelieux.core.bridging.strength.network import Floats, Ints

_BINS = 48
_BANDS = np.concatenate(
    (np.arange(0, 1.5, 0.25), np.arange(1.5, 4, 0.5), range(4, 8), range(8, 40, 4), (40, np.inf))
)
_CHUNK = 256  # pairs bounded at once


def most(distances: Floats, us: Ints, vs: Ints, lengths: Floats) -> Floats:
    """(k,) what no gain exceeds, for k pairs, reading two rows of distances for each.

    i and j were at most x + m apart, m being the smaller of what i saves on its way to v and j on
    its way to u. So the gain is at most the sum of 1 / x - 1 / (x + m) across.
    """
    bounds = np.zeros(len(us))
    for part in _chunks(len(us)):
        left, right, scale = _sides(distances, us[part], vs[part], lengths[part])
        on_left, on_right = scale.saving(left), scale.saving(right)
        for band, grown in enumerate(scale.savings()):
            # No BLAS: on a busy machine its threads wait for each other longer than this takes.
            bounds[part] += np.einsum("kx,xy,ky->k", on_left[:, band], grown, on_right[:, band])
    return bounds


def rise(before: Floats, after: Floats, us: Ints, vs: Ints, lengths: Floats) -> Floats:
    """(k,) what no gain grows by when the distances `before` become `after`, none of them larger.

    A way was x + p + q long, p and q being what its two parts have lost, and no distance that it
    competes with has grown. So the gain grows by at most the sum of 1 / x - 1 / (x + p + q) across,
    which is at most the same sum with p alone plus that with q alone.
    """
    bounds = np.zeros(len(us))
    for part in _chunks(len(us)):
        left, right, scale = _sides(after, us[part], vs[part], lengths[part])
        grown = scale.savings().cumsum(axis=0).reshape(-1, scale.bins)
        for one, other, ends in ((left, right, us), (right, left, vs)):
            lost = before[ends[part]][one.pair, one.place] - one.from_end
            bounds[part] += (scale.losing(one, lost) @ grown * scale.everyone(other)).sum(axis=1)
    return bounds


class _Side(NamedTuple):
    """One row for each place on that side of each pair; `way` adds up to x over both sides."""

    pair: Ints
    place: Ints
    from_end: Floats
    way: Floats
    saved: Floats


class _Scale(NamedTuple):
    """How many pairs, how wide a bin, how many bins."""

    pairs: int
    width: float
    bins: int

    def everyone(self, side: _Side) -> Floats:
        """(pairs, bins) how many places."""
        at = side.pair * self.bins + self._bin(side)
        counted = np.bincount(at, minlength=self.pairs * self.bins)
        return counted.reshape(self.pairs, self.bins).astype(np.float64)

    def saving(self, side: _Side) -> Floats:
        """(pairs, bands, bins) how many places save more than the foot of the band."""
        bands = len(_BANDS) - 1
        at = (side.pair * bands + _band(side.saved)) * self.bins + self._bin(side)
        counted = np.bincount(at, minlength=self.pairs * bands * self.bins)
        shaped = counted.reshape(self.pairs, bands, self.bins).astype(np.float64)
        return shaped[:, ::-1].cumsum(axis=1)[:, ::-1]

    def losing(self, side: _Side, lost: Floats) -> csr_array:
        """(pairs, bands × bins) how many places have lost something, by how much."""
        some = np.flatnonzero(lost > 0)
        column = _band(lost[some]) * self.bins + self._bin(side)[some]
        shape = self.pairs, (len(_BANDS) - 1) * self.bins
        return csr_array((np.ones(len(some)), (side.pair[some], column)), shape=shape)

    def _bin(self, side: _Side) -> Ints:
        return (side.way / self.width).astype(np.intp)

    def savings(self) -> Floats:
        """(bands, bins, bins) what 1 / x grows by, from the head of a band to its foot, by bins."""
        bins = np.arange(self.bins) * self.width
        ways = np.maximum(1.0, np.add.outer(bins, bins))
        reached: Floats = 1.0 / (ways + _BANDS[:, None, None])
        return reached[:-1] - reached[1:]


def _sides(distances: Floats, us: Ints, vs: Ints, lengths: Floats) -> tuple[_Side, _Side, _Scale]:
    from_u, from_v, length = distances[us], distances[vs], lengths[:, None]
    left, right = _side(from_u, from_v, from_u + length), _side(from_v, from_u, from_v + length)
    right = right._replace(way=right.from_end)  # the tie itself is on the left’s part of the way
    farthest = max(left.way.max(initial=0.0), right.way.max(initial=0.0))
    width = max(1.0, farthest / (_BINS - 1))
    return left, right, _Scale(len(us), width, int(farthest / width) + 1)


def _side(from_end: Floats, from_other: Floats, through: Floats) -> _Side:
    pair, place = np.nonzero(through < from_other)
    way = through[pair, place]
    return _Side(pair, place, from_end[pair, place], way, from_other[pair, place] - way)


def _band(steps: Floats) -> Ints:
    band: Ints = np.searchsorted(_BANDS, steps) - 1
    return band


def _chunks(count: int) -> Iterator[slice]:
    return (slice(start, start + _CHUNK) for start in range(0, count, _CHUNK))
