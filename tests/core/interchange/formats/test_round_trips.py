"""What is written reads back the same, for all that the format holds."""

import io
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entrelieux.core.geo.france import load_france
from entrelieux.core.interchange import registry
from entrelieux.core.interchange.errors import CannotWrite
from entrelieux.core.interchange.places import PlaceRow
from entrelieux.core.interchange.records import PlaceField as F
from entrelieux.core.interchange.records import Record
from entrelieux.core.interchange.writing import WRITERS, Options, parts, write
from tests.core.interchange.formats.rows import COCOTTE, PLACES

WHOLE = ("csv", "xlsx", "geojson")
OPTIONS = Options(logo="https://carte.example.org/signe.png")
# What OKW, OSM's tags and LaMednum hold of a card, and that cleaning leaves as it is.
SHARED = {
    F.NAME,
    F.POSTCODE,
    F.CITY,
    F.INSEE,
    F.COUNTRY,
    F.STREET_ADDRESS,
    F.WEBSITE,
    F.PHONE,
    F.EMAIL,
    F.POSITION,
}
# Fields that reading checks: any text would not come back.
CHECKED = (F.WEBSITE, F.PHONE, F.EMAIL)


def written(name: str, rows: Iterable[PlaceRow]) -> bytes:
    stream = io.BytesIO()
    write(name, rows, stream, OPTIONS)
    return stream.getvalue()


def read_back(name: str, rows: Iterable[PlaceRow], language: str = "fr") -> list[Record]:
    stream = io.BytesIO()
    write(name, rows, stream, Options(language=language, logo=OPTIONS.logo))
    return list(registry.read(stream.getvalue(), gazetteer=load_france()).records)


@pytest.mark.parametrize("name", WHOLE)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_whole_card_comes_back(name: str, language: str) -> None:
    other = PlaceRow("0th3rpl4c", {F.NAME: "Autre lieu", F.ITINERANT: True})
    first, second = read_back(name, [COCOTTE, other], language)
    assert first.values == COCOTTE.values
    assert second.values == other.values
    assert (first.key, first.updated_at, first.kept) == (COCOTTE.id, "2026-03-02", True)
    assert first.licence == "Licence Ouverte 2.0 + CC BY 4.0"
    assert first.problems == ()


@settings(max_examples=25, deadline=None)
@given(st.lists(PLACES, min_size=1, max_size=4, unique_by=lambda row: row.id))
@pytest.mark.parametrize("name", WHOLE)
def test_any_cards_come_back(name: str, rows: list[PlaceRow]) -> None:
    plain = [
        PlaceRow(row.id, {f: v for f, v in row.values.items() if f not in CHECKED}) for row in rows
    ]
    assert [record.values for record in read_back(name, plain)] == [row.values for row in plain]


@pytest.mark.parametrize("name", ["okw", "osm", "lamednum"])
def test_other_formats_bring_back_what_they_hold(name: str) -> None:
    (record,) = read_back(name, [COCOTTE])
    expected = {field: COCOTTE.values[field] for field in SHARED}
    assert {field: record.values[field] for field in SHARED} == expected
    assert record.values[F.HOURS]["osm"] == "Mo-Fr 09:00-12:00"


def test_okw_loses_kinds_and_keeps_access() -> None:
    (record,) = read_back("okw", [COCOTTE])
    assert F.KINDS not in record.values or record.values[F.KINDS] != COCOTTE.values[F.KINDS]
    assert record.values[F.ACCESS] == ["public"]
    assert record.values[F.ACCESSIBILITY] == {"wheelchair": "yes"}
    assert record.values[F.OPENED_ON] == "2014-05-01"


def test_osm_keeps_kinds_that_have_a_tag() -> None:
    (record,) = read_back("osm", [COCOTTE])
    assert record.values[F.KINDS] == ["fablab", "coworking"]


def test_a_space_document_brings_back_a_space() -> None:
    (record,) = read_back("spaceapi", [COCOTTE])
    told = {F.NAME, F.WEBSITE, F.PHONE, F.EMAIL, F.POSITION, F.POSTCODE, F.CITY, F.TIME_ZONE}
    assert {field: record.values[field] for field in told} == {
        field: COCOTTE.values[field] for field in told
    }


@pytest.mark.parametrize("name", [name for name, writer in WRITERS.items() if writer.parts])
def test_parts_make_the_same_document(name: str) -> None:
    assert b"".join(parts(name, [COCOTTE], OPTIONS)) == written(name, [COCOTTE])


def test_a_workbook_cannot_be_sent_in_parts() -> None:
    with pytest.raises(CannotWrite, match="csv"):
        parts("xlsx", [COCOTTE])


def test_a_format_that_is_only_read_is_refused() -> None:
    with pytest.raises(CannotWrite, match="geojson"):
        write("cget", [COCOTTE], io.BytesIO())


def test_a_person_who_typed_over_a_cell_is_told() -> None:
    text = b"".join(parts("csv", [COCOTTE])).decode("utf-8-sig").replace("+33471000000", "demain")
    (record,) = registry.read(text.encode(), gazetteer=load_france()).records
    assert [problem.code for problem in record.problems] == ["bad_phone"]
    assert F.PHONE not in record.values


def test_our_own_features_are_known_even_when_called_geojson() -> None:
    (record,) = registry.read(
        written("geojson", [COCOTTE]), format="geojson", gazetteer=load_france()
    ).records
    assert record.values == COCOTTE.values
