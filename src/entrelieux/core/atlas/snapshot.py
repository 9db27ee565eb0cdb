"""A main segment, what changed since, and the answers that come from both."""

from __future__ import annotations

import heapq
import math
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from pyroaring import BitMap

from entrelieux.core.atlas.bitmaps import span
from entrelieux.core.atlas.candidates import candidates, narrowed, selections
from entrelieux.core.atlas.document import Document
from entrelieux.core.atlas.facets import Counts, add_counts
from entrelieux.core.atlas.file import map_file
from entrelieux.core.atlas.query import Answer, Hit, Near, Query
from entrelieux.core.atlas.ranking import Ranked, ranked
from entrelieux.core.atlas.segment import Segment, segment_of
from entrelieux.core.atlas.tiles import check_tile, encode_tile
from entrelieux.core.atlas.vocabulary import Vocabulary


class Part(NamedTuple):
    """A segment and the positions of it that are still true."""

    segment: Segment
    alive: BitMap

    def without(self, ids: Collection[int]) -> Part:
        gone = self.segment.having(ids)
        return self._replace(alive=self.alive - gone) if gone else self


class Recent(NamedTuple):
    """A small segment of changes, and the documents that it was made of."""

    part: Part
    documents: dict[int, Document]

    def without(self, ids: Collection[int]) -> Recent:
        if self.documents.keys().isdisjoint(ids):
            return self
        kept = {key: document for key, document in self.documents.items() if key not in ids}
        return Recent(self.part.without(ids), kept)


class Atlas:
    """A snapshot file, mapped in memory: processes that open the same file share its pages."""

    def __init__(self, segment: Segment) -> None:
        self.segment = segment

    @classmethod
    def open(cls, path: Path) -> Atlas:
        """Raises `UnreadableAtlas`."""
        return cls(Segment(map_file(path)))

    @property
    def version(self) -> str:
        return str(self.segment.sections.header["version"])

    def verify(self) -> None:
        """Reads the whole file and compares checksums. Raises `UnreadableAtlas`."""
        self.segment.sections.verify()

    def snapshot(self) -> Snapshot:
        return Snapshot(Part(self.segment, self.segment.everything), ())


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Never changes: `apply` makes another one, readers need no lock."""

    main: Part
    recent: tuple[Recent, ...]

    def __len__(self) -> int:
        return sum(len(part.alive) for part in self._parts())

    def apply(self, upserts: Iterable[Document], deletes: Collection[int] = ()) -> Snapshot:
        """What is read from now on; deleting an unknown document is harmless.

        Small segments are joined so that each is more than twice as large as the next: an edit
        indexes few documents again, and few segments are read.
        """
        changed = {document.id: document for document in upserts}
        ids = {*changed, *deletes}
        recent = [older.without(ids) for older in self.recent]
        while recent and len(recent[-1].documents) <= 2 * len(changed):
            changed = recent.pop().documents | changed
        kept = {key: value for key, value in changed.items() if key not in deletes}
        if kept:
            segment = segment_of(kept.values())
            recent.append(Recent(Part(segment, segment.everything), kept))
        return Snapshot(self.main.without(ids), tuple(recent))

    def search(self, query: Query) -> Answer:
        """Raises nothing for a query that finds nothing; an offset beyond the end gives no hit."""
        total, counts = 0, Counts()
        found_in: list[tuple[Part, BitMap]] = []
        for part in self._parts():
            found = candidates(part.segment, query, part.alive)
            chosen = selections(part.segment, query)
            add_counts(counts, part.segment, found, chosen, query.counted)
            kept = narrowed(found, chosen)
            total += len(kept)
            found_in.append((part, kept))
        return Answer(total, _page(found_in, query, total), counts)

    def nearest(self, lat: float, lon: float, count: int, query: Query | None = None) -> Answer:
        """The `count` nearest documents that answer `query`, places without position left last."""
        km = query.near.km if query and query.near else None
        asked = replace(
            query or Query(), near=Near(lat, lon, km), sort="distance", offset=0, limit=count
        )
        return self.search(asked)

    def tile(self, z: int, x: int, y: int, query: Query) -> bytes:
        """A vector tile, as `tiles` describes it. Raises `NoSuchTile`."""
        check_tile(z, x, y)
        pieces = []
        for part in self._parts():
            # Within the tile from the start: every step is the cheaper.
            inside = part.alive & span(*part.segment.within_tile(z, x, y))
            found = candidates(part.segment, query, inside)
            pieces.append((part.segment, narrowed(found, selections(part.segment, query))))
        return encode_tile(pieces, z, x, y)

    def vocabulary(self) -> Vocabulary:
        return Vocabulary([part.segment.words for part in self._parts()])

    def _parts(self) -> Iterator[Part]:
        yield self.main
        yield from (recent.part for recent in self.recent)


def _page(found_in: Sequence[tuple[Part, BitMap]], query: Query, total: int) -> tuple[Hit, ...]:
    wanted = min(total, query.offset + query.limit)
    # A document that so many of its own segment precede, and at most all of the others, cannot be
    # on the page when that is before the offset.
    skips = [max(0, query.offset - total + len(kept)) for _, kept in found_in]
    rows = heapq.merge(
        *(
            _rows(part, query, kept, wanted, skipped)
            for (part, kept), skipped in zip(found_in, skips, strict=True)
        )
    )
    before, after = query.offset - sum(skips), wanted - sum(skips)
    return tuple(
        _hit(segment, row) for _, row, segment in islice(rows, max(0, before), max(0, after))
    )


Row = tuple[tuple[float | int | bytes, ...], Ranked, Segment]


def _rows(part: Part, query: Query, kept: BitMap, wanted: int, skipped: int) -> list[Row]:
    wanted = min(wanted, len(kept))
    if wanted <= skipped:
        return []
    rows = ranked(part.segment, query, kept, wanted, skipped)
    return [(row.key, row, part.segment) for row in rows]


def _hit(segment: Segment, row: Ranked) -> Hit:
    public_id, payload = segment.records[row.position]
    score = row.level + float(segment.scores[row.position])
    km = row.km if row.km is not None and math.isfinite(row.km) else None
    return Hit(int(segment.ids[row.position]), public_id, score, km, payload)
