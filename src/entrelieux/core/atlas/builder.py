"""From a stream of documents to a snapshot file, in one pass and bounded memory."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np

from entrelieux.core.atlas.columns import NO_KIND, Columns
from entrelieux.core.atlas.document import TIERS, Document
from entrelieux.core.atlas.file import SectionWriter, write_whole
from entrelieux.core.atlas.postings import PairStore, write_postings
from entrelieux.core.atlas.strings import pack
from entrelieux.core.atlas.week import PATTERN_BYTES, pattern_of

EVERY = 1_000
KIND_FACET = "kind"
STEP = len(TIERS)  # a word has one key per tier; facet values and weeks use the first only
Progress = Callable[[int], None]


class InvalidDocument(ValueError):
    """A document that cannot be indexed; the message says which, and why."""


@dataclass(frozen=True, slots=True)
class BuildReport:
    documents: int
    words: int = 0
    bytes: int = 0


def build(
    documents: Iterable[Document],
    *,
    path: Path,
    version: str = "",
    progress: Progress | None = None,
) -> BuildReport:
    """Writes the snapshot at `path`, whole or not at all; `progress` is told how many were read.

    Ids must be distinct. Memory: about 100 bytes a document, and the distinct words.
    """
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".atlas-") as folder:
        indexing = Indexing(Path(folder), progress)
        write_whole(path, lambda file: indexing.write(documents, file, version))
    return BuildReport(indexing.documents, indexing.words, path.stat().st_size)


def build_in_memory(documents: Iterable[Document]) -> bytes:
    """The same file as bytes, for a few documents."""
    file = io.BytesIO()
    Indexing(None, None).write(documents, file, "")
    return file.getvalue()


class Indexing:
    """What is known of the documents read so far."""

    def __init__(self, folder: Path | None, progress: Progress | None) -> None:
        self._progress = progress
        self._columns, self._pairs = Columns(), PairStore(folder)
        self._words: dict[str, int] = {}
        self._facets: dict[str, dict[str, int]] = {}
        self._weeks: dict[frozenset[int], int] = {}
        self._kinds: dict[str, int] = {}
        self._next_key = 0

    @property
    def documents(self) -> int:
        return len(self._columns)

    @property
    def words(self) -> int:
        return len(self._words)

    def write(self, documents: Iterable[Document], file: BinaryIO, version: str) -> None:
        writer = SectionWriter(file)
        self._read(documents, writer)
        kinds = sorted(self._kinds)
        positions = self._columns.write(writer, self._kind_ranks(kinds))
        write_postings(writer, self._pairs, positions, self._next_key)
        self._write_words(writer)
        self._write_weeks(writer)
        facets = {name: sorted(values.items()) for name, values in self._facets.items()}
        header = {"version": version, "documents": self.documents}
        writer.finish({**header, "kinds": kinds, "facets": facets})

    def _read(self, documents: Iterable[Document], writer: SectionWriter) -> None:
        writer.begin("records")
        for count, document in enumerate(documents, start=1):
            self._pairs.add(self._keys_of(document))
            self._columns.add(document, self._kind_of(document))
            writer.append(document.public_id.encode() + document.payload)
            if self._progress and count % EVERY == 0:
                self._progress(count)
        writer.end()

    def _keys_of(self, document: Document) -> list[int]:
        if len(document.tiers) > STEP:
            raise InvalidDocument(f"Document {document.id} has more than {STEP} tiers of words.")
        known, keys = self._words, []
        for tier, words in enumerate(document.tiers):
            for word in words:
                key = known.get(word)
                keys.append((self._new_key(known, word) if key is None else key) + tier)
        for name, values in document.facets.items():
            known = self._facets.setdefault(name, {})
            for value in values:
                key = known.get(value)
                keys.append(self._new_key(known, value) if key is None else key)
        if document.open_slots:
            keys.append(self._week_key(document.open_slots))
        return keys

    def _new_key(self, known: dict[str, int], string: str) -> int:
        key = known[string] = self._next_key
        self._next_key += STEP
        return key

    def _week_key(self, slots: frozenset[int]) -> int:
        key = self._weeks.get(slots)
        if key is None:
            key = self._weeks[slots] = self._next_key
            self._next_key += STEP
        return key

    def _kind_of(self, document: Document) -> int:
        kinds = document.facets.get(KIND_FACET)
        return self._kinds.setdefault(kinds[0], len(self._kinds)) if kinds else NO_KIND

    def _kind_ranks(self, kinds: list[str]) -> np.ndarray[tuple[int], np.dtype[np.uint16]]:
        ranks = np.full(NO_KIND + 1, NO_KIND, np.uint16)
        for rank, kind in enumerate(kinds):
            ranks[self._kinds[kind]] = rank
        return ranks

    def _write_words(self, writer: SectionWriter) -> None:
        words = sorted(self._words)
        blob, starts = pack(words)
        writer.array("words", blob)
        writer.array("word_starts", starts)
        writer.array("word_keys", np.array([self._words[word] for word in words], np.uint32))

    def _write_weeks(self, writer: SectionWriter) -> None:
        patterns = b"".join(map(pattern_of, self._weeks))
        writer.array("weeks", np.frombuffer(patterns, np.uint8).reshape(-1, PATTERN_BYTES))
        writer.array("week_keys", np.array(list(self._weeks.values()), np.uint32))
