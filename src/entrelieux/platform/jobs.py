"""Work done outside a request: declared with `job`, asked for with `enqueue`, done by a worker.

    @every(minutes=60)
    @job("purge", retries=3, lease_minutes=5)
    def purge(*, progress: Progress) -> None: ...

A handler takes the arguments of `enqueue` by name, and a `Progress` when it has a parameter of that
name. It must bear being run twice: a worker can die after the work and before saying so.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from importlib import import_module
from inspect import signature
from typing import Any, TypeVar

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from entrelieux.platform.models import Job

LIVE = (Job.State.QUEUED, Job.State.RUNNING)


@dataclass(slots=True)
class Progress:
    """How far a handler is; it only sets numbers, the worker writes them once a second."""

    done: int = 0
    total: int = 0

    def __call__(self, done: int, total: int = 0) -> None:
        self.done = done
        self.total = max(total, self.total)


@dataclass(frozen=True, slots=True)
class Handler:
    """How a kind of job is done; `every` is set when it comes back by itself."""

    kind: str
    run: Callable[..., Any]
    retries: int
    lease: timedelta
    every: timedelta | None = None

    def __call__(self, arguments: dict[str, Any], progress: Progress) -> None:
        if "progress" in signature(self.run).parameters:
            arguments = {**arguments, "progress": progress}
        self.run(**arguments)


@dataclass(slots=True)
class Registry:
    handlers: dict[str, Handler] = field(default_factory=dict)
    loaded: bool = False

    def load(self) -> dict[str, Handler]:
        """Every handler of the modules that settings.JOB_HANDLERS names."""
        if not self.loaded:
            for name in settings.JOB_HANDLERS:
                import_module(name)
            self.loaded = True
        return self.handlers


registry = Registry()
F = TypeVar("F", bound=Callable[..., Any])


def job(kind: str, *, retries: int = 5, lease_minutes: float = 10) -> Callable[[F], F]:
    """Declares the function that does a kind of job.

    `lease_minutes`: how long after its worker's death a job is given to another one.
    """

    def declare(function: F) -> F:
        lease = timedelta(minutes=lease_minutes)
        registry.handlers[kind] = Handler(kind, function, retries, lease)
        return function

    return declare


def every(*, minutes: float) -> Callable[[F], F]:
    """Placed above `job`: the job comes back by itself, `minutes` after its last end."""

    def declare(function: F) -> F:
        for kind, handler in list(registry.handlers.items()):
            if handler.run is function:
                registry.handlers[kind] = replace(handler, every=timedelta(minutes=minutes))
        return function

    return declare


def enqueue(
    kind: str, *, unique_key: str = "", run_at: datetime | None = None, **arguments: Any
) -> Job:
    """Asks, in the caller's transaction, for a job to be done not before `run_at`.

    With a `unique_key`, asking again while one is queued or running returns that one, brought
    forward when the new date is earlier.
    """
    wanted_at = run_at or timezone.now()
    known = _live_job(unique_key, wanted_at)
    if known:
        return known
    try:
        with transaction.atomic():
            return Job.objects.create(
                kind=kind, arguments=arguments, unique_key=unique_key, run_at=wanted_at
            )
    except IntegrityError:
        # Somebody asked for the same between the two statements above.
        known = _live_job(unique_key, wanted_at)
        return known if known else enqueue(kind, unique_key=unique_key, run_at=run_at, **arguments)


def _live_job(unique_key: str, wanted_at: datetime) -> Job | None:
    if not unique_key:
        return None
    live = Job.objects.filter(unique_key=unique_key, state__in=LIVE).first()
    if live and live.state == Job.State.QUEUED and wanted_at < live.run_at:
        live.run_at = wanted_at
        live.save(update_fields=["run_at"])
    return live


def latest_job(unique_key: str) -> Job | None:
    """The job of that key that is waiting, running or ended last: what a page shows progress of."""
    return Job.objects.filter(unique_key=unique_key).order_by("-pk").first()
