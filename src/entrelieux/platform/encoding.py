"""The content coding that a client prefers (RFC 9110 §12.5.3), and the bytes in that coding."""

from __future__ import annotations

import gzip
from functools import lru_cache

import brotli

# Shorter answers gain nothing.
WORTH_BYTES = 300
BROTLI_QUALITY, GZIP_LEVEL = 4, 5


@lru_cache(maxsize=512)
def preferred_coding(accept_encoding: str) -> str:
    """`br`, `gzip`, or nothing."""
    refused: set[str] = set()
    accepted: set[str] = set()
    for part in accept_encoding.lower().split(","):
        name, _, parameters = part.partition(";")
        weight = parameters.replace(" ", "").removeprefix("q=")
        (refused if weight in ("0", "0.0", "0.00", "0.000") else accepted).add(name.strip())
    for coding in ("br", "gzip"):
        if coding not in refused and ({coding, "*"} & accepted):
            return coding
    return ""


def encoded(body: bytes, coding: str) -> bytes:
    if coding == "br":
        squeezed: bytes = brotli.compress(body, quality=BROTLI_QUALITY)
        return squeezed
    return gzip.compress(body, GZIP_LEVEL, mtime=0) if coding == "gzip" else body
