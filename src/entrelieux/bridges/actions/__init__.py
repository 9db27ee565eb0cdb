"""Writing needs, posted offers, and the bridges that the engine suggests."""

from entrelieux.bridges.actions.matching import match_need
from entrelieux.bridges.actions.needs import (
    answer_need,
    change_need,
    close_need,
    expire_needs,
    forward_need,
    post_need,
    renew_need,
)
from entrelieux.bridges.actions.offers import (
    change_offer,
    close_offer,
    expire_offers,
    post_offer,
    renew_offer,
    take_room,
)

__all__ = [
    "answer_need",
    "change_need",
    "change_offer",
    "close_need",
    "close_offer",
    "expire_needs",
    "expire_offers",
    "forward_need",
    "match_need",
    "post_need",
    "post_offer",
    "renew_need",
    "renew_offer",
    "take_room",
]
