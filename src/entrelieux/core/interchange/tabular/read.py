"""A table of any shape, by the columns that were guessed or that a person corrected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from entrelieux.core.interchange.container import RawTable
from entrelieux.core.interchange.reading import Reading, Tools
from entrelieux.core.interchange.recognising import Detection


def read_guessed(
    table: RawTable,
    tools: Tools,
    columns: Mapping[str, Sequence[str]] | None,
    found: Detection,
) -> Reading:
    return Reading(*found, columns or {}, iter(()))
