"""Which rows are worth comparing: pairs that share something telling, never all of them.

Every block is bounded: beyond BLOCK_ROWS rows, only neighbours in name order are paired, so that
a thousand rows piled up at one town hall cost thousands of pairs and not half a million.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence

import numpy as np

from entrelieux.core.linkage.columns import Columns, Ints, columns_of
from entrelieux.core.linkage.normalise import Normal, normalise
from entrelieux.core.linkage.rows import LinkRow

BLOCK_ROWS = 50
WINDOW = 20
RARE_ROWS = 25
CELL_DEGREES = 0.005
_PILE = 4_000_000
# The neighbours of a cell that come after it, so that each two cells meet once.
_FORWARD = ((0, 1), (1, -1), (1, 0), (1, 1))
_Pairs = tuple[Ints, Ints]


def candidate_pairs(rows: Sequence[LinkRow]) -> Iterator[tuple[int, int]]:
    """Yield the ranks (smaller first) of the pairs of `rows` worth comparing, in order."""
    left, right = candidate_arrays(columns_of([normalise(row) for row in rows]))
    yield from zip(left.tolist(), right.tolist(), strict=True)


def candidate_arrays(columns: Columns) -> _Pairs:
    """Return the same pairs as two arrays, sorted and without repeats."""
    order = _name_order(columns)
    found = _Packed(len(columns.rows))
    rings = [_ring_keys(columns, down, across) for down, across in _FORWARD]
    for keys in (_text_keys(columns), _cell_keys(columns), *rings):
        for left, right in _paired(keys, order):
            found.add(left, right)
    return found.pairs()


class _Packed:
    """Pairs as single integers, repeats dropped as they pile up: memory stays bounded."""

    def __init__(self, total: int) -> None:
        self.total = max(total, 1)
        self.parts: list[Ints] = []
        self.waiting = 0

    def add(self, left: Ints, right: Ints) -> None:
        self.parts.append(np.minimum(left, right) * self.total + np.maximum(left, right))
        self.waiting += len(left)
        if self.waiting > _PILE:
            self.parts, self.waiting = [np.unique(np.concatenate(self.parts))], 0

    def pairs(self) -> _Pairs:
        packed = np.unique(np.concatenate([*self.parts, np.zeros(0, dtype=np.int64)]))
        left, right = np.divmod(packed, self.total)
        apart = left != right
        return left[apart], right[apart]


def _name_order(columns: Columns) -> Ints:
    """Return the rank of each row in the order of names: who stands beside whom in a big block."""
    order = np.array(
        sorted(range(len(columns.rows)), key=lambda i: (columns.cores[i], columns.names[i])),
        dtype=np.int64,
    )
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    return rank


def _paired(keys: Iterable[tuple[int, Hashable]], order: Ints) -> Iterator[_Pairs]:
    """Yield the pairs of rows that share a key: all of them up to BLOCK_ROWS, else a window."""
    codes: dict[Hashable, int] = {}
    members: list[int] = []
    labels: list[int] = []
    for rank, key in keys:
        members.append(rank)
        labels.append(codes.setdefault(key, len(codes)))
    rows, label = np.array(members, dtype=np.int64), np.array(labels, dtype=np.int64)
    sort = np.lexsort((order[rows], label))
    rows, label = rows[sort], label[sort]
    sizes = np.bincount(label, minlength=1)[label]
    for step in range(1, min(BLOCK_ROWS, len(rows))):
        within = label[step:] == label[:-step]
        if step > WINDOW:
            within &= sizes[step:] <= BLOCK_ROWS
        at = np.flatnonzero(within)
        yield rows[at], rows[at + step]


def _text_keys(columns: Columns) -> Iterator[tuple[int, Hashable]]:
    rows = columns.rows
    seen = Counter(word for row in rows for word in set(row.name.core))
    for rank, row in enumerate(rows):
        for key in _keys_of(row, columns.joined[rank], seen):
            yield rank, key


def _keys_of(row: Normal, joined: str, seen: Counter[str]) -> Iterator[Hashable]:
    core = row.name.core
    for word in core:
        if seen[word] <= RARE_ROWS and len(word) > 2:
            yield "word", word
    if joined:
        yield "core", joined
        yield "name", row.postcode[:2], " ".join(sorted(core)[:2])
    for area in {row.town, row.postcode, row.insee} - {""}:
        yield from _keys_in(area, row, joined)
    yield from _contact_keys(row)


def _keys_in(area: str, row: Normal, joined: str) -> Iterator[Hashable]:
    """Yield the keys that count only inside one town or postcode."""
    yield "area", area
    for word in row.name.core:
        yield "area word", area, word
    if joined:
        yield "start", area, joined[:4]
        yield "end", area, joined[-4:]
    if row.name.head:
        yield "kind", area, row.name.head
    if row.street.name:
        yield "street", area, row.street.name[-1]


def _contact_keys(row: Normal) -> Iterator[Hashable]:
    if row.site.site:
        yield "site", row.site.site
    if row.phone:
        yield "phone", row.phone
    if row.email:
        yield "email", row.email
    for scheme, value in row.ids.items():
        yield "id", scheme, value


def _cells(columns: Columns) -> tuple[Ints, Ints, Ints]:
    """Return the rows with a position, and their cell: about 550 m by 400 m in France."""
    placed = np.flatnonzero(~np.isnan(columns.lat))
    south = np.floor(columns.lat[placed] / CELL_DEGREES).astype(np.int64)
    west = np.floor(columns.lon[placed] / CELL_DEGREES).astype(np.int64)
    return placed, south, west


def _cell_keys(columns: Columns) -> Iterator[tuple[int, Hashable]]:
    placed, south, west = _cells(columns)
    yield from zip(placed.tolist(), zip(south.tolist(), west.tolist(), strict=True), strict=True)


def _ring_keys(columns: Columns, down: int, across: int) -> Iterator[tuple[int, Hashable]]:
    """Yield keys that pair each cell with the one `down` and `across` of it."""
    placed, south, west = _cells(columns)
    yield from _cell_keys(columns)
    moved = zip((south + down).tolist(), (west + across).tolist(), strict=True)
    yield from zip(placed.tolist(), moved, strict=True)
