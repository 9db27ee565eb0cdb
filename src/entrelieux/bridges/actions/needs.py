"""Writing needs: asking, changing, renewing, passing on, closing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from entrelieux.accounts.models import Person
from entrelieux.bridges.errors import AlreadyOver
from entrelieux.bridges.models import Need, NeedState, Visibility
from entrelieux.bridges.permissions import refuse_minors
from entrelieux.places.models import Place
from entrelieux.platform import audit

# How long a need is looked for before its author is asked whether it still is one.
LIVES = timedelta(days=60)


@transaction.atomic
def post_need(
    *, by: Person, values: Mapping[str, Any], now: datetime, shown_at: Iterable[Place] = ()
) -> Need:
    """A new need of `by`; `values` are columns of `Need`. Raises `ForAdults`."""
    refuse_minors(by)
    need = Need(author=by, expires_at=now + LIVES, **values)
    need.save()
    need.shown_at.set(shown_at)
    audit.record("post_need", need, by=by)
    return need


@transaction.atomic
def change_need(
    *, by: Person, need: Need, values: Mapping[str, Any], shown_at: Iterable[Place] | None = None
) -> Need:
    """Writes columns of a need that is still looked for. Raises `AlreadyOver`."""
    locked = _open(need)
    for name, value in values.items():
        setattr(locked, name, value)
    locked.save()
    if shown_at is not None:
        locked.shown_at.set(shown_at)
    audit.record("change_need", locked, by=by)
    return locked


@transaction.atomic
def renew_need(*, by: Person, need: Need, now: datetime) -> Need:
    """Still looked for, or again: as long as a new one. Raises `AlreadyOver` on a closed one."""
    locked = _locked(need)
    if locked.state == NeedState.CLOSED:
        raise AlreadyOver(_("Ce besoin est clos : écrivez-en un nouveau."))
    locked.state, locked.renewed_at, locked.expires_at = NeedState.OPEN, now, now + LIVES
    locked.answered_at = None
    locked.save()
    audit.record("renew_need", locked, by=by)
    return locked


@transaction.atomic
def forward_need(*, by: Person, need: Need, now: datetime) -> Need:
    """A host to whom it was given passes it on to the network; whose it is stays untold."""
    locked = _open(need)
    if locked.visibility != Visibility.HOST:
        raise AlreadyOver(_("Ce besoin est déjà transmis."))
    locked.visibility, locked.forwarded_by, locked.forwarded_at = Visibility.NETWORK, by, now
    locked.save()
    audit.record("forward_need", locked, by=by)
    return locked


@transaction.atomic
def answer_need(*, by: Person, need: Need, now: datetime) -> Need:
    """Somebody was found: no more suggestions, until it is renewed or closed."""
    locked = _open(need)
    locked.state, locked.answered_at, locked.gap_since = NeedState.ANSWERED, now, None
    locked.save()
    audit.record("answer_need", locked, by=by)
    return locked


@transaction.atomic
def close_need(*, by: Person, need: Need, now: datetime, thanks: str = "") -> Need:
    """Over for good, with a word of thanks or none."""
    locked = _locked(need)
    if locked.state == NeedState.CLOSED:
        raise AlreadyOver(_("Ce besoin est déjà clos."))
    locked.state, locked.closed_at, locked.gap_since = NeedState.CLOSED, now, None
    locked.thanks = thanks[:1_000]
    locked.save()
    audit.record("close_need", locked, by=by)
    return locked


@transaction.atomic
def expire_needs(*, now: datetime) -> int:
    """Those that nobody renewed in time; returns how many. Their authors can renew them still."""
    past = Need.objects.filter(
        state__in=[NeedState.OPEN, NeedState.ANSWERED], expires_at__lte=now
    ).select_for_update()
    needs = list(past)
    for need in needs:
        need.state = NeedState.EXPIRED
        need.save(update_fields=["state", "updated_at"])
        audit.record("expire_need", need)
    return len(needs)


def _open(need: Need) -> Need:
    locked = _locked(need)
    if locked.state != NeedState.OPEN:
        raise AlreadyOver(_("Ce besoin n’est plus en cours : renouvelez-le d’abord."))
    return locked


def _locked(need: Need) -> Need:
    locked: Need = Need.objects.select_for_update().get(pk=need.pk)
    return locked
