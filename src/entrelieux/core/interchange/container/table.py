from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from entrelieux.core.interchange.records import Problem


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may hold; beyond, it is refused whole, except for cells, which are cut.

    A row costs about 3 kB of memory, and a cell 100 bytes: 200,000 rows fit in one gigabyte.
    """

    file_bytes: int = 60 * 1024 * 1024
    rows: int = 200_000
    columns: int = 2_000
    cells: int = 6_000_000
    line_characters: int = 2_000_000
    depth: int = 40
    cell_characters: int = 200_000
    json_containers: int = 2_000_000
    json_values: int = 6_000_000
    unzipped_bytes: int = 200 * 1024 * 1024
    zip_ratio: int = 200
    zip_members: int = 5_000
    sheet_characters: int = 100_000_000


@dataclass(frozen=True, slots=True)
class RawRow:
    """`rank` counts from 0 in the source; nested values are under dotted names."""

    rank: int
    values: Mapping[str, Any]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class RawTable:
    """`format` is csv, xlsx, json or geojson. The point of a GeoJSON row is under `geometry`.

    `notes` tell, for a person, what of the file is in no row.
    """

    format: str
    columns: tuple[str, ...]
    rows: Sequence[RawRow]
    encoding: str = ""
    notes: tuple[str, ...] = ()
    geometry_column: str = ""
    head: Mapping[str, Any] = field(default_factory=dict)
