"""A tile of the map: points, or clusters where they would cover each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import orjson
from pyroaring import BitMap

from entrelieux.core.atlas.morton import BITS, gather, tile_range
from entrelieux.core.atlas.mvt import encode_points
from entrelieux.core.atlas.segment import Segment

LAYER = "places"
CELLS_PER_TILE_BITS = 4  # a grid of 16 × 16 clusters
POINTS_FROM_ZOOM = 14
MOST_POINTS = 160
Piece = tuple[Segment, BitMap]
Point = tuple[int, int, Mapping[str, str | int]]


def encode_tile(pieces: Sequence[Piece], z: int, x: int, y: int) -> bytes:
    inside = [(segment, _inside(segment, kept, z, x, y)) for segment, kept in pieces]
    total = sum(len(positions) for _, positions in inside)
    alone = (total <= MOST_POINTS and z >= 9) or (
        z >= POINTS_FROM_ZOOM and total <= 4 * MOST_POINTS
    )
    points: list[Point] = []
    for segment, positions in inside:
        points += _points(segment, positions, z) if alone else _clusters(segment, positions, z)
    return encode_points(LAYER, points)


def _inside(segment: Segment, kept: BitMap, z: int, x: int, y: int) -> np.ndarray:
    start, stop = segment.range_of(*tile_range(z, x, y))
    return np.asarray((kept & BitMap(range(start, stop))).to_array(), np.int64)


def _in_tile(codes: np.ndarray, z: int) -> tuple[np.ndarray, np.ndarray]:
    """Coordinates within the tile, in 1/4096."""
    mask, shift = (1 << (BITS - z)) - 1, BITS - z - 12
    px, py = (
        gather(codes).astype(np.int64) & mask,
        gather(codes >> np.uint64(1)).astype(np.int64) & mask,
    )
    return (px >> shift, py >> shift) if shift >= 0 else (px << -shift, py << -shift)


def _points(segment: Segment, positions: np.ndarray, z: int) -> Iterator[Point]:
    px, py = _in_tile(segment.codes[positions], z)
    for rank, position in enumerate(positions):
        payload = orjson.loads(segment.payloads[position])
        properties: dict[str, str | int] = {"id": segment.public_ids[position]}
        properties |= {
            key: str(payload[key]) for key in ("name", "kind", "url") if payload.get(key)
        }
        yield int(px[rank]), int(py[rank]), properties


def _clusters(segment: Segment, positions: np.ndarray, z: int) -> Iterator[Point]:
    if not len(positions):
        return
    codes = segment.codes[positions]
    cells = codes >> np.uint64(2 * (BITS - z - CELLS_PER_TILE_BITS))
    _, first, counts = np.unique(cells, return_index=True, return_counts=True)
    px, py = _in_tile(codes, z)
    sums_x, sums_y = np.add.reduceat(px, first), np.add.reduceat(py, first)
    for rank, count in enumerate(counts):
        at = first[rank]
        if count == 1:
            yield from _points(segment, positions[at : at + 1], z)
            continue
        yield int(sums_x[rank] // count), int(sums_y[rank] // count), {"count": int(count)}
