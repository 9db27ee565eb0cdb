"""Copies of the whole database, in the way of each of the two engines."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import click
from django.db import connection, connections

FILE_NAMES = {"sqlite": "database.sqlite3", "postgresql": "database.pgdump"}
# A database where one of these has a row holds somebody's work.
TABLES_OF_WORK = (
    "accounts_person",
    "communities_community",
    "places_place",
    "platform_auditevent",
)


def dump_database(folder: Path) -> Path:
    """A copy as of one moment, taken while the server goes on."""
    target = folder / FILE_NAMES[connection.vendor]
    if connection.vendor == "sqlite":
        copy_sqlite(Path(connection.settings_dict["NAME"]), target)
    else:
        run_postgres("pg_dump", "--format=custom", "--no-owner", f"--file={target}")
    return target


def load_database(dump: Path) -> None:
    """Replaces what the database holds, wholly or not at all."""
    connections.close_all()
    if connection.vendor == "sqlite":
        copy_sqlite(dump, Path(connection.settings_dict["NAME"]))
    else:
        run_postgres(
            "pg_restore",
            "--clean",
            "--if-exists",
            "--no-owner",
            "--single-transaction",
            f"--dbname={connection.settings_dict['NAME']}",
            str(dump),
        )


def copy_sqlite(source: Path, target: Path) -> None:
    """SQLite's own online copy: consistent even while others write, readable meanwhile."""
    with closing(sqlite3.connect(source)) as read, closing(sqlite3.connect(target)) as written:
        read.backup(written)


def run_postgres(tool: str, *arguments: str) -> None:
    facts = connection.settings_dict
    variables = {
        "PGHOST": facts["HOST"],
        "PGPORT": facts["PORT"],
        "PGUSER": facts["USER"],
        "PGPASSWORD": facts["PASSWORD"],
        "PGDATABASE": facts["NAME"],
    }
    environment = os.environ | {name: str(value) for name, value in variables.items() if value}
    command = [find_tool(tool), *arguments]
    done = subprocess.run(  # noqa: S603 - a tool found by name, arguments of ours
        command, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise click.ClickException(f"{tool} failed: {done.stderr.strip()}")


def find_tool(name: str) -> str:
    """The newest of PostgreSQL's own tools: an older one refuses a newer server."""
    installed = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)
    found = str(installed[0]) if installed else shutil.which(name)
    if found is None:
        raise click.ClickException(
            f"{name} is missing: install PostgreSQL’s client tools (Debian: postgresql-client)."
        )
    return found


def holds_work() -> bool:
    """Whether somebody would miss what the database holds."""
    known = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for table in known.intersection(TABLES_OF_WORK):
            cursor.execute(f"SELECT 1 FROM {table} LIMIT 1")  # noqa: S608 - our own constants
            if cursor.fetchone():
                return True
    return False
