"""Keeping what the engine suggests for a need: one bridge an offer, and what nearly answered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from entrelieux.bridges.matching import Answer, Told, answer_for
from entrelieux.bridges.models import Bridge, Need, NeedState, SideState, State
from entrelieux.platform import audit

# What nobody has answered yet may be suggested anew, or no more.
UNANSWERED = Q(
    asker_state__in=[SideState.WAITING, SideState.SEEN],
    giver_state=SideState.WAITING,
    is_by_hand=False,
)


def match_need(*, need: Need, now: datetime) -> Need:
    """Reads every live offer for a need that is still looked for, and keeps the answer."""
    return keep_answer(need=need, answer=answer_for(need, need.author), now=now)


@transaction.atomic
def keep_answer(*, need: Need, answer: Answer, now: datetime) -> Need:
    """Writes suggestions that are new, and those that nobody answered anew; the rest stays."""
    locked = Need.objects.select_for_update().get(pk=need.pk)
    if locked.state != NeedState.OPEN:
        return locked
    locked.matched_at = now
    locked.gap_since = (locked.gap_since or now) if answer.is_gap else None
    locked.near_misses = [_shown(one) for one in answer.near_misses]
    locked.better = list(answer.better)
    locked.save()
    _keep_bridges(locked, answer)
    audit.record("match_need", locked, found=len(answer.suggestions))
    return locked


def _keep_bridges(need: Need, answer: Answer) -> None:
    told = {(one.live.kind.value, one.live.public_id): one for one in answer.suggestions}
    known = {
        (bridge.source_kind, bridge.source_id): bridge
        for bridge in Bridge.objects.select_for_update(of=("self",)).filter(need=need)
    }
    gone = [bridge.pk for source, bridge in known.items() if source not in told]
    Bridge.objects.filter(UNANSWERED, pk__in=gone).delete()
    open_ones = set(Bridge.objects.filter(UNANSWERED, need=need).values_list("pk", flat=True))
    for source, one in told.items():
        bridge = known.get(source)
        if bridge is None:
            _new(need, one).save()
        elif bridge.pk in open_ones:
            Bridge.objects.filter(pk=bridge.pk).update(**_facts(one))


def _new(need: Need, one: Told) -> Bridge:
    return Bridge(
        need=need,
        source_kind=one.live.kind,
        source_id=one.live.public_id,
        asker=need.author,
        asker_place=need.place,
        giver_id=one.live.giver,
        giver_place_id=one.live.place,
        state=State.SUGGESTED,
        is_example=need.is_example,
        **_facts(one),
    )


def _facts(one: Told) -> Mapping[str, Any]:
    return {
        "title": one.live.offer.title[:160],
        "reasons": list(one.reasons),
        "constant": one.constant,
        "score": one.score,
        "km": one.km,
    }


def _shown(one: Told) -> Mapping[str, Any]:
    return {
        "kind": one.live.kind.value,
        "id": one.live.public_id,
        "title": one.live.offer.title,
        "place": one.live.place_name,
        "url": one.live.url,
        "reasons": list(one.reasons),
    }
