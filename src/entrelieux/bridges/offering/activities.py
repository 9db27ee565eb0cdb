"""What people do in a place: usages that come back, events that are still to come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils import translation
from django.utils.formats import date_format

from entrelieux.activities.documents import next_times
from entrelieux.activities.models import Event, Minors, Occurrence, Usage
from entrelieux.activities.zones import on_clock
from entrelieux.bridges.models import SourceKind
from entrelieux.bridges.offering.shape import (
    FETCHED,
    JOINED,
    LiveOffer,
    card_of,
    holders_of,
    known,
    labels,
    offer_id,
    position_of,
    told,
)
from entrelieux.bridges.offering.touched import Touched, narrowed
from entrelieux.communities.circles import Scope
from entrelieux.core.bridging.model import Offer, OfferKind
from entrelieux.inventory.models import EntryQuerySet

# Usages in which one learns.
TAUGHT = frozenset({
    "usages:machine-induction", "usages:training-course", "usages:distance-learning",
    "usages:short-course", "usages:weekly-class", "usages:woodwork-class", "usages:metal-class",
    "usages:pottery-class", "usages:digital-skills-class", "usages:french-lessons",
    "usages:cooking-class", "usages:yoga-class",
})  # fmt: skip


def usage_offers(touched: Touched | None = None) -> Iterator[LiveOffer]:
    for usage in narrowed(_shared(Usage.objects.present()), SourceKind.USAGE, touched):
        live = _live(SourceKind.USAGE, usage, usage.rhythm, ())
        if live:
            yield live


def event_offers(now: datetime, touched: Touched | None = None) -> Iterator[LiveOffer]:
    """Each with its next time; registrations are not counted, seats are."""
    coming = Occurrence.objects.taking_place().filter(ends_at__gt=now)
    shared = _shared(Event.objects.present().filter(pk__in=coming.values("event")))
    events = list(narrowed(shared, SourceKind.EVENT, touched))
    times = next_times(events, now)
    for event in events:
        live = _live(SourceKind.EVENT, event, _when(event, times[event.pk]), _ages(event))
        if live:
            yield live


def _shared(entries: EntryQuerySet) -> EntryQuerySet:
    shared = entries.exclude(scope=Scope.PRIVATE).select_related(*JOINED)
    return shared.prefetch_related(*FETCHED)


def _live(kind: SourceKind, entry: Any, available: str, more: tuple[str, ...]) -> LiveOffer | None:
    card = card_of(entry.place)
    position = position_of(card)
    if card is None or position is None:
        return None
    taught = entry.concept in TAUGHT
    offer = Offer(
        id=offer_id(kind, entry.public_id),
        title=entry.name,
        description=told(entry.description, entry.conditions, *_for_whom(entry), *more),
        kind=(OfferKind.TRAINING if taught else OfferKind.EVENT).value,
        access="members" if entry.scope == Scope.PLACE else "public",
        available=available,
        terms=entry.terms,
        concepts=known(entry.concept),
        seats=getattr(entry, "seats", None),
        **position,
    )
    return LiveOffer(
        kind=kind,
        row=entry.pk,
        public_id=entry.public_id,
        offer=offer,
        scope=Scope(entry.scope),
        holders=holders_of(entry),
        url=entry.get_absolute_url(),
        place=card.pk,
        place_name=card.name,
    )


def _for_whom(entry: Any) -> Iterator[str]:
    if entry.audiences:
        yield f"Pour {labels(entry.audiences)}"
    if entry.minors == Minors.ADULTS:
        yield "Réservé aux adultes"


def _ages(event: Event) -> tuple[str, ...]:
    if event.min_age and event.max_age:
        return (f"De {event.min_age} à {event.max_age} ans",)
    return (f"À partir de {event.min_age} ans",) if event.min_age else ()


def _when(event: Event, time: Occurrence) -> str:
    """« samedi 4 juillet 14 h », as the engine reads it, whatever the reader's language."""
    starts = on_clock(time.starts_at, event.zone)
    with translation.override("fr"):
        day = date_format(starts, "l j F")
    return day if event.is_all_day else f"{day} {starts:%Hh%M}"
