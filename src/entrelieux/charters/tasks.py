"""What time does to rules: a trial asks for its review, and is over when nobody makes it."""

from __future__ import annotations

from django.utils import timezone

from entrelieux.charters.actions import lapse_trials, remind_reviews
from entrelieux.platform.jobs import every, job


@every(minutes=60)
@job("charters.trials")
def tell_lapsed_trials() -> None:
    remind_reviews(day=timezone.localdate())
    lapse_trials(day=timezone.localdate())
