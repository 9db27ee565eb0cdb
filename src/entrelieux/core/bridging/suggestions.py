"""What a need is told, and how good the best must be to be told at all."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from entrelieux.core.bridging.choosing import SPREAD
from entrelieux.core.bridging.conditions import Condition
from entrelieux.core.bridging.reading.needs import NeedReading
from entrelieux.core.bridging.reading.offers import OfferReading
from entrelieux.core.bridging.reading.telling import DESCRIPTION

# How much of its lead over what is of another nature makes up for a low score.
CLARITY = 1.0
# What a condition excludes within reach, and would come this near the best, casts a doubt on it.
DOUBTFUL = 0.5
# What a text only betrays may bring an offer to the top; it is no ground to speak beyond this.
BELIEVED_HUNCH = 1.0
HUNCHES = ("hinted", "hinted_share")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An offer for a need. `parts` are points by feature: with `constant` they sum to `score`.

    `failed` are the hard conditions that exclude it; a suggestion that is shown has none.
    """

    offer: OfferReading
    score: float
    constant: float
    parts: Mapping[str, float]
    verdicts: Mapping[Condition, int]
    km: float
    failed: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestions:
    """The best first, as far as `SPREAD` under it. Those under `threshold` are not shown: no good
    match is an answer. The bar is lower when the best stands out, higher when a condition excludes
    what would answer better, or when the best owes most to a hunch.

    `near_misses` could be shown but for one condition.
    """

    need: NeedReading
    ranked: tuple[Suggestion, ...]
    near_misses: tuple[Suggestion, ...]
    threshold: float

    @property
    def shown(self) -> tuple[Suggestion, ...]:
        return tuple(one for one in self.ranked if one.score >= self.threshold)


def margin(ranked: Sequence[Suggestion]) -> float:
    """How far behind the best comes the first offer of another nature: ten laser cutters are ten
    times the same answer, not a doubt. At most `SPREAD`; 0 when there is no offer."""
    if not ranked:
        return 0.0
    nature = central(ranked[0].offer)
    unlike = (one for one in ranked[1:] if not nature & central(one.offer))
    first = next(unlike, None)
    return SPREAD if first is None else ranked[0].score - first.score


def hunch(ranked: Sequence[Suggestion]) -> float:
    """By how much what the best owes to phrases that only betray it goes over what is believed."""
    told = sum(ranked[0].parts.get(name, 0.0) for name in HUNCHES) if ranked else 0.0
    return max(0.0, told - BELIEVED_HUNCH)


def doubt(ranked: Sequence[Suggestion], barred: Iterable[Suggestion]) -> float:
    """How far the best stays behind what a condition excludes within reach, and `DOUBTFUL` more,
    when that is of another nature: what was sought was there, and could not be had; the best may
    only look like it. At most `SPREAD`."""
    if not ranked:
        return 0.0
    nature = central(ranked[0].offer)
    unlike = (one.score for one in barred if not nature & central(one.offer))
    first = next(unlike, -math.inf)
    return min(SPREAD, max(0.0, first + DOUBTFUL - ranked[0].score))


def central(offer: OfferReading) -> frozenset[str]:
    """The concepts that an offer names as what it is about."""
    return frozenset(name for name, weight in offer.concepts.items() if weight >= DESCRIPTION)
