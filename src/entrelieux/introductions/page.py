"""What the page of a bridge shows to one side, and to who only looks on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from entrelieux.bridges.models import Bridge, SideState, State
from entrelieux.introductions.sides import (
    Contact,
    Side,
    contact_of,
    reason_sentences,
    side_of,
    state_of,
    title_for,
    told_reason,
    word_of,
)
from entrelieux.lexicons.language import current_language


@dataclass(frozen=True, slots=True)
class BridgePage:
    """`side` is "" for who only looks on; `because` what the other side chose to tell."""

    bridge: Bridge
    side: str
    mine: str
    title: str
    word: str
    reasons: Sequence[str]
    contact: Contact | None
    because: str
    thanks: str
    other_thanks: str
    consents: bool

    @property
    def is_open(self) -> bool:
        return self.bridge.state in (State.SUGGESTED, State.SEEN)

    @property
    def can_answer(self) -> bool:
        return bool(self.side) and self.is_open and self.mine != SideState.ACCEPTED

    @property
    def waits_for_other(self) -> bool:
        return bool(self.side) and self.is_open and self.mine == SideState.ACCEPTED

    @property
    def can_say_it_happened(self) -> bool:
        return bool(self.side) and self.bridge.state == State.ACCEPTED

    @property
    def can_say_after_all(self) -> bool:
        """Both had said yes, and it was put away: it may have happened all the same."""
        return bool(self.side) and self.bridge.state == State.EXPIRED and self.bridge.is_mutual

    @property
    def can_tell(self) -> bool:
        return bool(self.side) and self.bridge.state in (State.HAPPENED, State.TOLD)


def bridge_page(bridge: Bridge, person: Any) -> BridgePage:
    side = side_of(person, bridge)
    return BridgePage(
        bridge=bridge,
        side=side.value if side else "",
        mine=state_of(bridge, side).value if side else "",
        title=title_for(bridge, side),
        word=word_of(bridge),
        reasons=reasons_of(bridge),
        contact=contact_of(bridge, side.other) if side else None,
        because=told_reason(bridge, side.other) if side else "",
        thanks=getattr(bridge, f"{side}_thanks") if side else "",
        other_thanks=getattr(bridge, f"{side.other}_thanks") if side else "",
        consents=bool(side and getattr(bridge, f"{side}_consents")),
    )


def reasons_of(bridge: Bridge) -> Sequence[str]:
    """What speaks for it; what the person who introduced them wrote, when somebody did."""
    by_hand = [one["sentence_fr"] for one in bridge.reasons if one.get("code") == "by_hand"]
    return by_hand or reason_sentences(bridge, current_language())


@dataclass(frozen=True, slots=True)
class Line:
    """A bridge in a list, as the side that somebody is on reads it."""

    bridge: Bridge
    side: str
    title: str
    why: str


def listed(bridges: Sequence[Bridge], person: Any) -> list[Line]:
    return [_line(one, Side.ASKER if one.asker_id == person.pk else Side.GIVER) for one in bridges]


def _line(bridge: Bridge, side: Side) -> Line:
    """Of a meeting the first reason is told: no sentence of a need says what it is about."""
    why = next(iter(reasons_of(bridge)), "") if bridge.is_meeting else ""
    return Line(bridge, side.value, title_for(bridge, side), why)
