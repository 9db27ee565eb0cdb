"""A table of any shape, by the columns that were guessed or that a person corrected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from entrelieux.core.interchange.container import RawTable
from entrelieux.core.interchange.geojson.read import with_point
from entrelieux.core.interchange.guess import (
    Guess,
    corrected,
    draft_of,
    guess_columns,
    mapping_from,
    public_columns,
)
from entrelieux.core.interchange.guess.days import DayRows, day_rows, gathered
from entrelieux.core.interchange.guess.oddities import oddities_of
from entrelieux.core.interchange.guess.profile import profiles_of
from entrelieux.core.interchange.guess.unfolding import unfolded
from entrelieux.core.interchange.mapping import Draft, Row
from entrelieux.core.interchange.reading import Reading, Tools, as_it_is, read_rows
from entrelieux.core.interchange.recognising import Detection
from entrelieux.core.interchange.records import Record

Columns = Mapping[str, Sequence[str]]
BOTH = ["lat", "lon"]
OF_THE_ROW = frozenset({"not_a_place", "shifted_columns"})
# The columns that `with_point` makes of a geometry.
POINT = {"lat": ("lat",), "lon": ("lon",)}


def read_guessed(
    table: RawTable, tools: Tools, columns: Columns | None, found: Detection
) -> Reading:
    """One record a row; `columns` ({column: targets}) replaces the guess when it is given."""
    table = unfolded(table)
    by_day = day_rows(profiles_of(table.columns, [row.values for row in table.rows]), table)
    whole, days = gathered(table, by_day) if by_day else (table, {})
    guess = guess_columns(_to_guess(whole, by_day), tools.gazetteer)
    guess.days |= days
    told = _told(table, guess, by_day)
    if columns is not None:
        guess = corrected(guess, columns)
    if table.geometry_column:
        guess.columns |= POINT
    mapping = mapping_from(guess)

    odd = oddities_of(guess, table.columns, [row.values for row in whole.rows])

    def mend(row: Row, draft: Draft) -> None:
        draft_of(row, draft, guess)
        if problem := odd.of(row):
            draft.problems.append(problem)
            draft.kept &= problem.code != "not_a_place"

    unfold = with_point if table.geometry_column else as_it_is
    records = map(_plain, read_rows(whole, mapping, tools, unfold, mend))
    return Reading(*found, columns or told, records, whole.notes)


def _plain(record: Record) -> Record:
    """Of a row that is no place, or whose cells are shifted, no value is worth doubting."""
    if not OF_THE_ROW & {problem.code for problem in record.problems}:
        return record
    kept = (p for p in record.problems if p.field is None and p.code != "duplicate")
    return replace(record, problems=tuple(kept))


def _to_guess(table: RawTable, by_day: DayRows | None) -> RawTable:
    """« Feature » is the type of every feature, and a day that of a row: neither is the place's."""
    aside = set(by_day.columns) if by_day else set()
    if table.geometry_column:
        aside.add("type")
    inside = f"{table.geometry_column}." if table.geometry_column else "\0"
    kept = (name for name in table.columns if name not in aside and not name.startswith(inside))
    return replace(table, columns=tuple(kept))


def _told(table: RawTable, guess: Guess, by_day: DayRows | None) -> dict[str, list[str]]:
    """Every column of the file, even one that feeds nothing: a person may know better."""
    told = public_columns(guess)
    told |= {column: ["opening_hours"] for column in (by_day.columns if by_day else ())}
    if table.geometry_column:
        told[table.geometry_column] = BOTH
    return {column: told.get(column, []) for column in table.columns}
