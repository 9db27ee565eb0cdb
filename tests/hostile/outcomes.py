"""What becomes of a file that is deposited, as tests compare it."""

from __future__ import annotations

import json
from typing import Any

from entrelieux.core.geo import load_france
from entrelieux.core.interchange import registry
from entrelieux.core.interchange.container import UnreadableFile
from entrelieux.core.interchange.errors import InterchangeError
from entrelieux.core.interchange.reading import Reading
from entrelieux.core.interchange.records import Record


def read(content: bytes, name: str = "liste.csv", **options: Any) -> tuple[Reading, list[Record]]:
    reading = registry.read(content, name=name, gazetteer=load_france(), **options)
    return reading, list(reading.records)


def outcome_of(content: bytes) -> tuple[str, Any, tuple[str, ...]]:
    """("refused", reason, ()) or ("read", number of rows, codes of their problems).

    Each row becomes a place or says why not; each can be kept by a database.
    """
    try:
        reading, records = read(content)
    except (UnreadableFile, InterchangeError) as refusal:
        return "refused", str(refusal), ()
    for record in records:
        assert record.kept or record.problems
        kept = json.dumps([record.key, record.raw, dict(record.values)], allow_nan=False)
        assert "\\u0000" not in kept
        assert len(record.key) <= 200
    codes = {problem.code for record in records for problem in record.problems}
    return "read", len(records), (*sorted(codes), *reading.notes)


def codes_of(record: Record) -> set[str]:
    return {problem.code for problem in record.problems}
