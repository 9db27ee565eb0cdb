"""What is offered, as the engine reads it, with who may be told of it and who answers for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from entrelieux.bridges.models import SourceKind
from entrelieux.communities.circles import Circle, Scope
from entrelieux.core.bridging.model import Offer
from entrelieux.inventory.models import Entry
from entrelieux.places.models import Place
from entrelieux.places.vocabulary import label_of

# What is taken with an entry, so that no place or community costs a query of its own.
JOINED = ("place__root", "community")
LENT = ("lent_to__root",)
FETCHED = ("place__communities", "place__root__communities")
_LONGEST = 1_000  # what is written beyond adds nothing to what is offered


@dataclass(frozen=True, slots=True)
class LiveOffer:
    """`offer.id` is « resource:4k2m9 ». `holders` are the communities whose scope it is.

    `row` is its row. `giver` is the person who answers for it, None when the hosts of `place` do.
    """

    kind: SourceKind
    row: int
    public_id: str
    offer: Offer
    scope: Scope
    holders: frozenset[int]
    url: str
    giver: int | None = None
    place: int | None = None
    place_name: str = ""
    project: str = ""

    def is_for(self, circle: Circle) -> bool:
        """Whether somebody of this circle may be told of it; the rule of `EntryQuerySet`."""
        if self.scope == Scope.PUBLIC or self.holders & circle.kept:
            return True
        if self.scope == Scope.NETWORK:
            return bool(self.holders & circle.kin)
        return self.scope == Scope.PLACE and bool(self.holders & circle.mine)


def offer_id(kind: SourceKind, public_id: str) -> str:
    return f"{kind.value}:{public_id}"


def card_of(place: Place | None) -> Place | None:
    return (place.root or place) if place else None


def holders_of(entry: Entry, *more: Place) -> frozenset[int]:
    """Its community and those of its places: the same as `inventory.models.entry.held_by`."""
    keys = {entry.community_id} if entry.community_id else set()
    for place in filter(None, (entry.place, *more)):
        keys |= {one.pk for one in place.communities.all()}
        if place.root:
            keys |= {one.pk for one in place.root.communities.all()}
    return frozenset(keys)


def position_of(card: Place | None) -> dict[str, Any] | None:
    """Where the engine finds it; None without a position: how far it is could not be told."""
    if card is None or card.lat is None or card.lon is None:
        return None
    return {"lat": card.lat, "lon": card.lon, "commune_code": card.insee, "place": card.name}


def hours_of(card: Place | None) -> str:
    hours = (card.card.get("hours") or {}) if card else {}
    return str(hours.get("osm") or hours.get("text") or "")


def told(*texts: str) -> str:
    """Texts one after the other, each a sentence; as much as says what it is."""
    joined = " ".join(f"{text.strip().rstrip('.')}." for text in texts if text and text.strip())
    return joined[:_LONGEST]


def labels(concepts: Iterable[str]) -> str:
    return ", ".join(label_of(one).lower() for one in concepts)


def known(*concepts: str) -> tuple[str, ...]:
    """Those that are « scheme:id », each once."""
    return tuple(dict.fromkeys(one for one in concepts if ":" in one))
