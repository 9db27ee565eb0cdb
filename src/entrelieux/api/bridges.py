"""Bridges: what links one’s needs and offers to others, one’s answer, and the gaps of a network."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Field, Router, Schema

from entrelieux.api.entries import known
from entrelieux.api.people import signed_in
from entrelieux.api.schemas import REFUSED, Problem
from entrelieux.bridges.models import Bridge, State
from entrelieux.bridges.queries import find_bridge
from entrelieux.communities.models import Community
from entrelieux.introductions.actions import accept_bridge, decline_bridge, note_seen
from entrelieux.introductions.desk import gaps_of
from entrelieux.introductions.models import Why
from entrelieux.introductions.page import bridge_page
from entrelieux.introductions.permissions import can_follow_bridges
from entrelieux.introductions.queries import over, under_way, waiting_for
from entrelieux.platform.errors import Forbidden, NotFound

router = Router(tags=["bridges"])
SHOWN = 100


class ContactOut(Schema):
    name: str
    email: str
    place: str | None = None


class BridgeOut(Schema):
    """`contact` only once both sides said yes; `because` only what the other side chose to tell."""

    id: str
    url: str
    state: State
    side: Literal["asker", "giver", ""] = Field("", description="One’s own; none for onlookers")
    mine: str = Field("", description="What one’s own side answered")
    need: str | None = Field(None, description="The sentence of the need")
    offer: str
    place: str | None = None
    reasons: list[str]
    contact: ContactOut | None = None
    because: str | None = None
    outcome: str | None = None
    suggested_at: datetime
    accepted_at: datetime | None = None


class BridgesOut(Schema):
    waiting: list[BridgeOut] = Field(description="For one’s own answer")
    under_way: list[BridgeOut]
    over: list[BridgeOut]


class AnswerIn(Schema):
    answer: Literal["accept", "decline", "later"]
    why: Why = Field(Why.NO_ANSWER, description="Of a refusal; the other side never reads it")
    because: str = Field("", max_length=300)
    tells: bool = Field(False, description="Let the other side read `because`")


class GapOut(Schema):
    what: str
    where: str
    count: int


@router.get("/bridges", response={200: BridgesOut, 403: Problem}, exclude_none=True)
def list_bridges(request: HttpRequest) -> dict[str, Any]:
    """One’s own: those that wait for an answer, those under way, those that are over."""
    person = signed_in(request)
    return {
        "waiting": _bridges(waiting_for(person)[:SHOWN], person),
        "under_way": _bridges(under_way(person)[:SHOWN], person),
        "over": _bridges(over(person)[:SHOWN], person),
    }


@router.get("/bridges/{id}", response={200: BridgeOut, 403: Problem, 404: Problem},
            exclude_none=True)  # fmt: skip
def read_bridge(request: HttpRequest, id: str) -> dict[str, Any]:
    """One bridge, for its two sides."""
    person = signed_in(request)
    return _told(_wanted(request, id), person)


@router.post("/bridges/{id}/answer", response={200: BridgeOut, **REFUSED}, exclude_none=True)
def answer_bridge(request: HttpRequest, id: str, asked: AnswerIn) -> dict[str, Any]:
    """Yes, no, or later. Once both said yes each reads how to reach the other."""
    person, now = signed_in(request), timezone.now()
    found = _wanted(request, id)
    if asked.answer == "accept":
        answered = accept_bridge(by=person, bridge=found, now=now)
    elif asked.answer == "later":
        answered = note_seen(by=person, bridge=found, now=now)
    else:
        answered = decline_bridge(
            by=person, bridge=found, now=now, why=asked.why, because=asked.because,
            tells=asked.tells,
        )  # fmt: skip
    return _told(answered, person)


@router.get(
    "/networks/{slug}/gaps",
    response={200: list[GapOut], 403: Problem, 404: Problem},
    summary="What is looked for and that nothing answers, for the coordinators of a network",
)
def list_gaps(request: HttpRequest, slug: str) -> list[dict[str, Any]]:
    network = Community.objects.filter(slug=slug, kind=Community.Kind.NETWORK).first()
    if network is None:
        raise NotFound(_("Aucun réseau n’a cette adresse."))
    person = signed_in(request)
    if not can_follow_bridges(person, network):
        raise Forbidden(_("Cette page est celle de la coordination du réseau."))
    return [
        {"what": one.what, "where": one.where, "count": one.count}
        for one in gaps_of(person, timezone.now())
    ]


def _wanted(request: HttpRequest, public_id: str) -> Bridge:
    found = find_bridge(public_id, request.user)
    if found is None:
        raise NotFound(_("Cette passerelle n’existe pas, ou n’est pas pour vous."))
    return found


def _bridges(bridges: Sequence[Bridge], person: Any) -> list[dict[str, Any]]:
    return [_told(one, person) for one in bridges]


def _told(bridge: Bridge, person: Any) -> dict[str, Any]:
    page = bridge_page(bridge, person)
    contact = page.contact
    told = {
        "id": bridge.public_id,
        "url": settings.BASE_URL + bridge.get_absolute_url(),
        "state": bridge.state,
        "side": page.side,
        "mine": page.mine,
        "need": bridge.need.sentence if bridge.need else None,
        "offer": bridge.title,
        "place": str(bridge.giver_place or ""),
        "contact": contact and known(
            {"name": contact.name, "email": contact.email, "place": contact.place}
        ),
        "because": page.because,
        "outcome": bridge.outcome,
        "suggested_at": bridge.suggested_at,
        "accepted_at": bridge.accepted_at,
    }  # fmt: skip
    return known(told) | {"offer": bridge.title, "reasons": list(page.reasons)}
