"""Sentence vectors of offers and needs, when the extra `semantic` is installed.

The 512 numbers of a text are projected onto the 128 directions in which the labels of the
vocabulary differ most (principal components, `data/directions.npy`): a quarter of the memory, the
same ranking.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt

from entrelieux.core.words.alignment.vectors import Encoder, load_encoder

Vectors = npt.NDArray[np.float32]
_AT_ONCE = 512
_BLOCK = 512  # rows at a time: they stay near the processor


def encode(texts: Sequence[str], encoder: Encoder, progress: Callable[[int], None]) -> Vectors:
    """One unit vector a text; each different text is encoded once."""
    places = {text: rank for rank, text in enumerate(dict.fromkeys(texts))}
    parts = list(_in_parts(list(places), encoder, progress))
    whole = np.concatenate(parts) if parts else np.empty((0, _directions().shape[1]), np.float32)
    return np.asarray(whole[[places[text] for text in texts]], np.float32)


@dataclass(frozen=True, slots=True)
class Coarse:
    """Vectors in a quarter of the memory: each number is a whole number of its row's `unit`."""

    rows: npt.NDArray[np.int8]
    unit: npt.NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, wanted: npt.NDArray[np.integer[Any]]) -> Coarse:
        return Coarse(self.rows[wanted], self.unit[wanted])

    def products(self, pairs: Iterable[tuple[int, int]], size: int, others: Vectors) -> Vectors:
        """The products of the rows of some stretches, `size` in all, with one vector, or with
        several in columns: the first axis is that of rows."""
        found = np.empty((size, *others.shape[1:]), np.float32)
        rows = np.empty((_BLOCK, self.rows.shape[1]), np.float32)
        done = 0
        for start, stop in pairs:
            for first in range(start, stop, _BLOCK):
                last = min(stop, first + _BLOCK)
                told, to = rows[: last - first], done + last - first
                told[:] = self.rows[first:last]
                np.dot(told, others, out=found[done:to])
                found[done:to].T[...] *= self.unit[first:last]
                done = to
        return found

    def nearest(self, positions: npt.NDArray[np.integer[Any]], others: Vectors) -> Vectors:
        """Of some rows, each one’s largest product with one of the columns of `others`."""
        found = np.empty((len(positions), others.shape[1]), np.float32)
        rows = np.empty((min(_BLOCK, len(positions)), self.rows.shape[1]), np.float32)
        for first in range(0, len(positions), _BLOCK):
            some = positions[first : first + _BLOCK]
            told = rows[: len(some)]
            told[:] = self.rows.take(some, axis=0)
            np.dot(told, others, out=found[first : first + _BLOCK])
        largest: Vectors = found.max(axis=1)
        return np.multiply(largest, self.unit.take(positions), out=largest)


def coarse(vectors: Vectors) -> Coarse:
    unit = np.abs(vectors).max(axis=1, initial=1e-9) / np.float32(127)
    return Coarse(np.rint(vectors / unit[:, None]).astype(np.int8), unit.astype(np.float32))


def coarse_of(texts: Iterable[str], encoder: Encoder, progress: Callable[[int], None]) -> Coarse:
    """Those of offers; texts come one by one."""
    places: dict[str, int] = {}
    order = array("i", (places.setdefault(text, len(places)) for text in texts))
    parts = [coarse(part) for part in _in_parts(list(places), encoder, progress)]
    return joined(parts)[np.frombuffer(order, np.int32)]


def joined(parts: Sequence[Coarse]) -> Coarse:
    """Rows one after the other."""
    if not parts:
        return Coarse(np.empty((0, _directions().shape[1]), np.int8), np.empty(0, np.float32))
    return Coarse(
        np.concatenate([one.rows for one in parts]), np.concatenate([one.unit for one in parts])
    )


def _in_parts(
    texts: Sequence[str], encoder: Encoder, progress: Callable[[int], None]
) -> Iterator[Vectors]:
    for first in range(0, len(texts), _AT_ONCE):
        told = np.asarray(encoder(texts[first : first + _AT_ONCE]), np.float32)
        progress(len(told))
        yield unit(told @ _directions())


@cache
def _directions() -> Vectors:
    file = files("entrelieux.core.bridging") / "data" / "directions.npy"
    with file.open("rb") as stream:
        return np.asarray(np.load(stream), np.float32)


def unit(vectors: Vectors) -> Vectors:
    """Each row brought to length 1."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-9), np.float32)


@cache
def shipped_encoder() -> Encoder | None:
    return load_encoder()
