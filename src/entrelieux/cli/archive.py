"""The archive of `backup` and `restore`: a zip whose manifest lists every file and its digest."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import click

FORMAT = 1
MANIFEST = "manifest.json"
MEDIA = "media/"
CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an archive holds; `files` maps the name of each to its SHA-256."""

    format: int
    made_at: str
    vendor: str
    files: Mapping[str, str]

    @property
    def database(self) -> str:
        return next(name for name in self.files if not name.startswith(MEDIA))


def write_archive(path: Path, manifest_facts: Mapping[str, Any], files: Mapping[str, Path]) -> None:
    """Writes the archive beside its place, then moves it there: never half an archive."""
    unfinished = path.with_name(f"{path.name}.unfinished")
    digests = {}
    unfinished.touch(mode=0o600)
    with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        with click.progressbar(files.items(), label="Saving", show_pos=True) as bar:
            for name, file in bar:
                digests[name] = digest_of(file.open("rb"))
                archive.write(file, name)
        manifest = Manifest(format=FORMAT, files=digests, **manifest_facts)
        archive.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1))
    unfinished.replace(path)


def read_manifest(archive: zipfile.ZipFile) -> Manifest:
    """Raises a `ClickException` when the archive is not one of ours."""
    try:
        manifest = Manifest(**json.loads(archive.read(MANIFEST)))
    except (KeyError, TypeError, ValueError) as error:
        raise click.ClickException("This file is not a backup of Entrelieux.") from error
    if manifest.format != FORMAT:
        raise click.ClickException(
            f"This backup has format {manifest.format}; this version reads format {FORMAT}. "
            "Restore it with the version that made it."
        )
    return manifest


def verify(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    """Reads every file through before anything is changed."""
    with click.progressbar(manifest.files.items(), label="Verifying", show_pos=True) as bar:
        for name, expected in bar:
            refuse_outside(name)
            try:
                found = digest_of(archive.open(name))
            except (KeyError, zipfile.BadZipFile) as error:
                raise damaged(name) from error
            if found != expected:
                raise damaged(name)


def refuse_outside(name: str) -> None:
    parts = PurePosixPath(name).parts
    if PurePosixPath(name).is_absolute() or ".." in parts:
        raise click.ClickException(f"This backup names a file outside of its folder: {name}")


def damaged(name: str) -> click.ClickException:
    return click.ClickException(
        f"{name} is damaged in this backup: nothing was changed. Try an older backup."
    )


def digest_of(file: Any) -> str:
    digest = hashlib.sha256()
    with file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def media_files(root: Path) -> Iterator[tuple[str, Path]]:
    for file in sorted(root.rglob("*")):
        if file.is_file():
            yield MEDIA + file.relative_to(root).as_posix(), file
