"""From a deposited file to records: the format's reader, or the columns guessed or corrected."""

from __future__ import annotations

from collections.abc import Iterator

from entrelieux.core.geo import load_france
from entrelieux.core.interchange import registry
from entrelieux.core.interchange.records import Record
from entrelieux.sources.models import ImportRun


def read_records(run: ImportRun) -> Iterator[Record]:
    """The records of a run's file. Raises `UnreadableFile` when it is not a list of places.

    Sets `run.mapping` to what was understood: the format and, for a table, its columns;
    and `run.notes` to what of the file is in no record.
    """
    wanted = run.mapping.get("format") or run.feed.format
    corrected = run.mapping.get("columns") if run.mapping.get("by_hand") else None
    with run.file.open("rb") as file:
        reading = registry.read(
            file.read(),
            name=run.file_name,
            format=wanted,
            columns=corrected,
            gazetteer=load_france(),
        )
    run.mapping = {**run.mapping, "format": reading.format, "columns": dict(reading.columns)}
    run.notes = list(reading.notes)
    yield from reading.records
