from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest

from entrelieux.bridges.offering.reader import offer_index
from entrelieux.cli.serve import read_ahead
from entrelieux.search.build import build_atlas
from entrelieux.search.reader import atlas_reader

PATIENCE_SECONDS = 90


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def processes_of(folder: Path) -> list[int]:
    """Every process that was started with this folder of data, by /proc."""
    mark = f"ENTRELIEUX_DATA_DIR={folder}".encode()
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (entry / "environ").read_bytes().split(b"\0"):
                found.append(int(entry.name))
        except OSError:  # it ended while the list was being read
            continue
    return found


def wait_until(condition: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < deadline, f"{what}: not within {PATIENCE_SECONDS} s"
        time.sleep(0.1)


def answers(port: int) -> bool:
    try:
        with urlopen(f"http://127.0.0.1:{port}/compte/connexion/", timeout=5) as page:
            return bool(page.status == 200)
    except HTTPError:
        return False
    except (URLError, OSError):
        return False


class Server:
    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith("ENTRELIEUX_")
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "entrelieux.cli.main", "serve", "--port", str(self.port)],
            env={
                **environment,
                "DJANGO_SETTINGS_MODULE": "entrelieux.settings",
                "ENTRELIEUX_DATA_DIR": str(folder),
            },
        )

    def wait_until_ready(self) -> None:
        wait_until(lambda: answers(self.port), "the server answers")
        wait_until((self.folder / "worker.lock").exists, "the worker is at work")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    started = Server(tmp_path / "var")
    try:
        started.wait_until_ready()
        yield started
    finally:
        for pid in processes_of(started.folder):
            os.kill(pid, signal.SIGKILL)
        started.process.wait(10)


@pytest.mark.parametrize("asked", [signal.SIGTERM, signal.SIGINT])
def test_it_serves_and_stops_cleanly_with_its_worker(server: Server, asked: signal.Signals) -> None:
    assert len(processes_of(server.folder)) >= 3
    server.process.send_signal(asked)
    assert server.process.wait(PATIENCE_SECONDS) == 0
    wait_until(lambda: processes_of(server.folder) == [], "no process is left")


def test_killed_without_a_chance_it_leaves_no_orphan(server: Server) -> None:
    server.process.kill()
    server.process.wait(10)
    wait_until(lambda: processes_of(server.folder) == [], "no process is left")


def test_whoever_starts_after_its_parent_died_ends_at_once() -> None:
    orphan = "from entrelieux.cli.process import die_with_parent as die; die(); print('alive')"
    ended = subprocess.run(
        [sys.executable, "-c", orphan],
        env={**os.environ, "ENTRELIEUX_PARENT_PROCESS": "1"},
        capture_output=True,
        check=False,
    )
    assert (ended.returncode, ended.stdout) == (-signal.SIGTERM, b"")


def test_a_second_worker_on_the_same_file_does_not_start(server: Server) -> None:
    answer = subprocess.run(
        [sys.executable, "-m", "entrelieux.cli.main", "worker"],
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "entrelieux.settings",
            "ENTRELIEUX_DATA_DIR": str(server.folder),
            "ENTRELIEUX_DATABASE_URL": f"sqlite:///{server.folder}/entrelieux.sqlite3",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert (answer.returncode, "already at work" in answer.stderr) == (3, True)


@pytest.mark.django_db
def test_a_process_reads_ahead_what_its_first_visitor_needs(
    live_offers: None, django_assert_num_queries: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.db.connections.close_all", lambda: None)
    build_atlas()
    read_ahead()
    assert atlas_reader()._view is not None
    with django_assert_num_queries(2):  # whether anything changed since
        offer_index()
