"""The network on several days, and with or without what bridges brought."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from entrelieux.core.bridging.strength.measures import Measures, measure
from entrelieux.core.bridging.strength.network import network_of
from entrelieux.core.bridging.strength.ties import FADING, Fading, Tie, TieKind

BRIDGES = frozenset({TieKind.ACCEPTED, TieKind.HAPPENED})


@dataclass(frozen=True, slots=True)
class Change:
    """The same places before and after."""

    before: Measures
    after: Measures

    @property
    def efficiency_gained(self) -> float:
        return self.after.efficiency - self.before.efficiency

    @property
    def share_gained(self) -> float:
        """As a share of what was; 0 when there was nothing to compare with."""
        before = self.before.efficiency
        return self.efficiency_gained / before if before else 0.0


def measures_over_time(
    keys: Sequence[str],
    ties: Sequence[Tie],
    days: Iterable[date],
    *,
    fading: Mapping[TieKind, Fading] = FADING,
) -> tuple[tuple[date, Measures], ...]:
    """The figures on each day, ties fading and being made meanwhile.

    The places are the same on all days: the curve tells of ties, not of openings.
    """
    return tuple((day, measure(network_of(keys, ties, at=day, fading=fading))) for day in days)


def change_between(
    keys: Sequence[str],
    ties: Sequence[Tie],
    *,
    start: date,
    end: date,
    fading: Mapping[TieKind, Fading] = FADING,
) -> Change:
    """What changed from one day to another."""
    (_, before), (_, after) = measures_over_time(keys, ties, (start, end), fading=fading)
    return Change(before, after)


def change_by(
    keys: Sequence[str],
    ties: Sequence[Tie],
    *,
    at: date,
    kinds: Iterable[TieKind] = BRIDGES,
    fading: Mapping[TieKind, Fading] = FADING,
) -> Change:
    """What ties of these kinds (bridges) bring on the day `at`: without them, then with them."""
    left_out = frozenset(kinds)
    others = [tie for tie in ties if tie.kind not in left_out]
    return Change(
        measure(network_of(keys, others, at=at, fading=fading)),
        measure(network_of(keys, ties, at=at, fading=fading)),
    )
