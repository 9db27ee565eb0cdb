"""Needs and offers out of two CSV tables: what cannot be read is told, and the row is kept."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping

from entrelieux.core.bridging.model import Need, Offer, OfferKind
from entrelieux.core.geo.france import load_france

NEED_COLUMNS = (
    *("need_id", "who", "commune_code", "lat", "lon", "max_km"),
    *("title", "description", "lang", "when", "terms"),
)
OFFER_COLUMNS = (
    *("offer_id", "place", "commune_code", "lat", "lon", "kind", "title", "description"),
    *("lang", "access", "available", "terms", "mobile_km"),
)
_DELIMITERS = ",;\t"


def read_needs(text: str, problems: list[str]) -> tuple[Need, ...]:
    """The needs of a table; the remarks about its lines are added to `problems`."""
    return tuple(
        Need(
            id=row["need_id"],
            title=row["title"],
            description=row["description"],
            who=row["who"],
            lat=lat,
            lon=lon,
            commune_code=row["commune_code"],
            max_km=_number(row["max_km"], "max_km", line, problems),
            lang=row["lang"] or "fr",
            when=row["when"],
            terms=row["terms"],
        )
        for line, row in _rows(text, NEED_COLUMNS, problems)
        for lat, lon in [_position(row, line, problems)]
    )


def read_offers(text: str, problems: list[str]) -> tuple[Offer, ...]:
    """The offers of a table; the remarks about its lines are added to `problems`."""
    return tuple(
        Offer(
            id=row["offer_id"],
            title=row["title"],
            description=row["description"],
            place=row["place"],
            kind=_kind(row["kind"], line, problems),
            lat=lat,
            lon=lon,
            commune_code=row["commune_code"],
            lang=row["lang"] or "fr",
            access=row["access"] or "public",
            available=row["available"],
            terms=row["terms"],
            mobile_km=_number(row["mobile_km"], "mobile_km", line, problems),
        )
        for line, row in _rows(text, OFFER_COLUMNS, problems)
        for lat, lon in [_position(row, line, problems)]
    )


def _rows(
    text: str, columns: tuple[str, ...], problems: list[str]
) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Each line with every column, blank when it has none; ids are made and made unique."""
    head = text.split("\n", 1)[0]
    reader = csv.DictReader(io.StringIO(text), delimiter=max(_DELIMITERS, key=head.count))
    names = [name.strip().lower() for name in reader.fieldnames or ()]
    reader.fieldnames = names
    missing = [name for name in columns if name not in names]
    if missing:
        problems.append(f"No column {', '.join(missing)}: counted as empty.")
    seen: set[str] = set()
    for rank, told in enumerate(reader, start=1):
        row = {name: (told.get(name) or "").strip() for name in columns}
        row[columns[0]] = _id(row[columns[0]], rank, reader.line_num, seen, problems)
        if not row["title"] and not row["description"]:
            problems.append(f"line {reader.line_num}: no title and no description; kept, unmatched")
        yield reader.line_num, row


def _id(told: str, rank: int, line: int, seen: set[str], problems: list[str]) -> str:
    wanted = "_".join(told.split()) or f"row-{rank}"
    unique = wanted
    while unique in seen:
        unique += "+"
    if unique != told:
        problems.append(f"line {line}: its id “{told}” is written “{unique}” in the run")
    seen.add(unique)
    return unique


def _number(text: str, name: str, line: int, problems: list[str]) -> float | None:
    if not text:
        return None
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        problems.append(f"line {line}: {name} “{text[:40]}” is not a number; counted as empty")
        return None
    if value < 0 or value != value or value == float("inf"):
        problems.append(f"line {line}: {name} “{text[:40]}” is no distance; counted as empty")
        return None
    return value


def _position(row: Mapping[str, str], line: int, problems: list[str]) -> tuple[float, float]:
    """The position told, else the centre of the commune."""
    try:
        lat, lon = (float(row[name].replace(",", ".")) for name in ("lat", "lon"))
        if -90 <= lat <= 90 and -180 <= lon <= 180:
            return lat, lon
    except ValueError:
        pass
    commune = load_france().by_code(row["commune_code"])
    if commune:
        return commune.lat, commune.lon
    problems.append(f"line {line}: neither a position nor a known commune_code; counted as 0, 0")
    return 0.0, 0.0


def _kind(text: str, line: int, problems: list[str]) -> str:
    if text and text not in set(OfferKind):
        known = ", ".join(OfferKind)
        problems.append(f"line {line}: the kind “{text[:40]}” is not one of {known}")
    return text
