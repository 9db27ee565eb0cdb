"""Housekeeping: what is of no use any more is removed."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module

from django.conf import settings
from django.utils import timezone

from entrelieux.platform.jobs import every, job
from entrelieux.platform.models import Job, TokenBucket

KEEP_BUCKETS = timedelta(days=1)
KEEP_DONE = timedelta(days=7)
KEEP_FAILED = timedelta(days=60)


@every(minutes=360)
@job("tidy_up")
def tidy_up() -> None:
    """Ended sessions, idle rate limits, old jobs."""
    now = timezone.now()
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    TokenBucket.objects.filter(updated_at__lt=now - KEEP_BUCKETS).delete()
    Job.objects.filter(state=Job.State.DONE, ended_at__lt=now - KEEP_DONE).delete()
    Job.objects.filter(state=Job.State.FAILED, ended_at__lt=now - KEEP_FAILED).delete()
