"""Sentence vectors of offers and needs, when the extra `semantic` is installed.

The 512 numbers of a text are projected onto the 128 directions in which the labels of the
vocabulary differ most (principal components, `data/directions.npy`): a quarter of the memory, the
same ranking.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from entrelieux.core.words.alignment.vectors import Encoder, load_encoder

Vectors = npt.NDArray[np.float32]
_AT_ONCE = 512


def encode(texts: Sequence[str], encoder: Encoder, progress: Callable[[int], None]) -> Vectors:
    """One unit vector a text; each different text is encoded once."""
    places = {text: rank for rank, text in enumerate(dict.fromkeys(texts))}
    parts = list(_in_parts(list(places), encoder, progress))
    whole = np.concatenate(parts) if parts else np.empty((0, _directions().shape[1]), np.float32)
    return np.asarray(whole[[places[text] for text in texts]], np.float32)


def halves(
    texts: Iterable[str], encoder: Encoder, progress: Callable[[int], None]
) -> npt.NDArray[np.float16]:
    """The same in half the memory, for those of offers; texts come one by one."""
    places: dict[str, int] = {}
    order = array("i", (places.setdefault(text, len(places)) for text in texts))
    parts = [part.astype(np.float16) for part in _in_parts(list(places), encoder, progress)]
    if not parts:
        return np.empty((0, _directions().shape[1]), np.float16)
    return np.asarray(np.concatenate(parts)[np.frombuffer(order, np.int32)])


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
