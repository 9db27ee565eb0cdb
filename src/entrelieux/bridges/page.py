"""What the page of a need shows to one reader."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from entrelieux.accounts.models import Person
from entrelieux.bridges.models import Bridge, Need, NeedState, SideState, State
from entrelieux.bridges.offering import LiveOffer, offer_index
from entrelieux.bridges.permissions import (
    can_change_need,
    can_see_author,
    can_see_contact,
    is_forwarder,
)
from entrelieux.bridges.queries import bridges_of
from entrelieux.bridges.understanding import size_words
from entrelieux.communities.circles import circle_of
from entrelieux.core.bridging.reading.sizes import Plate
from entrelieux.places.vocabulary import current_language, label_of

FIRST_REASONS = 4


@dataclass(frozen=True, slots=True)
class ShownReason:
    code: str
    points: float
    sentence: str


@dataclass(frozen=True, slots=True)
class ShownSuggestion:
    """A bridge and what it leads to; `live` is None when that is offered to her no more."""

    bridge: Bridge
    live: LiveOffer | None
    reasons: tuple[ShownReason, ...]

    @property
    def url(self) -> str:
        return self.live.url if self.live else ""

    @property
    def place_name(self) -> str:
        return self.live.place_name if self.live else str(self.bridge.giver_place or "")

    @property
    def is_open(self) -> bool:
        """Whether somebody may still answer it."""
        return self.bridge.state in (State.SUGGESTED, State.SEEN)

    @property
    def waits(self) -> bool:
        """Whether she said yes, and the other side has not answered."""
        return self.is_open and self.bridge.asker_state == SideState.ACCEPTED

    @property
    def first_reasons(self) -> list[ShownReason]:
        """The weightiest that speak for it."""
        return [reason for reason in self.reasons if reason.points > 0 and reason.code != "near"][
            :FIRST_REASONS
        ]

    @property
    def distance(self) -> str:
        """How far it is, or that one comes."""
        return next((one.sentence for one in self.reasons if one.code == "near"), "")

    @property
    def against(self) -> list[ShownReason]:
        return [reason for reason in self.reasons if reason.points < 0]


@dataclass(frozen=True, slots=True)
class ShownMiss:
    title: str
    place: str
    url: str
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NeedPage:
    """`author` and `contact` are empty for whoever may not be told."""

    need: Need
    things: tuple[str, ...]
    refused: tuple[str, ...]
    size: str
    author: str
    contact: str
    keeps: bool
    forwards: bool
    suggestions: tuple[ShownSuggestion, ...]
    near_misses: tuple[ShownMiss, ...]
    better: tuple[str, ...]

    @property
    def is_live(self) -> bool:
        return self.need.state == NeedState.OPEN


def need_page(need: Need, person: Any) -> NeedPage:
    keeps = can_change_need(person, need)
    author: Person = need.author
    return NeedPage(
        need=need,
        things=tuple(label_of(one) for one in need.concepts),
        refused=tuple(label_of(one) for one in need.refused),
        size=size_words(Plate(need.long_mm, need.short_mm or 0.0) if need.long_mm else None),
        author=str(author) if can_see_author(person, need) else "",
        contact=author.email if can_see_contact(person, need) else "",
        keeps=keeps,
        forwards=is_forwarder(person, need),
        suggestions=tuple(shown_suggestions(need)) if keeps else (),
        near_misses=tuple(_misses(need)) if keeps else (),
        better=tuple(_in_language(one) for one in need.better) if keeps else (),
    )


def shown_suggestions(need: Need) -> Iterator[ShownSuggestion]:
    """The bridges of a need, those that lead to what its author may still see."""
    index, circle = offer_index(), circle_of(need.author)
    for bridge in bridges_of(need):
        live = index.offers.get(f"{bridge.source_kind}:{bridge.source_id}")
        if live is not None and not live.is_for(circle):
            live = None
        if live is not None or bridge.accepted_at or bridge.is_by_hand:
            yield ShownSuggestion(bridge, live, shown_reasons(bridge.reasons))


def shown_reasons(reasons: Sequence[Mapping[str, Any]]) -> tuple[ShownReason, ...]:
    """Those that a bridge keeps, in the language of the reader."""
    return tuple(ShownReason(one["code"], one["points"], _in_language(one)) for one in reasons)


def _misses(need: Need) -> Iterator[ShownMiss]:
    index, circle = offer_index(), circle_of(need.author)
    for one in need.near_misses:
        live = index.offers.get(f"{one['kind']}:{one['id']}")
        if live is not None and live.is_for(circle):
            why = tuple(_in_language(reason) for reason in one["reasons"])
            yield ShownMiss(one["title"], one["place"], live.url, why)


def _in_language(told: Mapping[str, Any]) -> str:
    language = current_language()
    return str(told.get(f"sentence_{language}") or told.get("sentence_fr", ""))
