"""Reads settings from the environment, with errors that say what to write instead."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on", "oui"}
FALSE = {"0", "false", "no", "off", "non", ""}


def text(name: str, default: str = "") -> str:
    return os.environ.get(f"ENTRELIEUX_{name}", default)


def flag(name: str, *, default: bool) -> bool:
    value = text(name, str(default)).strip().lower()
    if value in TRUE | FALSE:
        return value in TRUE
    raise ImproperlyConfigured(f"ENTRELIEUX_{name}={value!r}: write “yes” or “no”.")


def number(name: str, default: int) -> int:
    value = text(name, str(default))
    try:
        return int(value)
    except ValueError:
        raise ImproperlyConfigured(f"ENTRELIEUX_{name}={value!r}: write a whole number.") from None


def words(name: str, default: str = "") -> list[str]:
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def database(url: str, *, busy_seconds: int) -> dict[str, Any]:
    """Django's `DATABASES` entry for `sqlite:///path` or `postgresql://user:password@host/name`."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return sqlite(Path(parts.path.removeprefix("/") or ":memory:"), busy_seconds=busy_seconds)
    if parts.scheme in {"postgres", "postgresql"}:
        return postgresql(parts)
    raise ImproperlyConfigured(
        f"ENTRELIEUX_DATABASE_URL begins with {parts.scheme!r}: "
        "write sqlite:///path/to/file or postgresql://user:password@host:5432/name."
    )


def sqlite(path: Path, *, busy_seconds: int) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        # Opening the file and its journal costs 3 ms, a query 0.1: each thread keeps its own open.
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            # A deferred transaction that reads, then writes, fails at once with “database is
            # locked” when another wrote meanwhile; an immediate one waits its turn (ADR 0003).
            "transaction_mode": "IMMEDIATE",
            "timeout": busy_seconds,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
            "PRAGMA foreign_keys=ON; PRAGMA cache_size=-16000; PRAGMA mmap_size=134217728;",
        },
        # In memory, each thread would get a base of its own.
        "TEST": {"NAME": str(path.with_name("test.sqlite3"))},
    }


def postgresql(parts: Any) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.removeprefix("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def kept_secret(folder: Path) -> str:
    """The secret key made at the first start and kept in the data folder, readable by its owner."""
    path = folder / "secret_key"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError):  # two processes starting at once: the first one wins
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w", encoding="ascii") as file:
                file.write(secrets.token_urlsafe(50))
    return path.read_text(encoding="ascii")
