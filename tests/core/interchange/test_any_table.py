"""Any table leaves as CSV and as a workbook: numbers stay numbers, no text is evaluated."""

from __future__ import annotations

import csv
import io

from python_calamine import CalamineWorkbook

from entrelieux.core.interchange.tabular.table import csv_table, xlsx_table

HEADERS = ["Nom", "Distance à la gare (km)"]
ROWS = [["Four, à bois", 1.5], ["=HYPERLINK(1)", 3], ["Ligne\nbrisée", ""]]


def test_csv_is_read_back_and_formulas_are_disarmed() -> None:
    text = b"".join(csv_table(HEADERS, ROWS)).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text))) == [
        HEADERS,
        ["Four, à bois", "1.5"],
        ["'=HYPERLINK(1)", "3"],
        ["Ligne\nbrisée", ""],
    ]


def test_a_workbook_types_its_cells() -> None:
    stream = io.BytesIO()
    xlsx_table(HEADERS, ROWS, stream, sheet="ressources")
    stream.seek(0)
    sheet = CalamineWorkbook.from_filelike(stream).get_sheet_by_name("ressources")
    assert sheet.to_python() == [
        HEADERS,
        ["Four, à bois", 1.5],
        ["=HYPERLINK(1)", 3.0],
        ["Ligne\nbrisée", ""],
    ]
