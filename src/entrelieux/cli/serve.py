"""`entrelieux serve`: the pages, and on SQLite the worker, in one tree of processes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from threading import Event, Thread
from typing import Any

import click

from entrelieux.cli.django import prepare_database, setup_django
from entrelieux.cli.process import die_with_parent, have_children
from entrelieux.cli.worker import EXIT_ALREADY_RUNNING

THREADS_PER_PROCESS = 4
WORKER_PATIENCE_SECONDS = 30
WORKER_RESTART_SECONDS = 2


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, help="Port to listen on.")
@click.option(
    "--processes", type=click.IntRange(1), help="Web processes [default: one per core, at most 4]"
)
@click.option("--worker/--no-worker", default=None, help="Run the worker too [default: on SQLite]")
def command(host: str, port: int, processes: int | None, worker: bool | None) -> None:
    """Serve the pages until Ctrl+C or SIGTERM.

    Makes the database and the static files ready first. With PostgreSQL, run `entrelieux worker`
    beside it.
    """
    setup_django()
    prepare_database()
    serve(host=host, port=port, processes=processes, worker=worker)


def serve(
    *, host: str, port: int, processes: int | None = None, worker: bool | None = None
) -> None:
    """Blocks until stopped; leaves no process behind. Django must be set up."""
    from django.db import connection, connections
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    with_worker = connection.vendor == "sqlite" if worker is None else worker
    connections.close_all()
    have_children()
    server = Server(
        "entrelieux.cli.serve:web_application",
        factory=True,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=processes or default_processes(),
        blocking_threads=THREADS_PER_PROCESS,
        respawn_failed_workers=True,
        workers_kill_timeout=WORKER_PATIENCE_SECONDS,
        log_level=LogLevels.warning,
    )
    if with_worker:
        supervisor = WorkerSupervisor()
        server.on_startup(supervisor.start)
        server.on_shutdown(supervisor.stop)
    server.on_startup(lambda: click.echo(f"Listening on http://{host}:{port}/", err=True))
    server.serve()


def web_application() -> Callable[..., Any]:
    """What each web process loads."""
    die_with_parent()
    from entrelieux.wsgi import application

    Thread(target=read_ahead, name="read-ahead", daemon=True).start()
    return application


def read_ahead() -> None:
    """Reads what the first visitor would otherwise wait for: the atlas, its words, the offers."""
    from django.db import connections

    from entrelieux.bridges.offering.reader import offer_index
    from entrelieux.search.models import AtlasBuild
    from entrelieux.search.reader import current_view
    from entrelieux.search.understanding import readings_of

    try:
        # Without an atlas the first visitor builds one; not every process at once.
        if AtlasBuild.objects.exists():
            readings_of(current_view().snapshot)
            offer_index()
    finally:
        connections.close_all()


def default_processes() -> int:
    return min(4, len(os.sched_getaffinity(0)))


class WorkerSupervisor:
    """Starts the worker again when it dies, and ends it with the server."""

    def __init__(self) -> None:
        self._stopping = Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = Thread(target=self._watch, name="worker-supervisor", daemon=True)

    def start(self) -> None:
        self._process = self._spawn()
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        if self._process:
            self._process.terminate()
        self._thread.join(WORKER_PATIENCE_SECONDS)
        if self._process and self._process.poll() is None:
            self._process.kill()

    def _spawn(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen([sys.executable, "-m", "entrelieux.cli.main", "worker", "--child"])

    def _watch(self) -> None:
        while self._process:
            code = self._process.wait()
            if self._stopping.is_set() or code == EXIT_ALREADY_RUNNING:
                return
            click.echo(f"The worker stopped (code {code}): starting it again.", err=True)
            self._stopping.wait(WORKER_RESTART_SECONDS)
            if not self._stopping.is_set():
                self._process = self._spawn()
