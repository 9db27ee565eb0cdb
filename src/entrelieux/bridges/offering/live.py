"""Every live offer, in a number of queries that does not grow with them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from entrelieux.bridges.offering.activities import event_offers, usage_offers
from entrelieux.bridges.offering.people import skill_offers
from entrelieux.bridges.offering.posts import posted_offers
from entrelieux.bridges.offering.projects import project_offers
from entrelieux.bridges.offering.resources import resource_offers
from entrelieux.bridges.offering.shape import LiveOffer
from entrelieux.bridges.offering.touched import Touched

__all__ = ["LiveOffer", "live_offers"]


def live_offers(now: datetime, touched: Touched | None = None) -> Iterator[LiveOffer]:
    """What may answer a need at `now`, all of it or what may have changed.

    What only hosts may see is no offer.
    """
    yield from resource_offers(touched)
    yield from usage_offers(touched)
    yield from event_offers(now, touched)
    yield from project_offers(touched)
    yield from posted_offers(now, touched)
    yield from skill_offers(touched)
