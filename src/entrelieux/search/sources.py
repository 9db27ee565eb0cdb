"""Where the documents of the atlas come from: one source a kind, given by the apps above."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from entrelieux.core.atlas import Document
from entrelieux.search.kinds import document_row


class DocumentSource(Protocol):
    """What an app gives for its kind of documents (`ATLAS_DOCUMENT_SOURCES`)."""

    def count(self) -> int: ...

    def documents(self, rows: Iterable[int] | None = None) -> Iterable[Document]:
        """All documents that may be shown, or those of these rows; a missing one is deleted."""
        ...


class AllSources:
    """The documents of every kind; here a document is named by its key in the atlas."""

    def __init__(self) -> None:
        self._sources: dict[str, DocumentSource] = {
            kind: import_string(path)() for kind, path in settings.ATLAS_DOCUMENT_SOURCES.items()
        }

    def count(self) -> int:
        return sum(source.count() for source in self._sources.values())

    def documents(self, keys: Iterable[int] | None = None) -> Iterator[Document]:
        if keys is None:
            for source in self._sources.values():
                yield from source.documents()
            return
        rows: dict[str, list[int]] = defaultdict(list)
        for key in keys:
            kind, row = document_row(key)
            rows[kind].append(row)
        for kind, wanted in rows.items():
            if kind in self._sources:
                yield from self._sources[kind].documents(wanted)
