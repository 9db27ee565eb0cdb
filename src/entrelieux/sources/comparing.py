"""What each row of a file would change on the map."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from entrelieux.core.interchange.records import PlaceField, Record
from entrelieux.places.models import ChangeSet, Source, Statement
from entrelieux.sources.checking import checked_record
from entrelieux.sources.linking import Match, match_records
from entrelieux.sources.models import ImportRow, ImportRun, SourceRecord


def compare_records(run: ImportRun, records: Sequence[Record]) -> tuple[list[ImportRow], int]:
    """One unsaved `ImportRow` per record of the territory, and how many lie outside it."""
    records = [checked_record(record) for record in records]
    inside = [record for record in records if is_inside(record, run.feed.departments)]
    known = known_records(run.feed.source)
    fresh = [r for r in inside if r.kept and not _is_known(known.get(r.key))]
    matches = match_records(run.feed.source, fresh)
    said = said_by_place(run.feed.source)
    rows = [_row(run, record, known, said, matches) for record in inside]
    return rows, len(records) - len(inside)


def is_inside(record: Record, departments: Iterable[str]) -> bool:
    """Rows whose département is not known are kept: somebody must look at them."""
    wanted = tuple(departments)
    if wanted and record.values.get(PlaceField.COUNTRY, "FR") != "FR":
        return False
    insee = record.values.get(PlaceField.INSEE) or ""
    postcode = record.values.get(PlaceField.POSTCODE) or ""
    code = insee or postcode
    return not wanted or not code or code.startswith(wanted)


def known_records(source: Source) -> dict[str, SourceRecord]:
    records = SourceRecord.objects.filter(source=source).select_related("place__hidden_in")
    return {record.key: record for record in records}


def said_by_place(source: Source) -> dict[int, dict[str, Any]]:
    """What the source says today of each place, by field."""
    said: dict[int, dict[str, Any]] = {}
    statements = Statement.objects.filter(source=source, retired_in=None)
    for place, field, value in statements.values_list("place_id", "field", "value"):
        said.setdefault(place, {})[field] = value
    return said


def _is_known(record: SourceRecord | None) -> bool:
    """A record whose import was undone is new again; one that a person hid stays hidden."""
    return bool(record) and not is_undone(record)


def is_undone(record: SourceRecord) -> bool:
    hidden = record.place.hidden_in
    return bool(hidden) and hidden.kind == ChangeSet.Kind.UNDO


def _row(
    run: ImportRun,
    record: Record,
    known: Mapping[str, SourceRecord],
    said: Mapping[int, Mapping[str, Any]],
    matches: Mapping[str, Match],
) -> ImportRow:
    row = ImportRow(
        run=run,
        rank=record.rank,
        key=record.key,
        values={field.value: value for field, value in record.values.items()},
        raw=dict(record.raw),
        problems=[problem_of(problem) for problem in record.problems],
        updated_on=_date(record.updated_at) or run.feed.source.published_on,
        licence=record.licence or run.feed.source.licence,
    )
    existing = known.get(record.key)
    if not record.kept:
        row.action = ImportRow.Action.REFUSE
    elif _is_known(existing):
        row.difference = difference(said.get(existing.place_id, {}), row.values)
        row.action = ImportRow.Action.CHANGE if row.difference else ImportRow.Action.SAME
        row.match = existing.place
    else:
        _set_match(row, matches.get(record.key))
    return row


def _set_match(row: ImportRow, match: Match | None) -> None:
    found = match is not None and match.is_same
    row.action = ImportRow.Action.MERGE if found else ImportRow.Action.CREATE
    if match is None:
        return
    row.match_id, row.match_rank = match.place_id, match.rank
    row.probability, row.doubts = match.probability, list(match.doubts)


def difference(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, list[Any]]:
    """{field: [before, after]}; a field that the source no longer gives becomes None."""
    fields = [*after, *(field for field in before if field not in after)]
    return {
        field: [before.get(field), after.get(field)]
        for field in fields
        if before.get(field) != after.get(field)
    }


def problem_of(problem: Any) -> dict[str, str]:
    return {
        "code": problem.code,
        "field": problem.field.value if problem.field else "",
        "value": problem.value,
        "message": problem.message,
    }


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
