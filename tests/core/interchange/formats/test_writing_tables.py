import csv
import io
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from python_calamine import CalamineWorkbook

from entrelieux.core.interchange.places import PlaceRow
from entrelieux.core.interchange.records import PlaceField as F
from entrelieux.core.interchange.tabular.cells import unguard_cell
from entrelieux.core.interchange.tabular.columns import COLUMNS, headers, values_of
from entrelieux.core.interchange.tabular.write import csv_parts, write_xlsx
from tests.core.interchange.formats.rows import COCOTTE, PLACES

KEYS = [column.key for column in COLUMNS]


def lines_of(rows: Iterable[PlaceRow], language: str = "fr") -> list[list[str]]:
    text = b"".join(csv_parts(rows, language=language)).decode("utf-8-sig")
    return [
        [unguard_cell(cell) for cell in line] for line in csv.reader(io.StringIO(text, newline=""))
    ]


def workbook_of(rows: Iterable[PlaceRow]) -> list[list[object]]:
    stream = io.BytesIO()
    write_xlsx(rows, stream)
    stream.seek(0)
    return CalamineWorkbook.from_filelike(stream).get_sheet_by_index(0).to_python()


def test_a_card_comes_back_from_csv() -> None:
    header, line = lines_of([COCOTTE])
    assert header == headers("fr")
    assert values_of(dict(zip(KEYS, line, strict=True))) == COCOTTE.values


def test_english_headers_hold_the_same_card() -> None:
    header, line = lines_of([COCOTTE], "en")
    assert header[:3] == ["id", "name", "other_names"]
    assert values_of(dict(zip(KEYS, line, strict=True))) == COCOTTE.values


@settings(max_examples=60)
@given(PLACES)
def test_any_card_comes_back_from_csv(row: PlaceRow) -> None:
    _, line = lines_of([row])
    assert values_of(dict(zip(KEYS, line, strict=True))) == row.values


def test_a_line_names_its_sources_and_licences() -> None:
    _, line = lines_of([COCOTTE])
    told = dict(zip(KEYS, line, strict=True))
    assert told["sources"] == "CGET, 2019|fablabs.io, CC BY 4.0"
    assert told["licences"] == "Licence Ouverte 2.0|CC BY 4.0"
    assert told["url"] == "https://carte.example.org/lieux/k7m2q9xwd"
    assert told["updated_at"] == "2026-03-02"


def test_an_empty_list_is_a_header() -> None:
    assert lines_of([]) == [headers("fr")]


def test_a_hostile_name_is_no_formula_in_csv() -> None:
    row = PlaceRow("x", {F.NAME: '=HYPERLINK("http://evil.example";"a")', F.PHONE: "+33471000000"})
    text = b"".join(csv_parts([row])).decode("utf-8-sig")
    assert "\"'=HYPERLINK(" in text
    assert ",+33471000000," in text


def test_a_workbook_types_hostile_names_as_text() -> None:
    row = PlaceRow("x", {F.NAME: "=1+1", F.WEBSITE: "https://example.org"})
    header, line = workbook_of([row])
    told = dict(zip(header, line, strict=True))
    assert told["nom"] == "=1+1"
    assert told["site_web"] == "https://example.org"


def test_positions_are_numbers_in_a_workbook() -> None:
    header, line = workbook_of([COCOTTE])
    told = dict(zip(header, line, strict=True))
    assert (told["latitude"], told["longitude"]) == (45.11087, 2.869814)


def test_the_same_places_make_the_same_workbook() -> None:
    first, second = io.BytesIO(), io.BytesIO()
    write_xlsx([COCOTTE], first)
    write_xlsx([COCOTTE], second)
    assert first.getvalue() == second.getvalue()


def test_a_text_too_long_for_a_cell_is_cut_and_told() -> None:
    told: list[tuple[str, str]] = []
    row = PlaceRow("x", {F.NAME: "n", F.DESCRIPTION: "a" * 40_000})
    write_xlsx([row], io.BytesIO(), report=lambda place, p: told.append((place, p.code)))
    assert told == [("x", "cut_text")]


def test_csv_is_written_as_it_is_read() -> None:
    def endless() -> Iterable[PlaceRow]:
        while True:
            yield COCOTTE

    parts = csv_parts(endless())
    assert [len(next(parts)) > 0 for _ in range(4)] == [True] * 4


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_two_columns_share_a_header(language: str) -> None:
    assert len(set(headers(language))) == len(COLUMNS)
