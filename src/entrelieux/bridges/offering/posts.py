"""Explicit posts: what somebody or a place offers on purpose."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from entrelieux.bridges.models import Offer as Post
from entrelieux.bridges.models import SourceKind
from entrelieux.bridges.offering.shape import (
    FETCHED,
    JOINED,
    LiveOffer,
    card_of,
    holders_of,
    known,
    offer_id,
    position_of,
)
from entrelieux.bridges.offering.touched import Touched, narrowed
from entrelieux.communities.circles import Scope
from entrelieux.core.bridging.model import Offer


def posted_offers(now: datetime, touched: Touched | None = None) -> Iterator[LiveOffer]:
    live = Post.objects.live(now).exclude(scope=Scope.PRIVATE).select_related(*JOINED)
    for post in narrowed(live, SourceKind.OFFER, touched).prefetch_related(*FETCHED):
        position = _position(post)
        if position:
            yield _live(post, position)


def _position(post: Post) -> dict[str, Any] | None:
    """Its own, or that of its place."""
    if post.lat is None or post.lon is None:
        return position_of(card_of(post.place))
    card = card_of(post.place)
    code = post.commune_code or (card.insee if card else "")
    place = card.name if card else ""
    return {"lat": post.lat, "lon": post.lon, "commune_code": code, "place": place}


def _live(post: Post, position: dict[str, Any]) -> LiveOffer:
    card = card_of(post.place)
    return LiveOffer(
        kind=SourceKind.OFFER,
        row=post.pk,
        public_id=post.public_id,
        offer=Offer(
            id=offer_id(SourceKind.OFFER, post.public_id),
            title=post.name,
            description=post.description,
            kind=post.kind,
            lang=post.language,
            access="members" if post.scope == Scope.PLACE else "public",
            available=post.available,
            terms=post.terms,
            mobile_km=post.mobile_km,
            concepts=known(post.concept),
            width_mm=post.long_mm,
            depth_mm=post.short_mm,
            seats=post.seats,
            **position,
        ),
        scope=Scope(post.scope),
        holders=holders_of(post),
        url=post.get_absolute_url(),
        giver=None if card and not post.author_id else post.author_id,
        place=card.pk if card else None,
        place_name=card.name if card else "",
    )
