"""What an offer must meet whatever its subject, judged for all the offers within reach at once.

What is not said never excludes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum

from entrelieux.core.bridging.answers import Answers
from entrelieux.core.bridging.conditions import amounts, refusals, whom
from entrelieux.core.bridging.conditions.verdicts import Kilometres, Verdicts, verdict
from entrelieux.core.bridging.index.ranges import Ranges
from entrelieux.core.bridging.index.segment import Segment
from entrelieux.core.bridging.model import Need
from entrelieux.core.bridging.reading.needs import NeedReading

# How far one looks when the person does not say.
USUAL_KM = 60.0
_ROUND = 1.1  # « 15 km » is not said to the kilometre


class Condition(StrEnum):
    """An offer that fails one of them is excluded."""

    REACH = "reach"
    TIME = "time"
    SIZE = "size"
    CAPACITY = "capacity"
    SEATS = "seats"
    MATERIAL = "material"
    AGE = "age"
    PUBLIC = "public"
    TERMS = "terms"
    REFUSED = "refused"
    DENIED = "denied"
    ONLY = "only"
    LIMIT = "limit"
    LACKED = "lacked"
    SAME_SIDE = "same_side"


def judge(
    need: NeedReading,
    segment: Segment,
    ranges: Ranges,
    km: Kilometres,
    answers: Answers,
    which: Iterable[Condition] = Condition,
) -> dict[Condition, Verdicts]:
    """The verdicts on every place of `ranges`; `km` is how far each is, 0 for what comes."""
    judges: Mapping[Condition, Callable[[], Verdicts]] = {
        Condition.REACH: lambda: _reach(need, km),
        Condition.TIME: lambda: whom.time(need, segment, ranges),
        Condition.SIZE: lambda: amounts.size(need, segment, ranges),
        Condition.CAPACITY: lambda: amounts.capacity(need, segment, ranges),
        Condition.SEATS: lambda: amounts.seats(need, segment, ranges),
        Condition.MATERIAL: lambda: amounts.material(need, segment, ranges, answers),
        Condition.AGE: lambda: whom.age(need, segment, ranges),
        Condition.PUBLIC: lambda: whom.public(need, segment, ranges),
        Condition.TERMS: lambda: whom.terms(need, segment, ranges),
        Condition.REFUSED: lambda: refusals.refused(need, segment, ranges, answers),
        Condition.DENIED: lambda: refusals.denied(need, segment, ranges),
        Condition.ONLY: lambda: refusals.only(need, segment, ranges, answers),
        Condition.LIMIT: lambda: refusals.limit(need, segment, ranges),
        Condition.LACKED: lambda: refusals.lacked(need, segment, ranges),
        Condition.SAME_SIDE: lambda: refusals.same_side(need, segment, ranges),
    }
    return {one: judges[one]() for one in which}


def reach_km(need: Need) -> float:
    """How far one may look for a need, as the crow flies."""
    return USUAL_KM if need.max_km is None else need.max_km * _ROUND


def _reach(need: NeedReading, km: Kilometres) -> Verdicts:
    is_within = km <= reach_km(need.need)
    return verdict(is_within, ~is_within | (need.need.max_km is not None))
