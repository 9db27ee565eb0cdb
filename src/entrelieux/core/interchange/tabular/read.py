"""A table of any shape, by the columns that were guessed or that a person corrected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from entrelieux.core.interchange.container import RawTable
from entrelieux.core.interchange.mapping import Draft, Row
from entrelieux.core.interchange.reading import Reading, Tools, read_rows
from entrelieux.core.interchange.recognising import Detection
from entrelieux.core.interchange.tabular.understood import mapping_of_columns, unfold_columns


def read_columns(
    table: RawTable, tools: Tools, columns: Mapping[str, Sequence[str]], found: Detection
) -> Reading:
    """`columns` says which targets each column feeds; a column that feeds none is left out."""
    mapping = mapping_of_columns(columns)
    records = read_rows(table, mapping, tools, unfold_columns(columns), _leave)
    return Reading(*found, columns, records)


def _leave(row: Row, draft: Draft) -> None:
    """Nothing is known of such a table but its columns."""
