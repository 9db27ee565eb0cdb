"""`entrelieux restore`: brings an archive of `entrelieux backup` back."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from pathlib import Path

import click

from entrelieux.cli.archive import MEDIA, Manifest, read_manifest, verify
from entrelieux.cli.django import prepare_database, setup_django
from entrelieux.cli.process import take_lock


@click.command("restore")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="Replace what this server holds now.")
def command(file: Path, replace: bool) -> None:
    """Bring FILE back, made by `entrelieux backup` on the same kind of database.

    Every file is verified before anything is changed. Stop the server first.
    """
    setup_django()
    if not zipfile.is_zipfile(file):
        raise click.ClickException(f"{file} is not a backup of Entrelieux.")
    with zipfile.ZipFile(file) as archive:
        manifest = read_manifest(archive)
        refuse_if_unfit(manifest, replace=replace)
        verify(archive, manifest)
        bring_back(archive, manifest)
    prepare_database()
    rebuild_atlas()
    click.echo(f"Restored as of {manifest.made_at}.")


def refuse_if_unfit(manifest: Manifest, *, replace: bool) -> None:
    from django.conf import settings
    from django.db import connection

    from entrelieux.cli.database import holds_work

    if manifest.vendor != connection.vendor:
        raise click.ClickException(
            f"This backup is of {manifest.vendor}, and this server runs on {connection.vendor}: "
            "set ENTRELIEUX_DATABASE_URL to a database of the same kind."
        )
    lock = take_lock(settings.DATA_DIR / "worker.lock")
    if lock is None:
        raise click.ClickException("The server is running: stop it, then restore.")
    lock.close()
    if holds_work() and not replace:
        raise click.ClickException(
            "This server already holds data. Save it with `entrelieux backup`, "
            "then add --replace to lose it."
        )


def bring_back(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    from django.conf import settings

    from entrelieux.cli.database import load_database

    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="restore-", dir=settings.DATA_DIR) as folder:
        archive.extractall(folder, manifest.files)
        load_database(Path(folder, manifest.database))
        if settings.MEDIA_ROOT.exists():
            shutil.rmtree(settings.MEDIA_ROOT)
        if Path(folder, MEDIA).exists():
            Path(folder, MEDIA).rename(settings.MEDIA_ROOT)


def rebuild_atlas() -> None:
    from django.conf import settings

    from entrelieux.search.build import build_atlas

    shutil.rmtree(settings.ATLAS_DIR, ignore_errors=True)
    build_atlas()
