"""What a reading gives, and the steps that every described format shares."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from entrelieux.core.geo.gazetteer import Gazetteer
from entrelieux.core.interchange.building import Builder
from entrelieux.core.interchange.container import RawTable
from entrelieux.core.interchange.mapping import Draft, FormatMapping, Row, sort_row
from entrelieux.core.interchange.records import Record
from entrelieux.core.words import Vocabulary

Mend = Callable[[Row, Draft], None]
Unfold = Callable[[Row], Row]


@dataclass(frozen=True, slots=True)
class Tools:
    """What reading needs besides the file."""

    gazetteer: Gazetteer
    vocabulary: Vocabulary


@dataclass(frozen=True, slots=True)
class Reading:
    """`columns` says which targets each column feeds; `records` can be read once.

    `notes` tell, for a person, what of the file is in no record.
    """

    format: str
    confidence: float
    reason: str
    columns: Mapping[str, Sequence[str]]
    records: Iterator[Record]
    notes: Sequence[str] = ()


def as_it_is(row: Row) -> Row:
    return row


def builder_of(mapping: FormatMapping, tools: Tools) -> Builder:
    return Builder(mapping, tools.gazetteer, tools.vocabulary)


def read_rows(
    table: RawTable, mapping: FormatMapping, tools: Tools, unfold: Unfold, mend: Mend
) -> Iterator[Record]:
    """One record a row: sorted by the mapping, mended by the format, cleaned and placed."""
    builder = builder_of(mapping, tools)
    for raw in table.rows:
        row = unfold(raw.values)
        draft = sort_row(row, mapping)
        draft.problems.extend(raw.problems)
        mend(row, draft)
        yield builder.build(raw.rank, row, draft)


def columns_of(mapping: FormatMapping) -> dict[str, list[str]]:
    """{column: targets}, the other way round of a mapping."""
    told: dict[str, list[str]] = {}
    for target, columns in mapping.columns.items():
        for column in columns:
            told.setdefault(column, []).append(target)
    for day, column in mapping.days.items():
        told.setdefault(column, []).append(f"hours.{day}")
    for name, column in (*mapping.external_ids.items(), *mapping.social.items()):
        told.setdefault(column, []).append(name)
    return told
