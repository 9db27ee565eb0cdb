"""Which format a file is in, by its columns."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from entrelieux.core.interchange.container import RawTable
from entrelieux.core.interchange.mapping import FormatMapping

# A shape that nobody described is read all the same, by guessing.
GUESSED = 0.3


class Detection(NamedTuple):
    """`confidence` goes from 0 to 1; `reason` is the evidence, for a person."""

    format: str
    confidence: float
    reason: str


def recognise(table: RawTable, mappings: Iterable[FormatMapping], otherwise: str) -> Detection:
    """The format with the longest signature among those the table has in full."""
    columns = frozenset(table.columns)
    found = [
        (len(signature), mapping.format, signature)
        for mapping in mappings
        for signature in mapping.signatures
        if signature <= columns
    ]
    if not found:
        return Detection(otherwise, GUESSED, "colonnes devinées")
    size, name, signature = max(found, key=lambda one: one[0])
    # Two columns may meet by chance; from four on they do not.
    return Detection(name, min(1.0, 0.6 + 0.1 * size), ", ".join(sorted(signature)))
