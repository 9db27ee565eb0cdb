"""Writing posted offers: what `inventory` does for every entry, and how long they last."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from entrelieux.accounts.models import Person
from entrelieux.bridges.capacity import rooms_left
from entrelieux.bridges.errors import AlreadyOver, TakesNoMore
from entrelieux.bridges.models import Bridge, Offer, OfferState, SourceKind
from entrelieux.bridges.permissions import refuse_minors
from entrelieux.inventory.actions import add_entry, change_entry
from entrelieux.inventory.documents import mark_entry_changed
from entrelieux.inventory.states import set_state
from entrelieux.places.models import Place
from entrelieux.platform import audit

# How long an offer stands before who made it is asked whether it still does.
LIVES = timedelta(days=180)


@transaction.atomic
def post_offer(
    *,
    by: Person,
    values: Mapping[str, Any],
    now: datetime,
    place: Place | None = None,
    is_example: bool = False,
) -> Offer:
    """A new offer of `by`, or of a place that she keeps. Raises `ForAdults`."""
    refuse_minors(by)
    offer = Offer(author=by, place=place, expires_at=now + LIVES, is_example=is_example)
    links = set_state(offer, values)
    add_entry(by=by, entry=offer, links=links)
    return offer


@transaction.atomic
def change_offer(
    *, by: Person, offer: Offer, base: Mapping[str, Any], values: Mapping[str, Any]
) -> Offer:
    """Raises `EditConflict` as `change_entry` does."""
    return change_entry(by=by, entry=offer, base=base, values=values)


@transaction.atomic
def renew_offer(*, by: Person, offer: Offer, now: datetime) -> Offer:
    """It still stands, or stands again: as long as a new one."""
    locked = _locked(offer)
    locked.state, locked.renewed_at, locked.expires_at = OfferState.OPEN, now, now + LIVES
    return _saved(locked, "renew_offer", by)


@transaction.atomic
def close_offer(*, by: Person, offer: Offer, now: datetime) -> Offer:
    """Raises `AlreadyOver` when it was withdrawn before."""
    locked = _locked(offer)
    if locked.state == OfferState.CLOSED:
        raise AlreadyOver(_("Cette offre est déjà retirée."))
    locked.state, locked.closed_at = OfferState.CLOSED, now
    return _saved(locked, "close_offer", by)


@transaction.atomic
def expire_offers(*, now: datetime) -> int:
    """Those that nobody renewed in time; returns how many."""
    past = Offer.objects.filter(state=OfferState.OPEN, expires_at__lte=now)
    offers = list(past.select_for_update())
    for offer in offers:
        offer.state = OfferState.EXPIRED
        _saved(offer, "expire_offer", None)
    return len(offers)


@transaction.atomic
def take_room(*, bridge: Bridge, now: datetime) -> None:
    """A request is about to be sent to a posted offer. Raises `TakesNoMore` beyond what it takes in
    a month; the needs that it would answer look again once it is full."""
    if bridge.source_kind != SourceKind.OFFER or bridge.is_by_hand:
        return
    offer = Offer.objects.select_for_update(of=("self",)).filter(public_id=bridge.source_id).first()
    if offer is None or offer.capacity is None:
        return
    room = rooms_left({offer.public_id}, now)[offer.public_id]
    if not room:
        raise TakesNoMore(
            _(
                "Cette offre a déjà reçu autant de demandes qu’elle en prend en un mois : "
                "demandez à une autre, ou revenez plus tard."
            )
        )
    if room == 1:
        mark_entry_changed(offer)


def _locked(offer: Offer) -> Offer:
    locked: Offer = Offer.objects.select_for_update(of=("self",)).get(pk=offer.pk)
    return locked


def _saved(offer: Offer, verb: str, by: Person | None) -> Offer:
    offer.save()
    mark_entry_changed(offer)
    audit.record(verb, offer, by=by)
    return offer
