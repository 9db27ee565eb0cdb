"""What would answer, did one go farther: looked for where nothing within reach is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from entrelieux.core.bridging.conditions import USUAL_KM, Condition, reach_km
from entrelieux.core.bridging.conditions.verdicts import FAILS
from entrelieux.core.bridging.matcher import NEAR_MISSES
from entrelieux.core.bridging.model import Need
from entrelieux.core.bridging.suggestions import Suggestion, Suggestions

FARTHER = 3.0  # times as far as the person would go


def with_what_is_farther(found: Suggestions, seek: Callable[[Need], Suggestions]) -> Suggestions:
    """`found`; when it shows nothing, with what `seek` shows to who goes farther as near misses, by
    reach alone."""
    if found.shown:
        return found
    need = found.need.need
    wider = seek(replace(need, max_km=FARTHER * (need.max_km or USUAL_KM)))
    beyond = tuple(_missed(one) for one in wider.shown if one.km > reach_km(need))[:NEAR_MISSES]
    told = {one.offer.offer.id for one in beyond}
    others = (one for one in found.near_misses if one.offer.offer.id not in told)
    return replace(found, near_misses=(*beyond, *others))


def _missed(one: Suggestion) -> Suggestion:
    verdicts = {**one.verdicts, Condition.REACH: FAILS}
    return replace(one, verdicts=verdicts, failed=(Condition.REACH,))
