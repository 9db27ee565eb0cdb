"""Entrelieux’s own tables and features, read back as they were written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from entrelieux.core.interchange.clean import clean_email, clean_phone, clean_url
from entrelieux.core.interchange.container import RawRow, RawTable
from entrelieux.core.interchange.geojson.read import with_point
from entrelieux.core.interchange.keys import KeyRing, digest_of
from entrelieux.core.interchange.records import PlaceField, Problem, Record
from entrelieux.core.interchange.tabular.cells import split_items, unguard_cell
from entrelieux.core.interchange.tabular.columns import COLUMNS, LISTS, PAIRS, headers, values_of

F = PlaceField
CHECKED = {F.WEBSITE: clean_url, F.PHONE: clean_phone, F.EMAIL: clean_email}
PROPERTIES = "properties."
# Enough of our own headers, in one language, to be sure whose table it is.
CERTAIN = frozenset({"identifiant", "genres", "precision_position", "horaires_osm"})
CERTAIN_ENGLISH = frozenset({"id", "kinds", "position_fidelity", "opening_hours"})
CERTAIN_FEATURE = frozenset({"properties.name", "properties.url", "properties.sources"})


def is_own(table: RawTable) -> bool:
    columns = frozenset(table.columns)
    return columns >= CERTAIN or columns >= CERTAIN_ENGLISH or columns >= CERTAIN_FEATURE


def read_own(table: RawTable) -> Iterator[Record]:
    ring = KeyRing()
    for raw in table.rows:
        is_feature = "properties.name" in raw.values or "geometry" in raw.values
        yield _feature(raw, ring) if is_feature else _line(raw, ring, _mend_cell(table))


def _mend_cell(table: RawTable) -> Callable[[str], str]:
    """A workbook types its texts: only CSV had to guard them."""
    return unguard_cell if table.format == "csv" else str


def _line(raw: RawRow, ring: KeyRing, mend_cell: Callable[[str], str]) -> Record:
    languages = [dict(zip(headers(name), COLUMNS, strict=True)) for name in ("fr", "en")]
    known = max(languages, key=lambda names: len(names.keys() & raw.values.keys()))
    cells = {
        known[header].key: mend_cell(str(cell))
        for header, cell in raw.values.items()
        if header in known and cell is not None
    }
    licence = " + ".join(split_items(cells.get("licences", "")))
    return _record(
        raw, values_of(cells), cells.get("id", ""), cells.get("updated_at", ""), licence, ring
    )


def _feature(raw: RawRow, ring: KeyRing) -> Record:
    told = {
        name.removeprefix(PROPERTIES): value
        for name, value in raw.values.items()
        if name.startswith(PROPERTIES)
    }
    values = {field: value for field in F if (value := _property(field, told)) not in _NOTHING}
    row = with_point(raw.values)
    if "lat" in row:
        fidelity = told.get("position_fidelity") or "exact"
        values[F.POSITION] = {"lat": row["lat"], "lon": row["lon"], "fidelity": fidelity}
    sources = told.get("sources")
    credits = [s for s in sources if isinstance(s, dict)] if isinstance(sources, list) else []
    licences = dict.fromkeys(str(credit.get("licence") or "") for credit in credits)
    key, updated = str(raw.values.get("id") or ""), str(told.get("updated_at") or "")
    return _record(raw, values, key, updated, " + ".join(filter(None, licences)), ring)


_NOTHING: tuple[Any, ...] = (None, "", [], {})


def _property(field: PlaceField, told: Mapping[str, Any]) -> Any:
    """Objects were flattened under dotted names; a key of theirs may hold a dot itself."""
    if field in PAIRS or field is F.HOURS:
        prefix = f"{field}."
        return {k.removeprefix(prefix): v for k, v in told.items() if k.startswith(prefix)}
    value = told.get(field)
    return [str(item) for item in value] if field in LISTS and isinstance(value, list) else value


def _record(
    raw: RawRow,
    values: dict[PlaceField, Any],
    key: str,
    updated_at: str,
    licence: str,
    ring: KeyRing,
) -> Record:
    """What a person may have typed over since is checked again."""
    problems = [*raw.problems, *_check(values)]
    told = {str(field): str(value) for field, value in values.items()}
    name, is_repeated = ring.give(key or digest_of(told))
    if is_repeated:
        problems.append(Problem("duplicate", None, name, "Cette ligne répète une autre."))
    if F.NAME not in values:
        problems.append(Problem("missing_name", F.NAME, "", "Sans nom, pas de fiche."))
    return Record(
        rank=raw.rank,
        key=name,
        values=values,
        raw=dict(raw.values),
        problems=tuple(problems),
        kept=F.NAME in values,
        updated_at=updated_at,
        licence=licence,
    )


def _check(values: dict[PlaceField, Any]) -> list[Problem]:
    problems: list[Problem] = []
    for field, clean in CHECKED.items():
        if field in values:
            cleaned = clean(values[field])
            problems += cleaned.problems
            _keep(values, field, cleaned.value)
    position = values.get(F.POSITION)
    if position and not _is_on_earth(position["lat"], position["lon"]):
        told = f"{position['lat']}, {position['lon']}"
        problems.append(
            Problem("bad_coordinates", F.POSITION, told, "Ce point n’est pas sur Terre.")
        )
        del values[F.POSITION]
    return problems


def _is_on_earth(lat: float, lon: float) -> bool:
    """Nobody lives at 0, 0: it stands for a position that is not known."""
    return abs(lat) <= 90 and abs(lon) <= 180 and (lat != 0 or lon != 0)


def _keep(values: dict[PlaceField, Any], field: PlaceField, value: Any) -> None:
    if value:
        values[field] = value
    else:
        del values[field]
