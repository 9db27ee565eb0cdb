"""The worker: does the jobs one after the other until it is told to stop."""

from __future__ import annotations

import logging
from concurrent.futures import Future, ThreadPoolExecutor, wait
from threading import Event
from typing import Any

from django.db import OperationalError, close_old_connections, connections
from django.utils import timezone

from entrelieux.platform import queue
from entrelieux.platform.jobs import Progress, registry
from entrelieux.platform.models import Job

log = logging.getLogger(__name__)
BEAT_SECONDS = 1.0
SCHEDULE_SECONDS = 60.0


def run_worker(stop: Event) -> None:
    """Works until `stop` is set; the job under way is finished first."""
    registry.load()
    scheduled_at = None
    while not stop.is_set():
        now = timezone.now()
        if scheduled_at is None or (now - scheduled_at).total_seconds() >= SCHEDULE_SECONDS:
            queue.reap_expired(now)
            queue.schedule_periodic(now)
            scheduled_at = now
        job = queue.claim_next(timezone.now())
        if job:
            perform(job)
        else:
            stop.wait(BEAT_SECONDS)
        close_old_connections()
    connections.close_all()


def perform(job: Job) -> None:
    """Does a claimed job in a thread of its own, while this one keeps its lease and progress."""
    progress = Progress()
    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(_run, job, progress)
        _keep_alive(job, progress, future)
    error = future.exception()
    if error is None:
        queue.finish(job, progress, timezone.now())
    else:
        log.error("job %s (%s) failed", job.pk, job.kind, exc_info=error)
        queue.fail(job, error, timezone.now())


def run_jobs_now() -> int:
    """Does every job that is due, here and now; a failure is raised. Returns how many were done.

    For tests and commands that want the result before they end.
    """
    count = 0
    while job := queue.claim_next(timezone.now()):
        progress = Progress()
        registry.handlers[job.kind](job.arguments, progress)
        queue.finish(job, progress, timezone.now())
        count += 1
    return count


def _run(job: Job, progress: Progress) -> None:
    try:
        registry.handlers[job.kind](job.arguments, progress)
    finally:
        connections.close_all()


def _keep_alive(job: Job, progress: Progress, future: Future[Any]) -> None:
    lease = registry.handlers[job.kind].lease.total_seconds()
    seen, renewed_at = (0, 0), timezone.now()
    while not wait([future], timeout=BEAT_SECONDS).done:
        now, reached = timezone.now(), (progress.done, progress.total)
        if reached == seen and (now - renewed_at).total_seconds() < lease / 3:
            continue
        try:
            queue.renew_lease(job, progress, now)
        except OperationalError:
            # SQLite: the job itself holds the lock, so nobody else can take it either.
            continue
        seen, renewed_at = reached, now
