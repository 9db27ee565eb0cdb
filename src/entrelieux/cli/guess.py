"""`entrelieux guess`: a file of any shape, as the fields of places that were guessed in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

import click
import orjson

from entrelieux.core.geo import load_france
from entrelieux.core.interchange import registry
from entrelieux.core.interchange.container import UnreadableFile
from entrelieux.core.interchange.records import PlaceField, Problem, Record

TARGETS = (
    "name",
    "street_address",
    "postcode",
    "city",
    "insee",
    "lat",
    "lon",
    "website",
    "phone",
    "email",
    "types",
    "opening_hours",
    "description",
    "public_id",
    "updated_at",
)
# What only tells how the file is written is for a person, and no problem of a row.
OF_THE_FILE = frozenset(
    {"short_row", "open_quote", "mixed_encoding", "removed_characters", "cut_text", "not_a_number",
     "repeated_key", "nowhere"}
)  # fmt: skip


@click.command("guess")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--out", "folder", required=True, type=click.Path(file_okay=False, path_type=Path),
    help="Folder to write mapping.json, rows.jsonl and problems.jsonl in.",
)  # fmt: skip
def guess(file: Path, folder: Path) -> None:
    """Guess what the columns of FILE mean, clean its rows, and report their problems."""
    try:
        reading = registry.read(file, gazetteer=load_france(), name=file.name, format="tabular")
    except UnreadableFile as refusal:
        raise click.ClickException(str(refusal)) from None
    folder.mkdir(parents=True, exist_ok=True)
    mapping = mapping_json(reading.columns)
    (folder / "mapping.json").write_bytes(orjson.dumps(mapping, option=orjson.OPT_INDENT_2))
    with (
        (folder / "rows.jsonl").open("wb") as rows,
        (folder / "problems.jsonl").open("wb") as told,
        click.progressbar(reading.records, label="Reading") as records,
    ):
        kept = sum(_write(record, rows, told) for record in records)
    click.echo(f"{folder}: {kept} rows to import", err=True)


def mapping_json(columns: Mapping[str, Any]) -> dict[str, Any]:
    """{column: target} or {column: [targets]}, with the targets of an import alone."""
    mapping: dict[str, Any] = {}
    for column, targets in columns.items():
        known = [target for target in targets if target in TARGETS]
        if known:
            mapping[column] = known[0] if len(known) == 1 else known
    return mapping


def _write(record: Record, rows: BinaryIO, told: BinaryIO) -> bool:
    codes = list(dict.fromkeys(problem.code for problem in _told(record)))
    row = {**row_of(record), "_record": record.rank, "_import": record.kept}
    rows.write(orjson.dumps({**row, "_problems": codes}) + b"\n")
    for line in _problems(record):
        told.write(orjson.dumps(line) + b"\n")
    return record.kept


def _told(record: Record) -> list[Problem]:
    return [problem for problem in record.problems if problem.code not in OF_THE_FILE]


def _problems(record: Record) -> Iterator[dict[str, Any]]:
    for problem in _told(record):
        yield {
            "_record": record.rank,
            "record": record.rank,
            "code": problem.code,
            "field": problem.field.value if problem.field else "",
            "value": problem.value,
            "message": problem.message,
        }


def row_of(record: Record) -> dict[str, Any]:
    """The flat row: what the source says, cleaned; nothing that it does not say."""
    values, told = record.values, record.told
    hours = values.get(PlaceField.HOURS) or {}
    row = {
        "name": values.get(PlaceField.NAME),
        "street_address": values.get(PlaceField.STREET_ADDRESS),
        "postcode": values.get(PlaceField.POSTCODE),
        "city": told.get("city"),
        "insee": told.get("insee"),
        "lat": told.get("lat"),
        "lon": told.get("lon"),
        "website": values.get(PlaceField.WEBSITE) or _page(values),
        "phone": values.get(PlaceField.PHONE),
        "email": values.get(PlaceField.EMAIL),
        "types": values.get(PlaceField.TYPES, []),
        "opening_hours": hours.get("osm") or hours.get("text"),
        "description": values.get(PlaceField.DESCRIPTION),
        "public_id": told.get("public_id"),
        "updated_at": record.updated_at,
    }
    return {target: value if value is not None else "" for target, value in row.items()}


def _page(values: Mapping[PlaceField, Any]) -> str | None:
    """A page on a network, when the source gives it as the site."""
    return next(iter((values.get(PlaceField.SOCIAL) or {}).values()), None)
