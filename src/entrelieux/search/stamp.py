"""Tells a reader, at almost no cost, whether anything changed since it last looked.

`FileStamp` is a counter in a file that the processes of one host map in memory: reading it costs
less than a microsecond and no query. `DatabaseStamp` asks the database instead, for several hosts.
"""

from __future__ import annotations

import fcntl
import mmap
import os
import struct
from functools import cache
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.db.models import Count, Max

from entrelieux.search.models import AtlasBuild, AtlasChange

COUNTER = struct.Struct("<Q")


class Stamp(Protocol):
    def value(self) -> object:
        """Anything that compares unequal after a change."""
        ...

    def bump(self) -> None:
        """Called once a change is committed."""
        ...


class FileStamp:
    """An 8-byte counter, incremented under a file lock."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        with self._locked():
            if os.fstat(self._descriptor).st_size < COUNTER.size:
                os.ftruncate(self._descriptor, COUNTER.size)
        self._map = mmap.mmap(self._descriptor, COUNTER.size)

    def value(self) -> int:
        return int(COUNTER.unpack_from(self._map)[0])

    def bump(self) -> None:
        with self._locked():
            COUNTER.pack_into(self._map, 0, (self.value() + 1) % 2**64)

    def _locked(self) -> _FileLock:
        return _FileLock(self._descriptor)


class _FileLock:
    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def __enter__(self) -> None:
        fcntl.flock(self._descriptor, fcntl.LOCK_EX)

    def __exit__(self, *_error: object) -> None:
        fcntl.flock(self._descriptor, fcntl.LOCK_UN)


class DatabaseStamp:
    """The number of changes and the newest build: two indexed look-ups per request.

    The count, not only the newest key: on PostgreSQL a lower key may be committed after a higher.
    """

    def value(self) -> tuple[int, int, int]:
        changes = AtlasChange.objects.aggregate(count=Count("pk"), last=Max("pk"))
        build = AtlasBuild.objects.aggregate(last=Max("pk"))
        return changes["count"], changes["last"] or 0, build["last"] or 0

    def bump(self) -> None:
        """Nothing to do: the change itself is the stamp."""


@cache
def current_stamp() -> Stamp:
    if settings.ATLAS_STAMP == "database":
        return DatabaseStamp()
    return FileStamp(settings.ATLAS_DIR / "stamp")
