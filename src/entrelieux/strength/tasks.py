"""Networks are measured once a day."""

from __future__ import annotations

from django.utils import timezone

from entrelieux.platform.jobs import every, job
from entrelieux.strength.actions import measure_networks


@every(minutes=24 * 60)
@job("strength.measure", lease_minutes=60)
def measure() -> None:
    measure_networks(now=timezone.now(), today=timezone.localdate())
