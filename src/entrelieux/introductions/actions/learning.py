"""What a network learns from its answers: kept in the open, limited or forgotten at will."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from entrelieux.accounts.models import Person
from entrelieux.bridges.models import BOUNDS, LEAST_ANSWERS, Learned, Limit
from entrelieux.communities.models import Community
from entrelieux.core.bridging.learning import changes
from entrelieux.introductions.lessons import feedback_in
from entrelieux.platform import audit


@transaction.atomic
def learn(*, network: Community, now: datetime) -> Learned:
    """Reads every answer anew, so that nothing is counted twice."""
    learned = _locked(network)
    _read(learned, now)
    audit.record("learn", network, lines=len(learned.lines))
    return learned


@transaction.atomic
def limit_learning(*, by: Person, network: Community, limit: str, now: datetime) -> Learned:
    """How far answers may move what counts; at once, also for what they taught before."""
    learned = _locked(network)
    learned.limit = Limit(limit)
    _read(learned, now)
    audit.record("limit_learning", network, by=by, limit=limit)
    return learned


@transaction.atomic
def forget_lessons(*, by: Person, network: Community, now: datetime) -> Learned:
    """Begins again from nothing: answers given until now teach nothing any more."""
    learned = _locked(network)
    learned.since = now
    _read(learned, now)
    audit.record("forget_lessons", network, by=by)
    return learned


def _locked(network: Community) -> Learned:
    found, _is_new = Learned.objects.select_for_update().get_or_create(network=network)
    return found


def _read(learned: Learned, now: datetime) -> None:
    told = feedback_in(learned.network, learned.since)
    found = changes(told, bound=BOUNDS[learned.limit])
    learned.lines = [asdict(one) for one in found if one.answers >= LEAST_ANSWERS]
    learned.learned_at = now
    learned.save()
