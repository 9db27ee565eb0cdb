"""The two sides of a bridge: who they are, what each may read of the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from entrelieux.accounts.models import Person
from entrelieux.bridges.models import Bridge, SideState
from entrelieux.bridges.permissions import is_asker, is_giver
from entrelieux.communities.models import Membership
from entrelieux.places.models import Place


class Side(StrEnum):
    ASKER = "asker"
    GIVER = "giver"

    @property
    def other(self) -> Side:
        return Side.GIVER if self is Side.ASKER else Side.ASKER


def side_of(person: Any, bridge: Bridge) -> Side | None:
    """None for who only looks on: an operator, the coordinator who made it."""
    if is_asker(person, bridge):
        return Side.ASKER
    return Side.GIVER if is_giver(person, bridge) else None


def state_of(bridge: Bridge, side: Side) -> SideState:
    return SideState(getattr(bridge, f"{side}_state"))


def people_of(bridge: Bridge, side: Side) -> list[Person]:
    """Who is written to on that side: its person, or the hosts of its place."""
    person: Person | None = getattr(bridge, side)
    if person is not None:
        return [person] if person.is_active else []
    place: Place | None = getattr(bridge, f"{side}_place")
    return hosts_of(place) if place else []


def hosts_of(place: Place) -> list[Person]:
    hosts = Person.objects.filter(
        memberships__role=Membership.Role.HOST,
        memberships__until=None,
        memberships__community__places=place.root_id or place.pk,
        is_active=True,
    )
    return list(hosts.distinct().order_by("pk"))


@dataclass(frozen=True, slots=True)
class Contact:
    """How to reach a side, told once both said yes."""

    name: str
    email: str
    place: str


def contact_of(bridge: Bridge, side: Side) -> Contact | None:
    """None until both sides said yes."""
    person: Person | None = getattr(bridge, side)
    if not bridge.is_mutual or person is None:
        return None
    return Contact(str(person), person.email, str(getattr(bridge, f"{side}_place") or ""))


def title_for(bridge: Bridge, side: Side | None) -> str:
    """What the other end is called, for who is on `side`; the giver’s end for who looks on."""
    if not bridge.is_meeting:
        return str(bridge.title)
    title = bridge.from_title if side is Side.GIVER else bridge.title
    return str(title) or _("une personne d’un autre métier")


def word_of(bridge: Bridge) -> str:
    """What who asks for a meeting wrote to the other side."""
    return next((one["sentence_fr"] for one in bridge.reasons if one.get("code") == "word"), "")


def told_reason(bridge: Bridge, of: Side) -> str:
    """Why a side declined, for the other one to read: nothing unless she chose to tell."""
    if state_of(bridge, of) != SideState.DECLINED or not getattr(bridge, f"{of}_tells_why"):
        return ""
    return str(getattr(bridge, f"{of}_because"))


def reason_sentences(bridge: Bridge, language: str) -> Sequence[str]:
    """What speaks for it, the weightiest first."""
    key = "sentence_en" if language == "en" else "sentence_fr"
    told = sorted(bridge.reasons, key=lambda one: -one.get("points", 0))
    return [one[key] for one in told if one.get("points", 0) > 0 and one.get(key)][:5]
