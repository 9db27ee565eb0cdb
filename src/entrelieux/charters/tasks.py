"""What time does to rules: trials that nobody reviewed are over."""

from __future__ import annotations

from django.utils import timezone

from entrelieux.charters.actions import lapse_trials
from entrelieux.platform.jobs import every, job


@every(minutes=60)
@job("charters.trials")
def tell_lapsed_trials() -> None:
    lapse_trials(day=timezone.localdate())
