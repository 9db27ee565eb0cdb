"""The directory of SpaceAPI: names, and where each space’s document is."""

from __future__ import annotations

from collections.abc import Iterator

from entrelieux.core.interchange.container import RawTable, UnreadableFile, open_table
from entrelieux.core.interchange.documents import mend_table
from entrelieux.core.interchange.errors import FetchFailed
from entrelieux.core.interchange.keys import fitting
from entrelieux.core.interchange.mapping import load_mapping, sort_row
from entrelieux.core.interchange.reading import Tools, builder_of
from entrelieux.core.interchange.records import PlaceField, Problem, Record
from entrelieux.core.interchange.spaceapi.read import Fetch, mend

NAME, ENDPOINT = "_key", "_value"
NOT_OPENED = "Un annuaire ne dit pas où sont les lieux : laissez la lecture ouvrir chaque adresse."


def is_directory(table: RawTable) -> bool:
    """{"Space": "https://…/spaceapi.json", …}, as directory.spaceapi.io publishes it."""
    return set(table.columns) == {NAME, ENDPOINT} and all(
        str(row.values[ENDPOINT]).startswith("http") for row in table.rows
    )


def read_directory(table: RawTable, tools: Tools, fetch: Fetch | None) -> Iterator[Record]:
    """One record an entry, its own document's when `fetch` opens it; else kept out, with why."""
    builder = builder_of(load_mapping("spaceapi"), tools)
    for raw in table.rows:
        name, endpoint = str(raw.values[NAME]), str(raw.values[ENDPOINT])
        if fetch is None:
            yield _unread(raw.rank, name, endpoint, NOT_OPENED)
            continue
        try:
            document = mend_table(open_table(fetch(endpoint), name=endpoint))
        except (FetchFailed, UnreadableFile) as failure:
            yield _unread(raw.rank, name, endpoint, str(failure))
            continue
        row = {"space": name, **document.rows[0].values, "endpoint": endpoint}
        draft = sort_row(row, builder.mapping)
        mend(row, draft)
        yield builder.build(raw.rank, row, draft)


def _unread(rank: int, name: str, endpoint: str, reason: str) -> Record:
    return Record(
        rank=rank,
        key=fitting(endpoint),
        values={PlaceField.NAME: name, PlaceField.EXTERNAL_IDS: {"spaceapi": endpoint}},
        raw={"name": name, "endpoint": endpoint},
        problems=(Problem("no_coordinates", PlaceField.POSITION, endpoint, reason),),
        kept=False,
    )
