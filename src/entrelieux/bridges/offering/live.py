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

__all__ = ["LiveOffer", "live_offers"]


def live_offers(now: datetime) -> Iterator[LiveOffer]:
    """What may answer a need at `now`; what only hosts may see is no offer."""
    yield from resource_offers()
    yield from usage_offers()
    yield from event_offers(now)
    yield from project_offers()
    yield from posted_offers(now)
    yield from skill_offers()
