"""Small workbooks that would become huge, and what is lost of ordinary ones: told, each time."""

from __future__ import annotations

import random
from datetime import date

import pytest

from entrelieux.core.interchange.container import UnreadableFile
from tests.hostile.outcomes import codes_of, read
from tests.hostile.workbooks import (
    ATELIER,
    NAMES,
    inline,
    lying,
    ods,
    ods_row,
    written,
    xlsx,
    xlsx_members,
    zipped,
)

# Text that hardly compresses: the proportion of the archive says nothing.
NOISE = random.Random(7).randbytes(5_000_000).hex()  # noqa: S311
TWO_ROWS = inline(1, NAMES) + inline(2, ATELIER)
BILLION_LAUGHS = '<!DOCTYPE x [<!ENTITY a0 "ahahahahah">{}]>'.format(
    "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
)


def refusal(content: bytes) -> str:
    with pytest.raises(UnreadableFile) as refused:
        read(content, "liste.xlsx")
    return str(refused.value)


def test_the_workbooks_made_here_are_read_when_they_do_not_lie():
    for content in (xlsx(TWO_ROWS), ods(ods_row(NAMES) + ods_row(ATELIER))):
        _reading, (record,) = read(content, "liste.xlsx")
        assert (record.values["name"], record.kept) == ("Atelier", True)


def test_an_archive_that_lies_on_its_sizes_is_weighed_by_what_it_inflates_into():
    bomb = {**xlsx_members(TWO_ROWS), "xl/media/image1.png": b"\0" * 230_000_000}
    assert "se déplie" in refusal(lying(zipped(bomb)))


def test_a_sheet_that_inflates_beyond_proportion_is_refused_though_it_declares_nothing():
    filler = "<!--" + " " * 60_000_000 + "-->"
    assert "se déplie" in refusal(lying(zipped(xlsx_members(filler + TWO_ROWS))))


def test_an_archive_within_a_workbook_is_not_opened():
    inner = zipped({"bombe.txt": b"0" * 5_000_000})
    members = {**xlsx_members(TWO_ROWS), "xl/embeddings/inner.zip": inner}
    assert len(read(zipped(members))[1]) == 1
    assert "archive, pas un classeur" in refusal(zipped({"inner.zip": inner}))


@pytest.mark.parametrize("part", ["xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"])
def test_entities_that_multiply_are_refused_in_an_otherwise_valid_workbook(part):
    members = xlsx_members(TWO_ROWS, "<si><t>a</t></si>")
    head, _, rest = members[part].partition("?>")
    members[part] = f"{head}?>{BILLION_LAUGHS}{rest.replace('Murat', '&a9;')}"
    assert "entités" in refusal(zipped(members))


def test_two_cells_a_million_rows_apart_are_refused_before_the_grid_is_made():
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    assert "200000 lignes" in refusal(xlsx(inline(1, NAMES) + far))
    wide = '<row r="2"><c r="XFD2"><v>1</v></c></row>'
    assert "colonnes" in refusal(xlsx(inline(1, NAMES) + wide))


def test_empty_formatted_cells_down_to_the_last_row_do_not_count():
    painted = '<row r="1048576" s="1"><c r="XFD1048576" s="1"/></row>'
    assert len(read(xlsx(TWO_ROWS + painted))[1]) == 1


def test_one_long_text_shared_by_every_cell_is_refused():
    shared = f"<si><t>{'a' * 30_000}</t></si>"
    cells = '<c t="s"><v>0</v></c>' * 20
    rows = "".join(f'<row r="{n}">{cells}</row>' for n in range(1, 500))
    assert "caractères" in refusal(xlsx(rows, shared))


@pytest.mark.parametrize(
    ("rows", "columns", "reason"),
    [(1_048_576, 1, "200000 lignes"), (1, 16_384, "colonnes"), (150_000, 500, "cellules")],
)
def test_an_ods_that_repeats_a_filled_cell_without_end_is_refused(rows, columns, reason):
    assert reason in refusal(ods(ods_row(["a", "b"], rows=rows, columns=columns)))


