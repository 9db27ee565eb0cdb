"""A table of any shape, by the columns that were guessed or that a person corrected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from entrelieux.core.interchange.container import RawTable
from entrelieux.core.interchange.geojson.read import with_point
from entrelieux.core.interchange.guess import draft_of, guess_columns, mapping_from
from entrelieux.core.interchange.guess.profile import text_of
from entrelieux.core.interchange.guess.reading import guess_from
from entrelieux.core.interchange.mapping import Draft, Row
from entrelieux.core.interchange.reading import Reading, Tools, as_it_is, read_rows
from entrelieux.core.interchange.recognising import Detection

Columns = Mapping[str, Sequence[str]]
BOTH = {"lat", "lon"}
# The columns that `with_point` makes of a geometry.
POINT = {"lat": ("lat",), "lon": ("lon",)}


def read_guessed(
    table: RawTable, tools: Tools, columns: Columns | None, found: Detection
) -> Reading:
    """One record a row; `columns` ({column: fields}) replaces the guess when it is given."""
    guess = guess_columns(_without_envelope(table))
    if columns is not None:
        guess = guess_from(_corrected(columns, guess.by_column()))
    told = guess.by_column()
    if table.geometry_column:
        guess.columns |= POINT
        told[table.geometry_column] = sorted(BOTH)
    streets = guess.columns.get("street_address", ())

    def mend(row: Row, draft: Draft) -> None:
        _join_street(row, draft, streets)
        draft_of(row, draft, guess)

    unfold = with_point if table.geometry_column else as_it_is
    records = read_rows(table, mapping_from(guess), tools, unfold, mend)
    return Reading(*found, columns or told, records)


def _without_envelope(table: RawTable) -> RawTable:
    """« Feature » is the type of every feature: what a place is stands among its properties."""
    if not table.geometry_column:
        return table
    return replace(table, columns=tuple(name for name in table.columns if name != "type"))


def _corrected(columns: Columns, guessed: Columns) -> dict[str, list[str]]:
    """{column: fields}: latitude and longitude in one column are a point; a column of hours that
    the guess takes for a day's is that day's."""
    told: dict[str, list[str]] = {}
    for column, targets in columns.items():
        days = [name for name in guessed.get(column, ()) if name.startswith("hours.")]
        if set(targets) >= BOTH:
            told[column] = ["point"]
        elif "opening_hours" in targets and days:
            told[column] = days
        elif targets:
            told[column] = list(targets)
    return told


def _join_street(row: Row, draft: Draft, streets: Sequence[str]) -> None:
    """« 4 » and « rue Haute » in two columns are one address."""
    if len(streets) > 1:
        cells = (text_of(row.get(column)) for column in streets)
        draft.texts["street_address"] = " ".join(filter(None, cells))
