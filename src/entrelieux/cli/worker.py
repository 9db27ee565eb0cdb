"""`entrelieux worker`: does the jobs that wait."""

from __future__ import annotations

import os
import signal
from threading import Event
from typing import IO, Any

import click

from entrelieux.cli.django import prepare_database, setup_django
from entrelieux.cli.process import die_with_parent, take_lock

# Says to `serve` that starting again would not help.
EXIT_ALREADY_RUNNING = 3


@click.command("worker")
@click.option("--child", is_flag=True, hidden=True, help="Started by serve: end when it ends.")
def command(child: bool) -> None:
    """Do the work that waits until stopped: imports, mail, the atlas, housekeeping.

    Stops after the job under way on Ctrl+C or SIGTERM; at once when asked a second time. On SQLite
    `entrelieux serve` already runs one.
    """
    if child:
        die_with_parent()
    stop = Event()
    stop_on_signals(stop)
    setup_django()
    prepare_database()
    lock = only_worker()
    work(stop)
    if lock:
        lock.close()


def work(stop: Event) -> None:
    from django.db import connection
    from django.utils import timezone

    from entrelieux.platform.queue import reap_orphans
    from entrelieux.platform.worker import run_worker

    if connection.vendor == "sqlite":
        reap_orphans(timezone.now())
    run_worker(stop)


def only_worker() -> IO[str] | None:
    """On SQLite one worker is enough, and knows that what was running at its start is orphaned."""
    from django.conf import settings
    from django.db import connection

    if connection.vendor != "sqlite":
        return None
    lock = take_lock(settings.DATA_DIR / "worker.lock")
    if lock is None:
        click.echo("Another worker is already at work on this database.", err=True)
        raise SystemExit(EXIT_ALREADY_RUNNING)
    return lock


def stop_on_signals(stop: Event) -> None:
    def asked(_signal: int, _frame: Any) -> None:
        if stop.is_set():
            os._exit(1)  # asked twice: the job's lease gives it back to the next worker
        stop.set()

    signal.signal(signal.SIGTERM, asked)
    signal.signal(signal.SIGINT, asked)
