"""The words of a text with their places, and where its clauses end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from entrelieux.core.words import label_key

_PIECE = re.compile(r"[^\W_]+|[.,;:!?()«»\"–—\n]", re.UNICODE)
_WORD = re.compile(r"[^\W_]")


class Word(NamedTuple):
    """`key` is folded and singular; `raw` lower-case. `clause` counts the marks before it."""

    key: str
    raw: str
    start: int
    end: int
    clause: int


@lru_cache(maxsize=4096)
def words_of(text: str) -> tuple[Word, ...]:
    """The words of a text in order, elided ones (« d’ », « qu’ ») for themselves."""
    return tuple(_words(text))


def _words(text: str) -> Iterator[Word]:
    clause = 0
    for piece in _PIECE.finditer(text):
        if not _WORD.match(piece[0]):
            clause += 1
            continue
        raw = piece[0].lower()
        key = _key(raw)
        if key:
            yield Word(key, raw, piece.start(), piece.end(), clause)


@lru_cache(maxsize=200_000)
def _key(raw: str) -> str:
    return label_key(raw)
