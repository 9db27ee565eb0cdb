"""The atlas as one process reads it: the newest snapshot, and what changed since."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from django.conf import settings

from entrelieux.core.atlas import Atlas, Snapshot, UnreadableAtlas
from entrelieux.platform.readonly import allow_writes
from entrelieux.search.models import AtlasBuild, AtlasChange
from entrelieux.search.sources import AllSources
from entrelieux.search.stamp import Stamp, current_stamp

# Should a process die between its commit and its bump, nobody waits longer than this.
LOOK_AGAIN_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class View:
    """What a request reads: a snapshot that never changes, and its name."""

    snapshot: Snapshot
    version: str


class AtlasReader:
    """Catches up when the stamp says so; a request that finds it current costs no query."""

    def __init__(self, stamp: Stamp, clock: Callable[[], float] = time.monotonic) -> None:
        self._stamp, self._clock = stamp, clock
        self._lock = Lock()
        self._build: int | None = None
        self._applied: frozenset[int] = frozenset()
        self._seen: object = None
        self._looked_at = float("-inf")
        self._view: View | None = None

    def view(self) -> View:
        """The atlas as of now. Builds a first one when there is none."""
        seen = self._stamp.value()
        late = self._clock() - self._looked_at > LOOK_AGAIN_SECONDS
        if self._view is not None and seen == self._seen and not late:
            return self._view
        with self._lock:
            # Read before the database: a change committed meanwhile makes us look again.
            seen = self._stamp.value()
            self._view = self._caught_up()
            self._seen, self._looked_at = seen, self._clock()
            return self._view

    def _caught_up(self) -> View:
        build = AtlasBuild.objects.first() or _first_build()
        if build.pk != self._build or self._view is None:
            build, snapshot = _opened(build)
            self._build, self._applied = build.pk, frozenset()
        else:
            snapshot = self._view.snapshot
        changes = dict(
            AtlasChange.objects.filter(pk__gt=build.through_change).values_list("pk", "document_id")
        )
        new = changes.keys() - self._applied
        if new:
            ids = {changes[pk] for pk in new}
            found = list(AllSources().documents(ids))
            snapshot = snapshot.apply(found, ids - {document.id for document in found})
            self._applied |= new
        return View(snapshot, f"{build.pk}.{len(self._applied)}")


def _opened(build: AtlasBuild) -> tuple[AtlasBuild, Snapshot]:
    """A file that is missing, damaged or of another version of the software is built again."""
    try:
        return build, Atlas.open(Path(settings.ATLAS_DIR) / build.file).snapshot()
    except UnreadableAtlas:
        again = _first_build()
        return again, Atlas.open(Path(settings.ATLAS_DIR) / again.file).snapshot()


def _first_build() -> AtlasBuild:
    """A database without an atlas (new, or restored) gets one from whoever reads first."""
    from entrelieux.search.build import build_atlas

    with allow_writes():
        return build_atlas()


_reader: AtlasReader | None = None
_making = Lock()


def atlas_reader() -> AtlasReader:
    """The reader of this process."""
    global _reader
    with _making:  # two threads that ask first must share one
        reader = _reader = _reader or AtlasReader(current_stamp())
    return reader


def current_view() -> View:
    return atlas_reader().view()
