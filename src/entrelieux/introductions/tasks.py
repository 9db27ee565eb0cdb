"""What is asked and told on a schedule."""

from __future__ import annotations

from django.utils import timezone

from entrelieux.communities.models import Community
from entrelieux.introductions.actions import (
    ask_whether_it_happened,
    expire_bridges,
    learn,
    send_digests,
)
from entrelieux.platform.jobs import every, job


@every(minutes=24 * 60)
@job("introductions.ask", lease_minutes=30)
def ask() -> None:
    ask_whether_it_happened(now=timezone.now())


@every(minutes=24 * 60)
@job("introductions.expire", lease_minutes=30)
def expire() -> None:
    expire_bridges(now=timezone.now())


@every(minutes=24 * 60)
@job("introductions.digest", lease_minutes=30)
def digest() -> None:
    send_digests(now=timezone.now(), today=timezone.localdate())


@every(minutes=24 * 60)
@job("introductions.learn", lease_minutes=30)
def learn_from_answers() -> None:
    for network in Community.objects.filter(kind=Community.Kind.NETWORK).order_by("pk"):
        learn(network=network, now=timezone.now())
