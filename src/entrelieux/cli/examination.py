"""What the doctor looks at. Each examination returns one finding, and changes nothing."""

from __future__ import annotations

import os
import shutil
import smtplib
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from importlib.metadata import version
from pathlib import Path
from platform import python_version
from typing import Literal
from urllib.parse import urlsplit

import click
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import Error, connection
from django.http.request import validate_host
from django.utils import timezone

from entrelieux.cli.django import STATIC_STAMP, has_pending_migrations, static_digest
from entrelieux.messaging.smtp import mail_server
from entrelieux.platform.models import Job
from entrelieux.search.models import AtlasBuild

GIB = 1 << 30
LEAST_FREE_BYTES = GIB
SECRET_LENGTH = 32
LATE_JOB = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Finding:
    subject: str
    gravity: Literal["ok", "warning", "fault"]
    text: str
    remedy: str = ""


Examination = Callable[[], Finding]


def examine() -> Iterator[Finding]:
    """Findings in the order in which they are mended; the database's own last ones need it."""
    for look in (versions, data_folder, disk, secret, address):
        yield look()
    found = database()
    yield found
    if found.gravity != "fault":
        found = tables()
        yield found
    if found.gravity != "fault":
        yield worker()
        yield atlas()
    for look in (static_files, mail, languages):
        yield look()


def versions() -> Finding:
    return Finding(
        "Versions", "ok", f"Entrelieux {version('entrelieux')}, Python {python_version()}"
    )


def data_folder() -> Finding:
    folder = settings.DATA_DIR
    nearest = next(parent for parent in (folder, *folder.parents) if parent.exists())
    if os.access(nearest, os.W_OK | os.X_OK):
        return Finding("Data folder", "ok", str(folder))
    return Finding(
        "Data folder",
        "fault",
        f"{folder} cannot be written",
        "Give it to the user that runs Entrelieux, or set ENTRELIEUX_DATA_DIR to another folder.",
    )


def disk() -> Finding:
    folder = settings.DATA_DIR
    nearest = next(parent for parent in (folder, *folder.parents) if parent.exists())
    free = shutil.disk_usage(nearest).free
    text = f"{free / GIB:.1f} GiB free"
    if free >= LEAST_FREE_BYTES:
        return Finding("Disk", "ok", text)
    return Finding("Disk", "warning", text, "Make room: the atlas and backups need a gibibyte.")


def secret() -> Finding:
    kept = settings.DATA_DIR / "secret_key"
    if len(settings.SECRET_KEY) < SECRET_LENGTH:
        return Finding(
            "Secret key",
            "fault",
            f"shorter than {SECRET_LENGTH} characters",
            "Remove ENTRELIEUX_SECRET_KEY: a long one is made and kept in the data folder.",
        )
    if kept.exists() and stat.S_IMODE(kept.stat().st_mode) & 0o077:
        return Finding("Secret key", "warning", "others can read it", f"chmod 600 {kept}")
    return Finding("Secret key", "ok", "long enough, and private")


def address() -> Finding:
    parts = urlsplit(settings.BASE_URL)
    host = parts.hostname or ""
    is_local = host in {"localhost", "127.0.0.1", "::1"}
    if not validate_host(host, settings.ALLOWED_HOSTS) and not is_local:
        return Finding(
            "Address",
            "fault",
            f"{settings.BASE_URL} would be refused",
            f"Add {host} to ENTRELIEUX_ALLOWED_HOSTS.",
        )
    if settings.DEBUG:
        return Finding("Address", "warning", "errors show the code", "Remove ENTRELIEUX_DEBUG.")
    if parts.scheme != "https" and not is_local:
        return Finding(
            "Address",
            "warning",
            f"{settings.BASE_URL} is not encrypted",
            "Put a reverse proxy with HTTPS in front and set ENTRELIEUX_BASE_URL to https://…",
        )
    return Finding("Address", "ok", settings.BASE_URL)


def database() -> Finding:
    try:
        connection.ensure_connection()
        if connection.vendor == "sqlite":
            return sqlite_file()
        number = connection.pg_version  # type: ignore[attr-defined]
        return Finding("Database", "ok", f"PostgreSQL {number // 10_000}.{number % 10_000}")
    except Error as error:
        return Finding(
            "Database",
            "fault",
            str(error).strip(),
            "Check ENTRELIEUX_DATABASE_URL, and that the database server is running.",
        )


