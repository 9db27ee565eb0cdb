"""Runs that a dead worker left « being read » say so, rather than never end."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from entrelieux.accounts.models import Person
from entrelieux.platform import audit
from entrelieux.platform.jobs import LIVE
from entrelieux.platform.models import Job
from entrelieux.sources.jobs import preview_key, reread_key
from entrelieux.sources.models import ImportRun

# A command reads without a job: no file takes that long.
LONGEST_READING = timedelta(hours=1)


@transaction.atomic
def fail_lost_runs(*, by: Person | None, now: datetime) -> int:
    """Marks as failed the runs that nobody reads any more; returns how many.

    A job that waits to be tried again still holds its run.
    """
    reading = ImportRun.objects.select_for_update().filter(state=ImportRun.State.READING)
    lost = [run for run in reading if _is_lost(run, now)]
    for run in lost:
        run.state = ImportRun.State.FAILED
        run.error = _("La lecture s’est interrompue. Rien n’a changé : relisez le fichier.")
        run.save(update_fields=["state", "error"])
        audit.record("fail_lost_run", run, by=by)
    return len(lost)


def _is_lost(run: ImportRun, now: datetime) -> bool:
    keys = [preview_key(run.pk), reread_key(run.feed_id)]
    if Job.objects.filter(unique_key__in=keys, state__in=LIVE).exists():
        return False
    ended = Job.objects.filter(unique_key=preview_key(run.pk)).exists()
    return ended or run.created_at < now - LONGEST_READING
