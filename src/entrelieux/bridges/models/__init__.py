"""Needs, explicit offers, and the bridges between two sides."""

from entrelieux.bridges.models.bridge import Bridge, SideState, SourceKind, State
from entrelieux.bridges.models.need import Need, NeedState, Terms, Visibility
from entrelieux.bridges.models.offer import Offer, OfferState

__all__ = [
    "Bridge",
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
