"""Needs, explicit offers, and the bridges between two sides."""

from entrelieux.bridges.models.bridge import Bridge, SideState, SourceKind, State
from entrelieux.bridges.models.learned import BOUNDS, LEAST_ANSWERS, Learned, Limit
from entrelieux.bridges.models.need import Need, NeedState, Terms, Visibility
from entrelieux.bridges.models.offer import Offer, OfferState

__all__ = [
    "BOUNDS",
    "LEAST_ANSWERS",
    "Bridge",
    "Learned",
    "Limit",
    "Need",
    "NeedState",
    "Offer",
    "OfferState",
    "SideState",
    "SourceKind",
    "State",
    "Terms",
    "Visibility",
]
