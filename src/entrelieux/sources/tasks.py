"""The work of imports that outlives a request."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.utils import timezone

from entrelieux.accounts.models import Person
from entrelieux.platform.fetching import fetch
from entrelieux.platform.jobs import enqueue, every, job
from entrelieux.sources.actions import apply_run, fail_lost_runs, preview_run, propose_run
from entrelieux.sources.jobs import APPLY, DUE, PREVIEW, RELEASE, REREAD, reread_key
from entrelieux.sources.models import Feed, ImportRun


# A file that kills its worker must not be given to it again and again.
@job(PREVIEW, retries=1)
def preview(*, run: int, progress: Any = None) -> None:
    preview_run(run=ImportRun.objects.select_related("feed__source").get(pk=run), progress=progress)


@job(APPLY)
def apply(*, run: int, by: int | None = None) -> None:
    person = Person.objects.filter(pk=by).first()
    apply_run(by=person, run=ImportRun.objects.get(pk=run))


@every(minutes=10)
@job(RELEASE)
def release() -> None:
    fail_lost_runs(by=None, now=timezone.now())


@every(minutes=30)
@job(DUE)
def ask_for_due_sources() -> None:
    """One job per source to read again: one that fails does not hold back the others."""
    now = timezone.now()
    for feed in Feed.objects.exclude(url="").filter(every_hours__isnull=False):
        if feed.read_at is None or feed.read_at + timedelta(hours=feed.every_hours) <= now:
            enqueue(REREAD, unique_key=reread_key(feed.pk), feed=feed.pk)


@job(REREAD, retries=2)
def reread(*, feed: int) -> None:
    """Reads a source again from its address; what disappeared from it is flagged."""
    wanted = Feed.objects.select_related("source").get(pk=feed)
    name = wanted.url.rsplit("/", 1)[-1] or wanted.source.slug
    content = ContentFile(fetch(wanted.url, most_bytes=settings.IMPORT_MAX_BYTES), name=name)
    run = preview_run(run=propose_run(by=None, feed=wanted, file=content, name=name))
    if run.state == ImportRun.State.PREVIEWED:
        apply_run(by=None, run=run)
