"""What a tile shows: places that stand alone, and clusters of those that would cover each other.

A tile is cut in square cells of Morton codes; the documents of a cell are neighbours in the bitmap,
so that cells are counted without visiting their documents. Of a crowded cell, a few documents
evenly spread along the curve tell the centre and the commonest kind; of others, all of them do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from pyroaring import BitMap

from entrelieux.core.atlas.bitmaps import Positions, positions_of
from entrelieux.core.atlas.columns import NO_KIND
from entrelieux.core.atlas.morton import BITS, gather, tile_range
from entrelieux.core.atlas.segment import Segment

EXTENT_BITS = 12
MOST_FEATURES = 256
COARSE_BITS, FINE_BITS, FINEST_BITS = 3, 5, 7
FINEST_FROM_ZOOM = 14  # maps draw the tiles of this zoom larger at closer zooms
SAMPLE = 32
CROWDED = 2_048
LAST_ZOOM = 22
Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Piece = tuple[Segment, BitMap]


class Cluster(NamedTuple):
    """`x` and `y` in 1/4096 of the tile from its north-west corner.

    `segment` and `position` tell the only document of a cluster of one. `expansion_zoom` is where
    the cluster comes apart at the latest; None for documents that share one spot. `kind` is the
    main kind of more than half of the documents, else empty.
    """

    x: int
    y: int
    size: int
    expansion_zoom: int | None
    kind: str
    segment: Segment
    position: int


@dataclass(frozen=True, slots=True)
class _Cells:
    """The inhabited cells of one segment; one entry per cell. `kinds`: (cells, kinds) tallies."""

    codes: npt.NDArray[np.uint64]
    counts: Ints
    x_sums: Floats
    y_sums: Floats
    first: npt.NDArray[np.uint64]
    last: npt.NDArray[np.uint64]
    positions: Ints
    kinds: Floats


def clusters(pieces: Sequence[Piece], z: int, x: int, y: int) -> list[Cluster]:
    """`pieces`: each segment with what is to show of it, all of it within the tile."""
    inside = [(segment, positions_of(found)) for segment, found in pieces]
    inside = [(segment, positions) for segment, positions in inside if len(positions)]
    if not inside:
        return []
    bits = _cell_bits(z, sum(len(positions) for _, positions in inside))
    kinds = sorted({kind for segment, _ in inside for kind in segment.kind_names})
    cells = [_cells(segment, positions, (z, x, y), bits, kinds) for segment, positions in inside]
    segments = [segment for segment, _ in inside]
    return _joined(segments, cells, z, kinds)


def _cell_bits(z: int, total: int) -> int:
    """How finely a tile is cut: few documents may stand closer to each other."""
    if total > MOST_FEATURES:
        bits = COARSE_BITS + (z >= FINEST_FROM_ZOOM)
    else:
        bits = FINEST_BITS if z >= FINEST_FROM_ZOOM else FINE_BITS
    return min(bits, BITS - z)


def _cells(
    segment: Segment, positions: Positions, tile: tuple[int, int, int], bits: int, kinds: list[str]
) -> _Cells:
    z = tile[0]
    shift = np.uint64(2 * (BITS - z - bits))
    if len(positions) <= CROWDED:
        codes, starts, counts = _cells_by_document(segment, positions, shift)
        picked, owners = np.arange(len(positions)), np.repeat(np.arange(len(counts)), counts)
    else:
        codes, starts, counts = _cells_by_edge(segment, positions, tile, bits)
        steps = np.arange(SAMPLE) * counts[:, None] // SAMPLE
        picked, owners = (
            (starts[:, None] + steps).ravel(),
            np.repeat(np.arange(len(counts)), SAMPLE),
        )
    at = positions[picked]
    px, py = _in_tile(segment.codes[at], z)
    shares = counts / np.bincount(owners)
    return _Cells(
        codes=codes,
        counts=counts,
        x_sums=np.bincount(owners, px) * shares,
        y_sums=np.bincount(owners, py) * shares,
        first=segment.codes[positions[starts]],
        last=segment.codes[positions[starts + counts - 1]],
        positions=positions[starts].astype(np.int64),
        kinds=_kind_tallies(segment, at, owners, kinds) * shares[:, None],
    )


def _cells_by_document(
    segment: Segment, positions: Positions, shift: np.uint64
) -> tuple[npt.NDArray[np.uint64], Ints, Ints]:
    codes = segment.codes[positions] >> shift
    starts = np.flatnonzero(np.concatenate([[True], codes[1:] != codes[:-1]]))
    return codes[starts], starts, np.diff(np.append(starts, len(codes)))


def _cells_by_edge(
    segment: Segment, positions: Positions, tile: tuple[int, int, int], bits: int
) -> tuple[npt.NDArray[np.uint64], Ints, Ints]:
    """Where each cell begins among all documents, then among those found: a few searches."""
    shift = 2 * (BITS - tile[0] - bits)
    first = tile_range(*tile)[0] >> shift
    codes = np.uint64(first) + np.arange(4**bits, dtype=np.uint64)
    edges = np.searchsorted(segment.codes[: segment.located], codes << np.uint64(shift))
    starts = np.searchsorted(positions, edges.astype(np.uint32))
    counts = np.diff(np.append(starts, len(positions)))
    inhabited = counts > 0
    return codes[inhabited], starts[inhabited], counts[inhabited]


def _in_tile(codes: npt.NDArray[np.uint64], z: int) -> tuple[Floats, Floats]:
    """Coordinates within the tile, in 1/4096."""
    mask, scale = np.uint64((1 << (BITS - z)) - 1), 2.0 ** (EXTENT_BITS + z - BITS)
    x, y = gather(codes) & mask, gather(codes >> np.uint64(1)) & mask
    return x.astype(np.float64) * scale, y.astype(np.float64) * scale


def _kind_tallies(segment: Segment, at: Positions, owners: Ints, kinds: list[str]) -> Floats:
    rank_of = {kind: rank for rank, kind in enumerate(kinds)}
    ranks = np.array([rank_of[kind] for kind in segment.kind_names], np.int64)
    held = segment.kinds[at]
    known = held != NO_KIND
    cells = int(owners[-1]) + 1
    if not known.any():
        return np.zeros((cells, len(kinds)))
    flat = owners[known] * len(kinds) + ranks[held[known]]
    return np.bincount(flat, minlength=cells * len(kinds)).reshape(cells, -1).astype(np.float64)


def _joined(
    segments: Sequence[Segment], parts: Sequence[_Cells], z: int, kinds: list[str]
) -> list[Cluster]:
    """The cells of all segments, those of the same place added up."""
    codes, of_cell = np.unique(np.concatenate([p.codes for p in parts]), return_inverse=True)
    counts = np.bincount(of_cell, np.concatenate([p.counts for p in parts])).astype(np.int64)
    xs = np.bincount(of_cell, np.concatenate([p.x_sums for p in parts])) / counts
    ys = np.bincount(of_cell, np.concatenate([p.y_sums for p in parts])) / counts
    first, last = np.full(len(codes), 2**64 - 1, np.uint64), np.zeros(len(codes), np.uint64)
    np.minimum.at(first, of_cell, np.concatenate([p.first for p in parts]))
    np.maximum.at(last, of_cell, np.concatenate([p.last for p in parts]))
    tallies = np.zeros((len(codes), len(kinds)))
    np.add.at(tallies, of_cell, np.concatenate([p.kinds for p in parts]))
    owners, positions = np.zeros(len(codes), np.int64), np.zeros(len(codes), np.int64)
    owners[of_cell] = np.repeat(np.arange(len(parts)), [len(p.codes) for p in parts])
    positions[of_cell] = np.concatenate([p.positions for p in parts])
    zooms = [_expansion_zoom(a ^ b, z) for a, b in zip(first.tolist(), last.tolist(), strict=True)]
    names = _main_kinds(tallies, counts, kinds)
    columns = (xs.astype(np.int64).tolist(), ys.astype(np.int64).tolist(), counts.tolist())
    rows = zip(*columns, zooms, names, owners.tolist(), positions.tolist(), strict=True)
    return [Cluster(a, b, n, zoom, kind, segments[o], at) for a, b, n, zoom, kind, o, at in rows]


def _expansion_zoom(differing: int, z: int) -> int | None:
    """Where the coarse grid sets the first document of a cluster apart from the last.

    `differing` has the bits in which their codes differ.
    """
    shared = BITS - (differing.bit_length() + 1) // 2
    zoom = max(z + 1, shared + 1 - COARSE_BITS)
    return zoom if zoom <= LAST_ZOOM else None


def _main_kinds(tallies: Floats, counts: Ints, kinds: list[str]) -> list[str]:
    if not kinds:
        return [""] * len(counts)
    best = tallies.argmax(axis=1)
    most = tallies[np.arange(len(counts)), best] * 2 > counts
    return [kinds[rank] if main else "" for rank, main in zip(best, most, strict=True)]
