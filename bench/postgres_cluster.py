"""A PostgreSQL of one's own for the time of a bench, in a temporary folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "shared_buffers": "1GB",
    "work_mem": "256MB",
    "maintenance_work_mem": "512MB",
    "max_wal_size": "4GB",
    "jit": "off",
}


def binaries() -> Path | None:
    """The folder of the server's programs; None when PostgreSQL is not installed."""
    found = shutil.which("pg_ctl")
    if found:
        return Path(found).parent
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    return folders[-1] if folders else None


@contextmanager
def postgres() -> Iterator[psycopg.Connection]:
    """An open connection in autocommit. The server refuses root: it then runs as nobody."""
    programs, user = binaries(), "nobody" if os.geteuid() == 0 else None
    assert programs, "PostgreSQL is not installed."
    with tempfile.TemporaryDirectory(prefix="bench-postgres-") as name:
        folder = Path(name)
        if user:
            shutil.chown(folder, user)
        data = folder / "data"
        initdb = [programs / "initdb", "-D", data, "-A", "trust", "-U", "bench", "-E", "UTF8"]
        quiet = {"check": True, "stdout": subprocess.DEVNULL, "user": user, "cwd": folder}
        subprocess.run([*initdb, "--locale", "C.UTF-8"], **quiet)
        options = [f"-c{key}={value}" for key, value in SETTINGS.items()]
        server = subprocess.Popen(
            [programs / "postgres", "-D", data, "-k", folder, *options],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            user=user,
            cwd=folder,
        )
        try:
            with _connected(folder) as connection:
                yield connection
        finally:
            server.terminate()
            server.wait(60)


def _connected(folder: Path) -> psycopg.Connection:
    deadline = time.monotonic() + 30
    while True:
        try:
            return psycopg.connect(
                host=str(folder), user="bench", dbname="postgres", autocommit=True
            )
        except psycopg.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)
