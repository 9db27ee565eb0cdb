"""Every format by name: recognise a file, read it, write places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from entrelieux.core.geo.gazetteer import Gazetteer
from entrelieux.core.interchange.bazar.read import mend as mend_bazar
from entrelieux.core.interchange.cget.read import mend as mend_cget
from entrelieux.core.interchange.container import Limits, RawTable, open_table
from entrelieux.core.interchange.documents import mend_table
from entrelieux.core.interchange.errors import UnknownFormat
from entrelieux.core.interchange.fablabs_io.read import mend as mend_lab
from entrelieux.core.interchange.france_services.read import mend as mend_desk
from entrelieux.core.interchange.geojson.anct import mend as mend_anct
from entrelieux.core.interchange.geojson.read import with_point
from entrelieux.core.interchange.gogocarto.read import mend as mend_element
from entrelieux.core.interchange.lamednum.read import mend as mend_lamednum
from entrelieux.core.interchange.mapping import load_mapping
from entrelieux.core.interchange.okw.read import mend as mend_facility
from entrelieux.core.interchange.openfairdb.read import mend as mend_entry
from entrelieux.core.interchange.osm.read import mend as mend_osm
from entrelieux.core.interchange.osm.read import unfold as unfold_osm
from entrelieux.core.interchange.reading import (
    Mend,
    Reading,
    Tools,
    Unfold,
    as_it_is,
    columns_of,
    read_rows,
)
from entrelieux.core.interchange.recognising import Detection, recognise
from entrelieux.core.interchange.spaceapi.directory import is_directory, read_directory
from entrelieux.core.interchange.spaceapi.read import Fetch
from entrelieux.core.interchange.spaceapi.read import mend as mend_space
from entrelieux.core.interchange.tabular.own import is_own, read_own
from entrelieux.core.interchange.tabular.read import read_guessed
from entrelieux.core.interchange.writing import WRITERS, Options, Writer, parts, write
from entrelieux.core.words import Vocabulary, load_core

__all__ = [
    "FORMATS",
    "WRITERS",
    "Options",
    "Reading",
    "Writer",
    "detect",
    "parts",
    "read",
    "write",
]


@dataclass(frozen=True, slots=True)
class Described:
    """A format that a `mapping.toml` describes, with what its reader knows besides."""

    folder: str
    mend: Mend
    unfold: Unfold = as_it_is


DESCRIBED: Mapping[str, Described] = {
    "bazar": Described("bazar", mend_bazar),
    "cget": Described("cget", mend_cget),
    "fablabs-io": Described("fablabs_io", mend_lab),
    "france-services": Described("france_services", mend_desk),
    "geojson": Described("geojson", mend_anct, with_point),
    "gogocarto": Described("gogocarto", mend_element),
    "lamednum": Described("lamednum", mend_lamednum),
    "okw": Described("okw", mend_facility),
    "openfairdb": Described("openfairdb", mend_entry),
    "osm": Described("osm", mend_osm, unfold_osm),
    "spaceapi": Described("spaceapi", mend_space),
}
OWN, GUESSED = "entrelieux", "tabular"
FORMATS: tuple[str, ...] = (*DESCRIBED, OWN, GUESSED)


def detect(table: RawTable) -> Detection:
    """The format of a table, with the evidence; a shape that nobody described is guessed."""
    if is_own(table):
        return Detection(OWN, 1.0, "en-têtes d’Entrelieux")
    if is_directory(table):
        return Detection("spaceapi", 0.9, "noms et adresses seuls")
    mappings = [load_mapping(format_.folder) for format_ in DESCRIBED.values()]
    return recognise(table, mappings, _guessed(table))


def read(
    source: Path | bytes,
    *,
    gazetteer: Gazetteer,
    name: str = "",
    format: str | None = None,
    columns: Mapping[str, Sequence[str]] | None = None,
    vocabulary: Vocabulary | None = None,
    fetch: Fetch | None = None,
    limits: Limits | None = None,
) -> Reading:
    """Opens a file and reads its places one by one.

    `format` is one of `FORMATS`, recognised when empty; `columns` corrects what each column of a
    guessed table feeds; `fetch` opens the addresses of a directory. Raises `UnreadableFile` when
    the file is no list, `UnknownFormat` for a format that does not exist.
    """
    if format and format not in FORMATS:
        raise UnknownFormat(format, FORMATS)
    limits = limits or Limits()
    table = mend_table(open_table(source, name=name, limits=limits), limits)
    if columns is not None:
        found = Detection(_guessed(table), 1.0, "colonnes corrigées")
    elif format and not (format in {GUESSED, "geojson"} and is_own(table)):
        found = Detection(format, 1.0, "format dit")
    else:
        found = detect(table)
    tools = Tools(gazetteer, vocabulary or load_core())
    reading = _reading(_with_endpoint(table, found, name), found, tools, columns, fetch)
    return replace(reading, notes=reading.notes or table.notes)


def _guessed(table: RawTable) -> str:
    return "geojson" if table.geometry_column else GUESSED


def _with_endpoint(table: RawTable, found: Detection, name: str) -> RawTable:
    """A space's document that was read from its address keeps it: that is what lasts of it."""
    if found.format != "spaceapi" or not name.startswith("http") or len(table.rows) != 1:
        return table
    (row,) = table.rows
    return replace(table, rows=[replace(row, values={**row.values, "endpoint": name})])


def _reading(
    table: RawTable,
    found: Detection,
    tools: Tools,
    columns: Mapping[str, Sequence[str]] | None,
    fetch: Fetch | None,
) -> Reading:
    if found.format == OWN:
        return Reading(*found, {}, read_own(table))
    if found.format == "spaceapi" and is_directory(table):
        return Reading(*found, {}, read_directory(table, tools, fetch))
    described = DESCRIBED.get(found.format)
    if described is None or columns is not None or not _fits(table, described):
        return read_guessed(table, tools, columns, found)
    return _described(table, found, described, tools)


def _fits(table: RawTable, described: Described) -> bool:
    """GeoJSON is the name of two things: the ANCT's layers, and any collection of features."""
    if described.folder != "geojson":
        return True
    names = frozenset(table.columns)
    return any(signature <= names for signature in load_mapping("geojson").signatures)


def _described(table: RawTable, found: Detection, described: Described, tools: Tools) -> Reading:
    mapping = load_mapping(described.folder)
    records = read_rows(table, mapping, tools, described.unfold, described.mend)
    return Reading(*found, columns_of(mapping), records)
