"""From a stream of documents to a snapshot file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from entrelieux.core.atlas.document import Document
from entrelieux.core.atlas.file import write_segment
from entrelieux.core.atlas.segment import make_segment

EVERY = 1_000


@dataclass(frozen=True, slots=True)
class BuildReport:
    documents: int


def build(
    documents: Iterable[Document],
    *,
    path: Path,
    version: str = "",
    progress: Callable[[int], None] | None = None,
) -> BuildReport:
    """Writes the snapshot at `path`, whole or not at all."""
    segment = make_segment(_told(documents, progress))
    write_segment(segment, path)
    return BuildReport(len(segment))


def _told(
    documents: Iterable[Document], progress: Callable[[int], None] | None
) -> Iterator[Document]:
    for count, document in enumerate(documents, start=1):
        yield document
        if progress and count % EVERY == 0:
            progress(count)
