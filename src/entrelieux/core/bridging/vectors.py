"""Sentence vectors of offers and needs, when the extra `semantic` is installed.

The 512 numbers of a text are projected onto the 128 directions in which the labels of the
vocabulary differ most (principal components, `data/directions.npy`): a quarter of the memory, the
same ranking.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
    unique = list(places)
    parts = []
    for first in range(0, len(unique), _AT_ONCE):
        parts.append(np.asarray(encoder(unique[first : first + _AT_ONCE]), np.float32))
        progress(len(parts[-1]))
    if not parts:
        return np.empty((0, _directions().shape[1]), np.float32)
    vectors = unit(np.concatenate(parts) @ _directions())
    return vectors[[places[text] for text in texts]]


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
