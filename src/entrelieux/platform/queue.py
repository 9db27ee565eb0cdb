"""The queue behind `jobs`: claiming under a lease, retrying later, reaping what a dead worker left.

Every function takes the moment it acts at, so that tests need not wait.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection, models, transaction

from entrelieux.platform.errors import EntrelieuxError
from entrelieux.platform.jobs import Handler, Progress, enqueue, registry
from entrelieux.platform.models import Job

FIRST_WAIT_SECONDS = 30
LONGEST_WAIT_SECONDS = 3600
DIED = "The worker stopped before the end."


def claim_next(now: datetime) -> Job | None:
    """Takes the oldest job that is due, for one worker only; None when there is nothing to do."""
    due = Job.objects.filter(
        state=Job.State.QUEUED, run_at__lte=now, kind__in=registry.load()
    ).order_by("run_at", "pk")
    # On SQLite a transaction takes the one lock for writing: look before asking for it.
    if not due.exists():
        return None
    with transaction.atomic():
        if connection.features.has_select_for_update_skip_locked:
            due = due.select_for_update(skip_locked=True)
        job = due.first()
        if job is None:
            return None
        job.state = Job.State.RUNNING
        job.attempts += 1
        job.leased_until = now + registry.handlers[job.kind].lease
        job.progress_done = job.progress_total = 0
        job.save()
    return job


def renew_lease(job: Job, progress: Progress, now: datetime) -> None:
    _still_ours(job).update(
        leased_until=now + registry.handlers[job.kind].lease,
        progress_done=progress.done,
        progress_total=progress.total,
    )


def finish(job: Job, progress: Progress, now: datetime) -> None:
    _still_ours(job).update(
        state=Job.State.DONE,
        ended_at=now,
        leased_until=None,
        error="",
        progress_done=progress.done,
        progress_total=progress.total,
    )


def fail(job: Job, error: BaseException, now: datetime) -> None:
    """Waits longer after each failure, then gives up.

    An error of ours says what a person has to do: trying again would not help.
    """
    text = str(error) if isinstance(error, EntrelieuxError) else f"{type(error).__name__}: {error}"
    _retry_or_give_up(job, text, now, final=isinstance(error, EntrelieuxError))


def reap_expired(now: datetime) -> int:
    """Gives back the jobs whose worker died; returns how many."""
    expired = Job.objects.filter(state=Job.State.RUNNING, leased_until__lt=now)
    jobs = list(expired.filter(kind__in=registry.load()))
    for job in jobs:
        _retry_or_give_up(job, DIED, now, final=False)
    return len(jobs)


def reap_orphans(now: datetime) -> int:
    """Gives back every running job: for a worker that knows that it is the only one."""
    Job.objects.filter(state=Job.State.RUNNING).update(leased_until=now - timedelta(seconds=1))
    return reap_expired(now)


def schedule_periodic(now: datetime) -> None:
    """Sees to it that each job that comes back by itself is waiting for its next time."""
    for handler in registry.load().values():
        if handler.every is not None:
            _schedule(handler, handler.every, now)


def backoff(attempts: int) -> timedelta:
    """30 s, 1 min, 2 min… at most one hour."""
    seconds = FIRST_WAIT_SECONDS * 2 ** (attempts - 1)
    return timedelta(seconds=min(seconds, LONGEST_WAIT_SECONDS))


def _schedule(handler: Handler, every: timedelta, now: datetime) -> None:
    key = f"every:{handler.kind}"
    jobs = Job.objects.filter(unique_key=key)
    if jobs.filter(state__in=[Job.State.QUEUED, Job.State.RUNNING]).exists():
        return
    last_end = jobs.order_by("-ended_at").values_list("ended_at", flat=True).first()
    enqueue(handler.kind, unique_key=key, run_at=last_end + every if last_end else now)


def _retry_or_give_up(job: Job, error: str, now: datetime, *, final: bool) -> None:
    if final or job.attempts > registry.handlers[job.kind].retries:
        changes = {"state": Job.State.FAILED, "ended_at": now}
    else:
        changes = {"state": Job.State.QUEUED, "run_at": now + backoff(job.attempts)}
    _still_ours(job).update(error=error, leased_until=None, **changes)


def _still_ours(job: Job) -> models.QuerySet[Job]:
    """Nothing, when the lease ran out and another worker took the job."""
    return Job.objects.filter(pk=job.pk, state=Job.State.RUNNING, attempts=job.attempts)
