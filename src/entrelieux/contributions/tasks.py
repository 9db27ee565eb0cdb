"""What is sent on a schedule."""

from __future__ import annotations

from django.utils import timezone

from entrelieux.contributions.actions import send_reminders, tell_followers
from entrelieux.platform.jobs import every, job


@every(minutes=24 * 60)
@job("contributions.remind", lease_minutes=30)
def remind() -> None:
    send_reminders(today=timezone.localdate())


@every(minutes=5)
@job("contributions.tell", lease_minutes=30)
def tell() -> None:
    tell_followers(now=timezone.now())
