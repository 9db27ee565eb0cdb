"""One reading of everything that is offered: what places hold, skills, usages, events, projects
that look for people, and explicit posts."""

from entrelieux.bridges.offering.index import OfferIndex
from entrelieux.bridges.offering.live import LiveOffer, live_offers
from entrelieux.bridges.offering.reader import offer_index

__all__ = ["LiveOffer", "OfferIndex", "live_offers", "offer_index"]
