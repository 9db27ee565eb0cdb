from __future__ import annotations

import json
import stat
import zipfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.utils import timezone

from entrelieux.accounts.models import Person
from entrelieux.charters.actions import start_charter
from entrelieux.charters.actions.credentials import issue_credential
from entrelieux.charters.actions.habilitations import grant_habilitation
from entrelieux.charters.badges import verified
from entrelieux.charters.models import BadgeKey
from entrelieux.cli.main import main
from tests.cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Path:
    settings.DATA_DIR = tmp_path / "var"
    settings.MEDIA_ROOT = tmp_path / "var" / "media"
    settings.ATLAS_DIR = tmp_path / "var" / "atlas"
    return tmp_path


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def saved(folder: Path, cast: Cast) -> Path:
    default_storage.save("imports/liste.csv", ContentFile("nom;ville\n"))
    file = folder / "saved.zip"
    assert run("backup", file).exit_code == 0
    return file


def rewritten(file: Path, change: dict[str, bytes | None]) -> Path:
    """The archive with some of its files changed, or left out for None."""
    copy = file.with_name("rewritten.zip")
    with zipfile.ZipFile(file) as read, zipfile.ZipFile(copy, "w") as written:
        contents = {name: read.read(name) for name in read.namelist()} | change
        for name, content in contents.items():
            if content is not None:
                written.writestr(name, content)
    return copy


def test_what_was_saved_comes_back_with_its_files(saved: Path) -> None:
    Person.objects.all().delete()
    default_storage.delete("imports/liste.csv")
    default_storage.save("imports/later.csv", ContentFile("later"))
    answer = run("restore", saved, "--replace")
    assert answer.exit_code == 0, answer.output
    assert sorted(Person.objects.values_list("name", flat=True)) == [
        "Alice",
        "Bob",
        "Chloe",
        "Driss",
        "Farid",
        "Opal",
    ]
    with default_storage.open("imports/liste.csv") as kept:
        assert kept.read() == b"nom;ville\n"
    assert not default_storage.exists("imports/later.csv")


def test_a_backup_is_for_its_owner_s_eyes(saved: Path) -> None:
    assert stat.S_IMODE(saved.stat().st_mode) == 0o600


def test_a_backup_never_overwrites_another_unasked(saved: Path) -> None:
    before = saved.read_bytes()
    assert run("backup", saved).exit_code == 1
    assert saved.read_bytes() == before
    assert run("backup", saved, "--force").exit_code == 0


def test_a_server_that_holds_work_keeps_it_unless_told(saved: Path) -> None:
    Person.objects.filter(name="Alice").update(name="Alice, later")
    answer = run("restore", saved)
    assert (answer.exit_code, "already holds data" in answer.output) == (1, True)
    assert Person.objects.filter(name="Alice, later").exists()


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"media/imports/liste.csv": b"forged"}, "is damaged"),
        ({"media/imports/liste.csv": None}, "is damaged"),
        ({"manifest.json": b"{}"}, "not a backup of Entrelieux"),
        ({"manifest.json": b"?"}, "not a backup of Entrelieux"),
        ({"manifest.json": None}, "not a backup of Entrelieux"),
    ],
)
def test_a_damaged_backup_changes_nothing(
    saved: Path, change: dict[str, bytes | None], reason: str
) -> None:
    Person.objects.filter(name="Alice").update(name="Alice, later")
    answer = run("restore", rewritten(saved, change), "--replace")
    assert (answer.exit_code, reason in answer.output) == (1, True)
    assert Person.objects.filter(name="Alice, later").exists()


@pytest.mark.parametrize(
    ("fact", "value", "reason"),
    [
        ("vendor", "oracle", "This backup is of oracle"),
        ("format", 99, "This backup has format 99"),
        ("files", {"media/../../evil": "0"}, "outside of its folder"),
        ("files", {"/etc/passwd": "0"}, "outside of its folder"),
    ],
)
def test_a_backup_from_elsewhere_is_refused(
    saved: Path, fact: str, value: object, reason: str
) -> None:
    with zipfile.ZipFile(saved) as archive:
        manifest = json.loads(archive.read("manifest.json"))
    forged = json.dumps({**manifest, fact: value}).encode()
    answer = run("restore", rewritten(saved, {"manifest.json": forged}), "--replace")
    assert (answer.exit_code, reason in answer.output) == (1, True)


def test_any_other_file_is_refused(folder: Path, cast: Cast) -> None:
    other = folder / "notes.txt"
    other.write_text("Bonjour")
    assert "not a backup of Entrelieux" in run("restore", other, "--replace").output


def test_the_archive_says_what_it_holds(saved: Path) -> None:
    with zipfile.ZipFile(saved) as archive:
        manifest = json.loads(archive.read("manifest.json"))
    assert manifest["vendor"] == connection.vendor
    assert len(manifest["files"]) == 2
    assert all(len(digest) == 64 for digest in manifest["files"].values())


def test_badges_signed_before_are_verified_after_a_restore_elsewhere_and_others_are_signed(
    folder: Path, cast: Cast, settings: Any
) -> None:
    """The private key is not in the archive: another server verifies with the public one."""
    today = timezone.localdate()
    community = cast.atelier
    start_charter(by=cast.alice, community=community, template_name="fablab")

    def taken(person: Person, badge: str) -> str:
        held = grant_habilitation(by=None, community=community, person=person, badge=badge)
        return issue_credential(by=person, habilitation=held).token

    token = taken(cast.bob, "laser-badge")
    file = folder / "saved.zip"
    assert run("backup", file).exit_code == 0
    with zipfile.ZipFile(file) as archive:
        assert not [name for name in archive.namelist() if "badge_keys" in name]
        assert not any(b"PRIVATE KEY" in archive.read(name) for name in archive.namelist())
    settings.DATA_DIR = folder / "elsewhere"
    settings.MEDIA_ROOT = settings.DATA_DIR / "media"
    settings.ATLAS_DIR = settings.DATA_DIR / "atlas"
    BadgeKey.objects.all().delete()
    assert verified(token, today).standing == "not-ours"
    answer = run("restore", file, "--replace")
    assert answer.exit_code == 0, answer.output
    assert verified(token, today).standing == "valid"
    other = taken(cast.alice, "saw-badge")
    assert verified(other, today).standing == "valid"
    assert BadgeKey.objects.count() == 2