def sqlite_file() -> Finding:
    with connection.cursor() as cursor:
        cursor.execute("SELECT sqlite_version()")
        version = cursor.fetchone()[0]
        cursor.execute("PRAGMA quick_check(1)")
        verdict = cursor.fetchone()[0]
    if verdict == "ok":
        return Finding("Database", "ok", f"SQLite {version}, sound")
    return Finding(
        "Database", "fault", f"damaged: {verdict}", "Restore a backup with entrelieux restore."
    )


def tables() -> Finding:
    try:
        pending = has_pending_migrations()
    except click.ClickException as error:
        return Finding("Tables", "fault", error.message)
    if pending:
        return Finding(
            "Tables",
            "fault",
            "not up to date",
            "Start entrelieux serve: it brings them up to date.",
        )
    return Finding("Tables", "ok", "up to date")


def worker() -> Finding:
    late = Job.objects.filter(state=Job.State.QUEUED, run_at__lt=timezone.now() - LATE_JOB).count()
    failed = Job.objects.filter(state=Job.State.FAILED).order_by("-ended_at")
    if late:
        return Finding(
            "Worker",
            "fault",
            f"{late} jobs have waited for more than {LATE_JOB.seconds // 60} minutes",
            "Start entrelieux worker, or entrelieux serve --worker.",
        )
    last = failed.first()
    if last:
        return Finding(
            "Worker",
            "warning",
            f"{failed.count()} jobs failed; the last one, {last.kind}: {last.error}",
            "Mend its cause, then ask for it again.",
        )
    return Finding("Worker", "ok", "no job is late")


def atlas() -> Finding:
    built = AtlasBuild.objects.first()
    if built is None:
        text, remedy = "not built yet", "Start entrelieux serve: its worker builds it."
        return Finding("Atlas", "warning", text, remedy)
    if not (settings.ATLAS_DIR / Path(built.file).name).exists():
        return Finding(
            "Atlas",
            "warning",
            f"the file of version {built.version} is missing",
            "Start entrelieux serve: its worker builds it again.",
        )
    return Finding("Atlas", "ok", f"version {built.version}, {built.documents} documents")


def static_files() -> Finding:
    stamp = settings.STATIC_ROOT / STATIC_STAMP
    if stamp.exists() and stamp.read_text("ascii") == static_digest():
        return Finding("Static files", "ok", "collected")
    return Finding(
        "Static files", "warning", "not collected", "Start entrelieux serve: it collects them."
    )


def mail() -> Finding:
    if settings.OUTGOING_SMTP:
        return mail_server_answers()
    if settings.DEMO:
        return Finding("Mail", "ok", "stays in the outbox of the demonstration")
    return Finding(
        "Mail",
        "warning",
        "no mail server: nobody can receive a code and sign in",
        "Set ENTRELIEUX_SMTP_URL to smtp+tls://user:password@host:587.",
    )


def mail_server_answers() -> Finding:
    try:
        server = mail_server(settings.OUTGOING_SMTP)
        with server.connection():
            return Finding("Mail", "ok", f"{server.host} answers")
    except ImproperlyConfigured as error:
        return Finding("Mail", "fault", str(error))
    except (smtplib.SMTPException, OSError) as error:
        return Finding(
            "Mail", "fault", f"the mail server refuses: {error}", "Check ENTRELIEUX_SMTP_URL."
        )


def languages() -> Finding:
    missing = [
        code
        for code, _name in settings.LANGUAGES
        if code != settings.LANGUAGE_CODE
        and not any(
            Path(folder, code, "LC_MESSAGES", "django.mo").exists()
            for folder in settings.LOCALE_PATHS
        )
    ]
    if missing:
        return Finding(
            "Languages",
            "warning",
            f"no translation for {', '.join(missing)}",
            "Install the package again: translations are part of it.",
        )
    return Finding("Languages", "ok", ", ".join(code for code, _name in settings.LANGUAGES))
