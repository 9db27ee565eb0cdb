"""Travel time by road without a road network: a model, shown as an interval and said to be one.

minutes = 2 + 60·d·k / 45, with d the great-circle distance in km and k the detour of the roads
(docs/algorithms/travel_time.md).
"""

from __future__ import annotations

import math
from enum import Enum
from typing import NamedTuple

_START_MINUTES = 2.0  # to leave and to park
_SPEED_KMH = 45.0
_LOW, _HIGH = 0.75, 1.7
_STEP = 5  # minutes: a model is not known to the minute
_NBSP = "\u00a0"


class Terrain(Enum):
    """How much longer the road is than the crow's flight."""

    PLAIN = 1.3
    UPLAND = 1.45
    MOUNTAIN = 1.8


# The Massif central, the Jura and the Vosges; then the Alps, the Pyrenees, Corsica, Réunion.
_UPLAND = frozenset({
    "01", "03", "07", "12", "15", "19", "23", "25", "26", "30", "34",
    "38", "39", "42", "43", "46", "48", "63", "64", "81", "87", "88",
})  # fmt: skip
_MOUNTAIN = frozenset(
    {"04", "05", "06", "09", "2A", "2B", "65", "66", "73", "74", "972", "974"}
)  # fmt: skip


class Minutes(NamedTuple):
    """A likely time and the bounds that real roads seldom leave, in whole minutes."""

    low: int
    likely: int
    high: int


def terrain_of(department: str) -> Terrain:
    """The terrain that most roads of a département have; plain when it is not known."""
    if department in _MOUNTAIN:
        return Terrain.MOUNTAIN
    return Terrain.UPLAND if department in _UPLAND else Terrain.PLAIN


def travel_time(
    distance_km: float, *, department: str = "", terrain: Terrain | None = None
) -> Minutes:
    """The time by car over a great-circle distance, by the terrain or that of a département."""
    k = (terrain or terrain_of(department)).value
    likely = _START_MINUTES + 60 * distance_km * k / _SPEED_KMH
    return Minutes(math.floor(_LOW * likely), round(likely), math.ceil(_HIGH * likely))


def reach_km(minutes: float, *, department: str = "", terrain: Terrain | None = None) -> float:
    """How far as the crow flies one likely gets in `minutes`: the inverse of `travel_time`."""
    k = (terrain or terrain_of(department)).value
    return max(0.0, (minutes - _START_MINUTES) * _SPEED_KMH / (60 * k))


def wording(minutes: Minutes, language: str = "fr") -> str:
    """The interval in words, to five minutes, with non-breaking spaces.

    >>> wording(travel_time(16.8, department="15")).replace(_NBSP, " ")
    '25 à 60 min'
    """
    low = max(_STEP, _STEP * round(minutes.low / _STEP))
    high = max(low + _STEP, _STEP * round(minutes.high / _STEP))
    joined = f"{_NBSP}à{_NBSP}" if language.startswith("fr") else f"{_NBSP}to{_NBSP}"
    if high <= 60:
        return f"{low}{joined}{high}{_NBSP}min"
    return f"{_duration(low)}{joined}{_duration(high)}"


def _duration(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest}{_NBSP}min"
    return f"{hours}{_NBSP}h{_NBSP}{rest:02d}" if rest else f"{hours}{_NBSP}h"
