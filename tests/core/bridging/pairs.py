"""One need before one offer: what excludes it."""

from __future__ import annotations

from entrelieux.core.bridging.conditions import Condition
from entrelieux.core.bridging.matcher import Matcher
from entrelieux.core.bridging.model import Need, Offer
from entrelieux.core.bridging.reading.mentions import Spotter
from entrelieux.core.words import load_core

HERE = {"lat": 45.55, "lon": 3.75}


def failed(need: Need, offer: Offer, spotter: Spotter) -> set[Condition]:
    """The conditions that the offer fails."""
    matcher = Matcher([offer], load_core(), spotter=spotter)
    matcher.keeps_excluded = True
    (found,) = matcher.suggest(need).ranked
    return set(found.failed)
