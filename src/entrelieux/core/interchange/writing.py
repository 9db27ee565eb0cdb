"""Every format that places can be written in, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from entrelieux.core.interchange.errors import CannotWrite
from entrelieux.core.interchange.geojson.write import geojson_parts
from entrelieux.core.interchange.jsonld.write import jsonld_parts
from entrelieux.core.interchange.lamednum.write import lamednum_parts
from entrelieux.core.interchange.okw.write import okw_parts
from entrelieux.core.interchange.osm.write import osm_parts
from entrelieux.core.interchange.places import PlaceRow, Report, report_nothing
from entrelieux.core.interchange.spaceapi.write import spaceapi_parts
from entrelieux.core.interchange.tabular.write import csv_parts, write_xlsx
from entrelieux.core.words import Vocabulary, load_core


@dataclass(frozen=True, slots=True)
class Options:
    """`language` is that of headers and labels; `logo` the picture a SpaceAPI document needs."""

    language: str = "fr"
    logo: str = ""
    report: Report = report_nothing
    vocabulary: Vocabulary = field(default_factory=load_core)

    def label(self, concept: str) -> str:
        return self.vocabulary.label(concept, self.language) or concept


Rows = Iterable[PlaceRow]
Parts = Callable[[Rows, Options], Iterator[bytes]]


@dataclass(frozen=True, slots=True)
class Writer:
    """`parts` is None for a format that cannot be sent before it is finished."""

    media_type: str
    extension: str
    parts: Parts | None


WRITERS: Mapping[str, Writer] = {
    "csv": Writer(
        "text/csv; charset=utf-8", "csv", lambda rows, o: csv_parts(rows, language=o.language)
    ),
    "xlsx": Writer(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx", None
    ),
    "geojson": Writer("application/geo+json", "geojson", lambda rows, o: geojson_parts(rows)),
    "jsonld": Writer(
        "application/ld+json",
        "jsonld",
        lambda rows, o: jsonld_parts(rows, label=o.label, report=o.report),
    ),
    "lamednum": Writer(
        "text/csv; charset=utf-8",
        "csv",
        lambda rows, o: lamednum_parts(rows, vocabulary=o.vocabulary, report=o.report),
    ),
    "okw": Writer("application/json", "json", lambda rows, o: okw_parts(rows, report=o.report)),
    "osm": Writer(
        "application/geo+json",
        "geojson",
        lambda rows, o: osm_parts(rows, vocabulary=o.vocabulary),
    ),
    "spaceapi": Writer(
        "application/json", "json", lambda rows, o: spaceapi_parts(rows, logo=o.logo)
    ),
}


def parts(name: str, rows: Rows, options: Options | None = None) -> Iterator[bytes]:
    """The document piece by piece, for a streamed answer. Raises `CannotWrite`."""
    make = _writer(name).parts
    if make is None:
        raise CannotWrite(name, tuple(known for known, writer in WRITERS.items() if writer.parts))
    return make(rows, options or Options())


def write(name: str, rows: Rows, stream: BinaryIO, options: Options | None = None) -> None:
    """Writes the whole document in constant memory. Raises `CannotWrite`."""
    options = options or Options()
    make = _writer(name).parts
    if make is None:
        write_xlsx(rows, stream, language=options.language, report=options.report)
    else:
        stream.writelines(make(rows, options))


def _writer(name: str) -> Writer:
    if name not in WRITERS:
        raise CannotWrite(name, tuple(WRITERS))
    return WRITERS[name]
