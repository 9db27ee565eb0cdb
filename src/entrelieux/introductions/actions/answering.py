"""What each side answers to a bridge; once both say yes they are introduced to each other."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from entrelieux.accounts.models import Person
from entrelieux.bridges.actions import take_room
from entrelieux.bridges.errors import AlreadyOver
from entrelieux.bridges.models import Bridge, Need, NeedState, SideState, SourceKind, State
from entrelieux.introductions import letters
from entrelieux.introductions.errors import NotASide
from entrelieux.introductions.models import Refusal, Why
from entrelieux.introductions.sides import Side, side_of, state_of
from entrelieux.places.models import Place
from entrelieux.platform import audit

OPEN = (State.SUGGESTED, State.SEEN)


@transaction.atomic
def note_seen(*, by: Person, bridge: Bridge, now: datetime) -> Bridge:
    """« J’y réfléchis »: a side has read it and will answer later."""
    locked, side = _open_for(by, bridge)
    if state_of(locked, side) == SideState.WAITING:
        _answer(locked, side, SideState.SEEN)
        setattr(locked, f"{side}_seen_at", now)
        locked.state = State.SEEN
        locked.save()
        audit.record("note_seen", locked, by=by, side=side.value)
    return locked


@transaction.atomic
def accept_bridge(*, by: Person, bridge: Bridge, now: datetime) -> Bridge:
    """Yes of one side. The first yes asks the other one; the second introduces both.

    A host who says yes for her place answers for it from then on. Raises `AlreadyOver`, `NotASide`,
    `TakesNoMore` when an offer was asked as often as it takes.
    """
    locked, side = _open_for(by, bridge)
    if state_of(locked, side) == SideState.ACCEPTED:
        return locked
    if side == Side.ASKER:
        take_room(bridge=locked, now=now)
    _answer(locked, side, SideState.ACCEPTED)
    setattr(locked, f"{side}_answered_at", now)
    setattr(locked, side, by)
    is_mutual = state_of(locked, side.other) == SideState.ACCEPTED
    if is_mutual:
        locked.accepted_at, locked.state = now, State.ACCEPTED
    elif locked.state == State.SUGGESTED:
        locked.state = State.SEEN
    locked.save()
    audit.record("accept_bridge", locked, by=by, side=side.value)
    if is_mutual:
        letters.write_introduction(locked)
    else:
        letters.write_question(locked, side.other)
    return locked


@transaction.atomic
def decline_bridge(
    *, by: Person, bridge: Bridge, now: datetime, why: str, because: str = "", tells: bool = False
) -> Bridge:
    """No of one side, for one of the reasons `Why`; the other side reads why only if `tells`."""
    locked, side = _open_for(by, bridge)
    had_asked = state_of(locked, side.other) == SideState.ACCEPTED
    _answer(locked, side, SideState.DECLINED)
    setattr(locked, f"{side}_answered_at", now)
    setattr(locked, f"{side}_because", because[:300] or str(Why(why).label))
    setattr(locked, f"{side}_tells_why", tells)
    locked.state, locked.ended_at = State.DECLINED, now
    locked.save()
    Refusal.objects.create(bridge=locked, why=why, at=now)
    audit.record("decline_bridge", locked, by=by, side=side.value)
    if had_asked:
        letters.write_decline(locked, to=side.other)
    return locked


@transaction.atomic
def introduce(*, by: Person, need: Need, place: Place, because: str, now: datetime) -> Bridge:
    """A coordinator introduces a need to a place by hand, with her reason; both sides answer.

    Raises `AlreadyOver` when the need is no longer looked for, or is introduced there already.
    """
    locked = Need.objects.select_for_update().get(pk=need.pk)
    if locked.state != NeedState.OPEN or locked.expires_at <= now:
        raise AlreadyOver(_("Ce besoin n’est plus en cours : choisissez-en un autre."))
    card = place.root or place
    source = {"need": locked, "source_kind": SourceKind.PLACE, "source_id": card.public_id}
    if Bridge.objects.filter(**source).exists():
        raise AlreadyOver(_("Ce besoin est déjà présenté à ce lieu."))
    reason = {"code": "by_hand", "points": 0.0, "sentence_fr": because, "sentence_en": because}
    bridge = Bridge.objects.create(
        **source,
        title=str(card)[:160],
        asker_id=locked.author_id,
        asker_place=locked.place,
        giver_place=card,
        is_by_hand=True,
        made_by=by,
        reasons=[reason],
        is_example=locked.is_example,
    )
    audit.record("introduce", bridge, by=by)
    for side in Side:
        letters.write_question(bridge, side)
    return bridge


def _open_for(by: Person, bridge: Bridge) -> tuple[Bridge, Side]:
    locked = Bridge.objects.select_for_update(of=("self",)).get(pk=bridge.pk)
    side = side_of(by, locked)
    if side is None:
        raise NotASide(_("Seules les deux personnes reliées peuvent répondre."))
    if locked.state not in OPEN:
        raise AlreadyOver(_("Cette passerelle a déjà sa réponse."))
    return locked, side


def _answer(bridge: Bridge, side: Side, state: SideState) -> None:
    setattr(bridge, f"{side}_state", state)
