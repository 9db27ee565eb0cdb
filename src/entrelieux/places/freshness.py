"""How old what we know is, in words: facts fade when nobody vouches for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Band(StrEnum):
    FRESH = "fresh"  # less than a year
    AGEING = "ageing"  # one to three years
    OLD = "old"  # more than three years
    UNKNOWN = "unknown"


YEAR_DAYS = 365
AGEING_DAYS = YEAR_DAYS
OLD_DAYS = 3 * YEAR_DAYS
# Half of the weight in ranking is lost every two years.
HALF_LIFE_DAYS = 2 * YEAR_DAYS


@dataclass(frozen=True, slots=True)
class Freshness:
    """The band of a card, the day it was last vouched for, and its weight in ranking (0 to 1)."""

    band: Band
    day: date | None
    weight: float


def freshness_of(day: date | None, today: date) -> Freshness:
    if day is None:
        return Freshness(Band.UNKNOWN, None, 0.1)
    age_days = max(0, (today - day).days)
    if age_days < AGEING_DAYS:
        band = Band.FRESH
    elif age_days < OLD_DAYS:
        band = Band.AGEING
    else:
        band = Band.OLD
    return Freshness(band, day, 0.5 ** (age_days / HALF_LIFE_DAYS))
