"""Bridges on which nobody said more: put away after a stated time, with a kind word."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from entrelieux.bridges.models import Bridge, SideState, State
from entrelieux.introductions import letters
from entrelieux.introductions.sides import Side, state_of
from entrelieux.platform import audit

# How long the other side has to answer a yes, and both to tell what became of it.
ANSWER_WITHIN = timedelta(days=30)
TELL_WITHIN = timedelta(days=60)


def expire_bridges(*, now: datetime) -> int:
    """Those that one side accepted and the other left, and those of which nothing was told.

    Returns how many.
    """
    return _all(_unanswered(now), _put_unanswered_away, now) + _all(
        _untold(now), _put_untold_away, now
    )


def _unanswered(now: datetime) -> Q:
    late = now - ANSWER_WITHIN
    asker = Q(asker_state=SideState.ACCEPTED, asker_answered_at__lte=late)
    giver = Q(giver_state=SideState.ACCEPTED, giver_answered_at__lte=late)
    return Q(state__in=[State.SUGGESTED, State.SEEN]) & (asker | giver)


def _untold(now: datetime) -> Q:
    """Nobody is late before the day for which the need was."""
    day = timezone.localdate(now - TELL_WITHIN)
    is_past = Q(need=None) | Q(need__ends_on=None) | Q(need__ends_on__lte=day)
    return Q(state=State.ACCEPTED, accepted_at__lte=now - TELL_WITHIN) & is_past


def _all(late: Q, put_away: Callable[[Bridge], None], now: datetime) -> int:
    keys = list(Bridge.objects.filter(late).order_by("pk").values_list("pk", flat=True))
    return sum(_one(key, late, put_away, now) for key in keys)


@transaction.atomic
def _one(key: int, late: Q, put_away: Callable[[Bridge], None], now: datetime) -> bool:
    """False when somebody answered meanwhile."""
    rows = Bridge.objects.select_for_update(of=("self",)).select_related("need")
    bridge = rows.filter(late, pk=key).first()
    if bridge is None:
        return False
    bridge.state, bridge.ended_at = State.EXPIRED, now
    put_away(bridge)
    audit.record("expire_bridge", bridge)
    return True


def _put_unanswered_away(bridge: Bridge) -> None:
    """Only the side that said yes is written to: who did not answer is left in peace."""
    said = Side.ASKER if state_of(bridge, Side.ASKER) == SideState.ACCEPTED else Side.GIVER
    setattr(bridge, f"{said.other}_state", SideState.EXPIRED)
    bridge.save()
    letters.write_no_answer(bridge, to=said)


def _put_untold_away(bridge: Bridge) -> None:
    bridge.save()
    letters.write_never_told(bridge)
