"""`entrelieux backup`: the database and the files, in one archive."""

from __future__ import annotations

import tempfile
from pathlib import Path

import click

from entrelieux.cli.archive import media_files, write_archive
from entrelieux.cli.django import setup_django


@click.command("backup")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Overwrite FILE when it exists.")
def command(file: Path, force: bool) -> None:
    """Save the database and the files in FILE, a zip, while the server goes on.

    FILE holds personal data: only its owner can read it. The secret key is not in it; without it
    people sign in again after a restore, and lose nothing else. Neither are the private keys of
    badges (the folder badge_keys, to keep apart): badges that were signed can still be verified,
    and another key signs those to come.
    """
    if file.exists() and not force:
        raise click.ClickException(f"{file} exists: choose another name, or add --force.")
    setup_django()
    from django.conf import settings
    from django.db import connection
    from django.utils import timezone

    from entrelieux.cli.database import dump_database

    facts = {"made_at": timezone.now().isoformat(), "vendor": connection.vendor}
    with tempfile.TemporaryDirectory(prefix="entrelieux-backup-") as folder:
        # The database first: a file that a row names was written before the row.
        dump = dump_database(Path(folder))
        files = {dump.name: dump, **dict(media_files(settings.MEDIA_ROOT))}
        write_archive(file, facts, files)
    click.echo(f"{file}: {len(files)} files, {file.stat().st_size / 1e6:.1f} MB")
