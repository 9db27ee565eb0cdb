"""Starts Django for the commands that need it, and makes its database and static files ready."""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

STATIC_STAMP = ".collected"


def setup_django() -> None:
    """Raises a `ClickException` that names the variable at fault when a setting is wrong."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "entrelieux.settings")
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as error:
        raise click.ClickException(str(error)) from error


def prepare_database() -> None:
    """Makes the folder of data, the tables that are missing, and the static files to serve."""
    from django.conf import settings
    from django.core.management import call_command

    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    with one_at_a_time(settings.DATA_DIR / "prepare.lock"):
        if has_pending_migrations():
            click.echo("Preparing the database…", err=True)
            call_command("migrate", verbosity=0, interactive=False)
        collect_static(settings.STATIC_ROOT)


def has_pending_migrations() -> bool:
    from django.db import OperationalError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
    except OperationalError as error:
        raise click.ClickException(
            f"The database does not answer: {error}".strip()
            + "\nCheck ENTRELIEUX_DATABASE_URL, and that the database server is running."
        ) from error
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def collect_static(root: Path) -> None:
    """Copies and compresses static files, only when one of them changed since the last time."""
    from django.core.management import call_command

    stamp, wanted = root / STATIC_STAMP, static_digest()
    if stamp.exists() and stamp.read_text("ascii") == wanted:
        return
    click.echo("Preparing the static files…", err=True)
    call_command("collectstatic", verbosity=0, interactive=False)
    stamp.write_text(wanted, "ascii")


def static_digest() -> str:
    from django.contrib.staticfiles.finders import get_finders

    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            file = Path(storage.path(name)).stat()
            digest.update(f"{name}:{file.st_size}:{file.st_mtime_ns}\n".encode())
    return digest.hexdigest()


@contextmanager
def one_at_a_time(path: Path) -> Iterator[None]:
    """Waits for the other processes of this host that prepare the same folder."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
