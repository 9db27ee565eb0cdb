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
_Pairs = tuple[Ints, Ints]


def candidate_pairs(rows: Sequence[LinkRow]) -> Iterator[tuple[int, int]]:
    """Yield the ranks (smaller first) of the pairs of `rows` worth comparing, in order."""
    left, right = candidate_arrays(columns_of([normalise(row) for row in rows]))
    yield from zip(left.tolist(), right.tolist(), strict=True)


def candidate_arrays(columns: Columns) -> _Pairs:
    """Return the same pairs as two arrays, sorted and without repeats."""
    order = _name_order(columns)
    found = [_paired(keys, order) for keys in (_text_keys(columns), _cell_keys(columns))]
    found.append(_ring_pairs(columns, order))
    left = np.concatenate([one for one, _ in found])
    right = np.concatenate([two for _, two in found])
    total = len(columns.rows)
    unique = np.unique(np.minimum(left, right) * total + np.maximum(left, right))
    if not total:
        return unique, unique
    left, right = np.divmod(unique, total)
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


def _paired(keys: Iterable[tuple[int, Hashable]], order: Ints) -> _Pairs:
    """Return the pairs of rows that share a key."""
    codes: dict[Hashable, int] = {}
    members: list[int] = []
    labels: list[int] = []
    for rank, key in keys:
        members.append(rank)
        labels.append(codes.setdefault(key, len(codes)))
    rows, label = np.array(members, dtype=np.int64), np.array(labels, dtype=np.int64)
    if not len(rows):
        return rows, rows
    sort = np.lexsort((order[rows], label))
    rows, label = rows[sort], label[sort]
    return _neighbours(rows, label)


def _neighbours(rows: Ints, label: Ints) -> _Pairs:
    """Return pairs inside runs of equal `label`: all of them up to BLOCK_ROWS, else a window."""
    sizes = np.bincount(label)[label]
    lefts, rights = [], []
    for step in range(1, BLOCK_ROWS):
        within = label[step:] == label[:-step]
        if step > WINDOW:
            within &= sizes[step:] <= BLOCK_ROWS
        at = np.flatnonzero(within)
        if not len(at) and step > WINDOW:
            break
        lefts.append(rows[at])
        rights.append(rows[at + step])
    return np.concatenate(lefts), np.concatenate(rights)


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


def _ring_pairs(columns: Columns, order: Ints) -> _Pairs:
    """Return pairs across cells that touch: two cells at a time, in the four forward directions."""
    placed, south, west = _cells(columns)
    found: list[_Pairs] = [(placed[:0], placed[:0])]
    for down, across in ((0, 1), (1, -1), (1, 0), (1, 1)):
        keys = [
            (rank, (s, w))
            for rank, s, w in zip(placed.tolist(), south.tolist(), west.tolist(), strict=True)
        ]
        moved = [(rank, (s + down, w + across)) for rank, (s, w) in keys]
        found.append(_paired(keys + moved, order))
    return np.concatenate([one for one, _ in found]), np.concatenate([two for _, two in found])
