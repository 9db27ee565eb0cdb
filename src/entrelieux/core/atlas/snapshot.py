"""A main segment, what changed since, and the answers that come from both."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from pyroaring import BitMap

from entrelieux.core.atlas.document import Document
from entrelieux.core.atlas.file import read_segment
from entrelieux.core.atlas.query import Answer, Hit, Query
from entrelieux.core.atlas.search import (
    candidates,
    distances,
    facet_counts,
    narrowed,
    relevance,
    selections,
)
from entrelieux.core.atlas.segment import Segment, make_segment
from entrelieux.core.atlas.tiles import encode_tile


@dataclass(frozen=True, slots=True)
class Part:
    """A segment and the positions of it that are still true."""

    segment: Segment
    alive: BitMap


class Atlas:
    """A snapshot file."""

    def __init__(self, segment: Segment) -> None:
        self.segment = segment

    @classmethod
    def open(cls, path: Path) -> Atlas:
        return cls(read_segment(path))

    def snapshot(self) -> Snapshot:
        return Snapshot(Part(self.segment, self.segment.everything), {})


class Snapshot:
    """Never changes: `apply` makes another one, readers need no lock."""

    def __init__(self, main: Part, overlay: Mapping[int, Document]) -> None:
        self._main, self._overlay = main, overlay
        delta = make_segment(overlay.values())
        self._parts = [main, Part(delta, delta.everything)] if overlay else [main]

    def __len__(self) -> int:
        return sum(len(part.alive) for part in self._parts)

    def apply(self, upserts: Iterable[Document], deletes: Collection[int]) -> Snapshot:
        """What is read from now on; deleting an unknown document is harmless."""
        changed = {document.id: document for document in upserts}
        overlay = {k: v for k, v in self._overlay.items() if k not in deletes} | changed
        gone = np.fromiter({*changed, *deletes}, np.int64)
        stale = np.flatnonzero(np.isin(self._main.segment.ids, gone)).astype(np.uint32)
        return Snapshot(Part(self._main.segment, self._main.alive - BitMap(stale)), overlay)

    def search(self, query: Query) -> Answer:
        ranked: list[tuple[tuple[float, ...], int, Hit]] = []
        total, counts = 0, dict[str, dict[str, int]]()
        for part in self._parts:
            found = candidates(part.segment, query, part.alive)
            chosen = selections(part.segment, query)
            _add_counts(counts, facet_counts(part.segment, found, chosen))
            kept = narrowed(found, chosen)
            total += len(kept)
            ranked += _ranked(part.segment, query, kept)
        ranked.sort(key=lambda entry: (entry[0], entry[1]))
        page = ranked[query.offset : query.offset + query.limit]
        return Answer(total, tuple(hit for _, _, hit in page), counts)

    def tile(self, z: int, x: int, y: int, query: Query) -> bytes:
        pieces = []
        for part in self._parts:
            found = candidates(part.segment, query, part.alive)
            pieces.append((part.segment, narrowed(found, selections(part.segment, query))))
        return encode_tile(pieces, z, x, y)


def _add_counts(into: dict[str, dict[str, int]], more: Mapping[str, Mapping[str, int]]) -> None:
    for name, values in more.items():
        known = into.setdefault(name, {})
        for value, count in values.items():
            known[value] = known.get(value, 0) + count


def _ranked(
    segment: Segment, query: Query, kept: BitMap
) -> list[tuple[tuple[float, ...], int, Hit]]:
    positions = np.asarray(kept.to_array(), np.uint32)
    if not len(positions):
        return []
    scores = relevance(segment, query, kept, positions)
    km = distances(segment, query.near, positions) if query.near else None
    if query.sort == "distance" and km is not None:
        keys = km
    elif query.sort == "freshness":
        keys = -segment.scores[positions].astype(np.float64)
    else:
        keys = -scores if km is None else -scores + np.minimum(km, 200.0) / 40.0
    wanted = query.offset + query.limit
    best = np.argpartition(keys, min(wanted, len(keys) - 1))[:wanted]
    return [
        (
            (float(keys[rank]),),
            int(segment.ids[positions[rank]]),
            _hit(segment, int(positions[rank]), scores[rank], None if km is None else km[rank]),
        )
        for rank in best
    ]


def _hit(segment: Segment, position: int, score: float, km: float | None) -> Hit:
    return Hit(
        int(segment.ids[position]),
        segment.public_ids[position],
        float(score),
        None if km is None or not np.isfinite(km) else float(km),
        segment.payloads[position],
    )