def test_an_ods_that_repeats_a_long_text_or_a_space_is_refused():
    long = ods(ods_row(NAMES) + ods_row(["a" * 3_000], rows=100_000))
    spaces = ods(ods_row(NAMES) + ods_row(['<text:s text:c="900000000"/>']))
    assert "caractères" in refusal(long)
    assert "caractères" in refusal(spaces)


def test_the_empty_rows_that_end_every_ods_are_nothing():
    end = '<table:table-row table:number-rows-repeated="1048540"><table:table-cell/>'
    content = ods(ods_row(NAMES) + ods_row(ATELIER) + end + "</table:table-row>")
    assert len(read(content)[1]) == 1


def test_other_sheets_are_told_and_a_hidden_one_is_not_read_before_those_shown():
    def write(book):
        shown, hidden = book.add_worksheet("lieux"), book.add_worksheet("ancien")
        hidden.hide()
        for rank, row in enumerate([NAMES, ATELIER]):
            shown.write_row(rank, 0, row)
        for rank in range(50):
            hidden.write_row(rank, 0, ["x", "y", "z", "t"])

    reading, records = read(written(write))
    assert [record.values["name"] for record in records] == ["Atelier"]
    assert "« ancien » (50 lignes)" in reading.notes[0]


def test_a_merged_cell_is_the_value_of_each_of_its_rows():
    def write(book):
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, NAMES)
        for rank, name in enumerate(["Atelier", "Bureau", "Cuisine"], start=1):
            sheet.write_row(rank, 0, [name, "15300"])
        sheet.merge_range(1, 2, 3, 2, "Murat")

    assert [record.values["city"] for record in read(written(write))[1]] == ["Murat"] * 3


def test_formulas_without_a_result_and_cells_in_error_are_told():
    rows = '<row r="3"><c t="str"><f>A2&amp;"!"</f></c><c t="e"><v>#REF!</v></c></row>'
    reading, _records = read(xlsx(TWO_ROWS + rows + inline(4, ATELIER)))
    assert "1 formules n’ont pas de résultat" in reading.notes[0]
    assert "1 cellules sont en erreur" in reading.notes[1]


def test_dates_that_a_spreadsheet_keeps_as_numbers_are_days():
    def write(book):
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row(0, 0, [*NAMES, "date_maj"])
        sheet.write_row(1, 0, ATELIER)
        sheet.write_datetime(1, 3, date(2024, 5, 31), day)
        sheet.write_row(2, 0, ["Bureau", "15300", "Murat"])
        sheet.write_number(2, 3, 45443)

    assert [record.updated_at for record in read(written(write))[1]] == ["2024-05-31"] * 2


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, ".xlsx"),
        (zipped({"xl/workbook.bin": b"\x83"}), ".xlsx"),
        (zipped({"Index/Document.iwa": b"x"}), "Numbers"),
        (zipped({"word/document.xml": "<w/>"}), "archive, pas un classeur"),
        (zipped({}), "archive, pas un classeur"),
        (zipped({**xlsx_members(""), "xl/workbook.xml": "<workbook"}), "abîmé"),
        (xlsx(""), "feuille remplie"),
        (xlsx(inline(1, NAMES)), "lignes"),
        (zipped({f"xl/{n}.xml": "<a/>" for n in range(5_001)}), "5000 fichiers"),
        (xlsx("<x>" * 500 + "</x>" * 500), "sans fin"),
        (xlsx(f'<row r="1" x="{NOISE}'), "balises"),
        (xlsx('<row r="1"><c r="A99999999"><v>1</v></c></row>'), "adresse"),
        (xlsx('<row r="1e9"><c><v>1</v></c></row>'), "nombre de cellules"),
    ],
)
def test_what_is_no_workbook_of_places_says_why_and_what_to_do(content, reason):
    assert reason in refusal(content)


def test_a_workbook_with_spoilt_bytes_is_refused_or_read():
    good = xlsx(TWO_ROWS)
    for place in range(0, len(good), 7):
        spoilt = bytearray(good)
        spoilt[place] ^= 0x55
        try:
            _reading, records = read(bytes(spoilt))
        except UnreadableFile as refused:
            assert len(str(refused)) > 20
        else:
            assert all(record.kept or codes_of(record) for record in records)
