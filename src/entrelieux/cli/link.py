"""`entrelieux link`: which rows of a table are the same place."""

from __future__ import annotations

import csv
import io
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from entrelieux.core.linkage import Linkage, LinkRow, PairModel
from entrelieux.core.linkage import link as link_rows

COLUMNS = (
    *("row_id", "source", "source_id", "name", "address", "postcode", "city"),
    *("lat", "lon", "types", "url", "date"),
)
_STEPS = {"normalise": (0, 35), "compare": (35, 45), "gather": (80, 15), "review": (95, 5)}
_LARGEST_FIELD = 1_000_000
_SHOWN_PROBLEMS = 200


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row of the table: its id as written, and what to link (None when it says too little)."""

    row_id: str
    row: LinkRow | None


@click.command()
@click.argument("rows", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="CSV to write."
)
def link(rows: Path, out: Path) -> None:
    """Find which rows of ROWS (a CSV) are the same place, and write row_id,cluster_id,confidence.

    Columns read: row_id, source, source_id, name, address, postcode, city, lat, lon, types, url,
    date; others are ignored, missing ones are counted as empty. Every row is in the answer once.
    """
    problems: list[str] = []
    read = list(_read(_text(rows, problems), problems))
    _show(problems)
    if not read:
        raise click.ClickException(
            f"{rows} holds no row. Give a CSV with a header line and at least one row."
        )
    usable = [entry.row for entry in read if entry.row is not None]
    linkage = _linked(usable)
    _write(out, read, linkage)
    click.echo(f"{len(read)} rows, {_count(read, linkage)} places → {out}", err=True)


def _text(path: Path, problems: list[str]) -> str:
    """Return the text of the file, read as UTF-8 or else as Windows-1252."""
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        problems.append("The file is not UTF-8: read as Windows-1252.")
        text = content.decode("cp1252", errors="replace")
    return text.replace("\0", "")


def _read(text: str, problems: list[str]) -> Iterator[ReadRow]:
    csv.field_size_limit(_LARGEST_FIELD)
    head = text.split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count))
    header = [name.strip().lower() for name in next(reader, [])]
    _tell_missing(header, problems)
    seen: set[str] = set()
    for rank, cells in enumerate(_lines(reader, problems)):
        line, values = cells
        if len(values) != len(header):
            problems.append(f"line {line}: {len(values)} cells for {len(header)} columns")
        entry = _entry(dict(zip(header, values, strict=False)), rank, line, problems)
        if entry.row_id in seen:
            problems.append(
                f"line {line}: row_id “{entry.row_id}” is given twice; each row keeps its own place"
            )
        seen.add(entry.row_id)
        yield entry


def _tell_missing(header: list[str], problems: list[str]) -> None:
    missing = [name for name in COLUMNS if name not in header]
    if missing:
        problems.append(
            f"No column {', '.join(missing)}: counted as empty. Columns: {','.join(COLUMNS)}."
        )
    if "row_id" in missing:
        problems.append("Without row_id, rows are numbered from 1 in the answer.")


def _lines(reader: Iterator[list[str]], problems: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield the line number and the cells of each row that is not blank."""
    while True:
        try:
            values = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            problems.append(f"line {_line(reader)}: {error}; the row counts as empty")
            values = [""]
            yield _line(reader), values
            continue
        if values:
            yield _line(reader), values


def _line(reader: Iterator[list[str]]) -> int:
    return int(getattr(reader, "line_num", 0))


def _entry(values: Mapping[str, str], rank: int, line: int, problems: list[str]) -> ReadRow:
    told = {name: values.get(name, "").strip() for name in COLUMNS}
    row_id = told["row_id"] or str(rank + 1)
    lat, lon = (_number(told[name], name, line, problems) for name in ("lat", "lon"))
    placed = bool(
        told["address"] or told["postcode"] or told["city"] or (lat is not None and lon is not None)
    )
    if not told["name"] or not (placed or told["url"]):
        lacking = "name" if not told["name"] else "address, town, position or site"
        problems.append(f"line {line}: no {lacking}; row “{row_id}” stays alone")
        return ReadRow(row_id, None)
    # Ranks as ids: row ids may be given twice, and every row has to be in the answer.
    row = LinkRow(
        row_id=str(rank),
        source=told["source"],
        source_id=told["source_id"],
        name=told["name"],
        address=told["address"],
        postcode=told["postcode"],
        city=told["city"],
        lat=lat,
        lon=lon,
        types=tuple(told["types"].split(",")) if told["types"] else (),
        url=told["url"],
        date=told["date"],
    )
    return ReadRow(row_id, row)


def _number(text: str, name: str, line: int, problems: list[str]) -> float | None:
    if not text:
        return None
    try:
        return float(text.replace(",", "."))
    except ValueError:
        problems.append(f"line {line}: {name} “{text[:40]}” is not a number; read as empty")
        return None


def _show(problems: list[str]) -> None:
    for problem in problems[:_SHOWN_PROBLEMS]:
        click.echo(problem, err=True)
    if len(problems) > _SHOWN_PROBLEMS:
        click.echo(f"… and {len(problems) - _SHOWN_PROBLEMS} more remarks of this kind.", err=True)


def _linked(rows: list[LinkRow]) -> Linkage:
    with click.progressbar(range(100), label="Linking", file=sys.stderr) as bar:

        def advance(step: str, share: float) -> None:
            start, width = _STEPS[step]
            bar.update(max(0, int(start + width * share) - bar.pos))

        linkage = link_rows(rows, model=PairModel.load_default(), progress=advance)
        bar.update(100 - bar.pos)
    return linkage


def _count(read: list[ReadRow], linkage: Linkage) -> int:
    return len(linkage.clusters) + sum(entry.row is None for entry in read)


def _write(out: Path, read: list[ReadRow], linkage: Linkage) -> None:
    """Write the answer beside its destination, then put it in place in one move."""
    answers = {
        member: (number, cluster.confidence)
        for number, cluster in enumerate(linkage.clusters, start=1)
        for member in cluster.members
    }
    alone = len(linkage.clusters)
    handle, name = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow(("row_id", "cluster_id", "confidence"))
            for entry in read:
                if entry.row is None:
                    alone += 1
                    writer.writerow((entry.row_id, f"c{alone}", "0.000"))
                else:
                    number, confidence = answers[entry.row.row_id]
                    writer.writerow((entry.row_id, f"c{number}", f"{confidence:.3f}"))
        Path(name).chmod(0o644)
        Path(name).replace(out)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
