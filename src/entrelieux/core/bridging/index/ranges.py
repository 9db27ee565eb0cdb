"""Stretches of positions side by side, and some places of them: what columns are read over."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

Positions = npt.NDArray[np.integer[Any]]
S = TypeVar("S", bound=np.generic)
T = TypeVar("T")
_MANY = 50  # one place in so many: all are then found rather than each


@dataclass(frozen=True)
class Ranges:
    """Stretches of positions: `starts[i]` to `stops[i]`. A place is a rank among them all."""

    starts: npt.NDArray[np.int64]
    stops: npt.NDArray[np.int64]

    @cached_property
    def offsets(self) -> npt.NDArray[np.int64]:
        """The place where each stretch begins, then how many there are."""
        return np.concatenate(([0], np.cumsum(self.stops - self.starts)))

    @cached_property
    def size(self) -> int:
        """How many places are looked at."""
        return self.extent

    @cached_property
    def extent(self) -> int:
        return int(self.offsets[-1])

    @cached_property
    def ends(self) -> npt.NDArray[np.int32]:
        """Where the stretches begin, and where they end: two rows. Of the type of postings, which
        a search would otherwise make anew."""
        return np.stack((self.starts, self.stops)).astype(np.int32)

    @cached_property
    def shifts(self) -> npt.NDArray[np.int64]:
        """What to take from a position of each stretch to have its place."""
        return self.starts - self.offsets[:-1]

    def without(self, gone: Positions) -> Ranges:
        """The same but for some positions, ascending: each parts its stretch in two."""
        if not len(gone) or not len(self.starts):
            return self
        held = self.stops[self.starts.searchsorted(gone, side="right") - 1] > gone
        out = gone[held & (gone >= self.starts[0])]
        starts = np.sort(np.concatenate((self.starts, out + 1)))
        stops = np.sort(np.concatenate((self.stops, out)))
        kept = starts < stops
        return Ranges(starts[kept], stops[kept])

    def first(self, count: int) -> Ranges:
        """The stretches of the first places."""
        stops = np.minimum(self.stops, self.shifts + count)
        kept = self.starts < stops
        return Ranges(self.starts[kept], stops[kept])

    def positions(self) -> Positions:
        parts = [np.arange(a, b, dtype=np.int32) for a, b in self.pairs()]
        return np.concatenate(parts) if parts else np.empty(0, np.int32)

    @cached_property
    def _all(self) -> Positions:
        return self.positions()

    def position(self, place: int) -> int:
        """The position that is at a place."""
        return int(self.positions_at(np.array([place]))[0])

    def positions_at(self, places: Positions) -> Positions:
        """The positions that are at some places."""
        if _MANY * len(places) > self.extent:
            return self._all.take(places)
        rank = self.offsets.searchsorted(places, side="right") - 1
        return places + self.shifts[rank]

    def take(self, column: npt.NDArray[S]) -> npt.NDArray[S]:
        """The values of a column over the stretches, in order, to be read only."""
        found, _column = self.once(id(column), lambda: (self._taken(column), column))
        return found

    def _taken(self, column: npt.NDArray[S]) -> npt.NDArray[S]:
        parts = [column[a:b] for a, b in self.pairs()]
        taken = np.concatenate(parts) if parts else column[:0].copy()
        taken.flags.writeable = False
        return taken

    def some(self, places: Positions) -> Some:
        """The same, to be looked at in some places."""
        return Some(self.starts, self.stops, self, places)

    @property
    def whole(self) -> Ranges:
        """Whatever is looked at, every place."""
        return self

    def told(self, everywhere: npt.NDArray[S]) -> npt.NDArray[S]:
        """Of values of every place, those of the places that are looked at."""
        return everywhere

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What is made of every place, the first time that it is asked."""
        if key not in self._made:
            self._made[key] = make()
        found: T = self._made[key]
        return found

    @cached_property
    def _made(self) -> dict[Hashable, Any]:
        return {}

    def pairs(self) -> Iterator[tuple[int, int]]:
        return zip(self.starts.tolist(), self.stops.tolist(), strict=True)


@dataclass(frozen=True)
class Some(Ranges):
    """Stretches of which only some places are looked at."""

    among: Ranges
    places: Positions

    @cached_property
    def size(self) -> int:
        return len(self.places)

    @property
    def whole(self) -> Ranges:
        return self.among

    @cached_property
    def _positions(self) -> Positions:
        return self.among.positions_at(self.places)

    def take(self, column: npt.NDArray[S]) -> npt.NDArray[S]:
        return column.take(self._positions)

    def told(self, everywhere: npt.NDArray[S]) -> npt.NDArray[S]:
        return everywhere.take(self.places)


def joined(parts: Sequence[Ranges]) -> Ranges:
    """Stretches one after the other; each part lies after the one before."""
    return Ranges(
        np.concatenate([one.starts for one in parts]), np.concatenate([one.stops for one in parts])
    )
