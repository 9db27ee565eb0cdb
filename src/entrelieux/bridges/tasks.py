"""What time does to needs and offers: they meet again when something changed, and they expire."""

from __future__ import annotations

from django.utils import timezone

from entrelieux.bridges.actions import expire_needs, expire_offers, match_need
from entrelieux.bridges.queries import needs_to_match
from entrelieux.platform.jobs import enqueue, every, job

MATCH = "bridges.match_one"


@every(minutes=10)
@job("bridges.match")
def ask_for_matches() -> None:
    """One job a need: one that fails does not hold back the others."""
    for need in needs_to_match(timezone.now()):
        enqueue(MATCH, unique_key=f"{MATCH}:{need.pk}", need=need.pk)


@job(MATCH, retries=2)
def match_one(*, need: int) -> None:
    now = timezone.now()
    wanted = needs_to_match(now).filter(pk=need).first()
    if wanted:
        match_need(need=wanted, now=now)


@every(minutes=60)
@job("bridges.expire")
def expire() -> None:
    now = timezone.now()
    expire_needs(now=now)
    expire_offers(now=now)
