"""Rows read and rows reported add up to the rows of the file, however it is broken."""

from __future__ import annotations

import csv
import io
import json
import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entrelieux.core.interchange.clean import clean_date
from entrelieux.core.interchange.container import (
    BrokenJson,
    Limits,
    TruncatedFile,
    UnreadableFile,
    open_table,
)
from tests.hostile.files import HEADER, JSON, PLACES, ROW
from tests.hostile.outcomes import codes_of, read

WIDTH = HEADER.count(";") + 1


def rows(count: int, first: int = 1) -> str:
    return "".join(ROW.format(n=n) for n in range(first, first + count))


def names(records) -> list[str]:
    return [record.values.get("name", "") for record in records]


def test_a_quote_that_never_closes_takes_no_row_with_it():
    content = HEADER + rows(3) + '4;"Atelier 4;4 rue Haute;15300;Murat;45.11;2.87\n' + rows(50, 5)
    _reading, records = read(content.encode())
    assert names(records) == [f"Atelier {n}" for n in range(1, 55)]
    assert [record.rank for record in records if "open_quote" in codes_of(record)] == [3]
    assert "Ligne 5" in records[3].problems[0].message


def test_a_quote_that_closes_at_the_next_one_far_below_takes_no_row_with_it():
    opened = '4;"Atelier 4;4 rue Haute;15300;Murat;45.11;2.87\n'
    quoted = '25;"Atelier 25";25 rue Haute;15300;Murat;45.11;2.87\n'
    content = HEADER + rows(3) + opened + rows(20, 5) + quoted + rows(5, 26)
    _reading, records = read(content.encode())
    assert names(records) == [f"Atelier {n}" for n in range(1, 31)]
    assert [record.rank for record in records if "open_quote" in codes_of(record)] == [3]


def test_a_cell_that_really_holds_line_breaks_stays_one_cell():
    told = "Un atelier ; des machines.\nOuvert le mardi ; le jeudi.\n\nVenez !"
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow([*HEADER.strip().split(";"), "description"])
    for n in range(30):
        writer.writerow([n, f"Atelier {n}", "rue", "15300", "Murat", 45.1, 2.8, told])
    _reading, records = read(text.getvalue().encode())
    assert [record.raw["description"] for record in records] == [told] * 30
    assert not any("open_quote" in codes_of(record) for record in records)


def test_quotes_that_open_in_every_line_end_in_reasonable_time():
    spoilt = 'a"b;"c;d\n' * 150_000
    table = open_table(("x;y;z\n" + spoilt).encode())
    assert len(table.rows) == 150_000


@given(st.lists(st.sampled_from(["plain", "open", "breaks"]), min_size=1, max_size=30))
def test_each_line_of_a_list_with_stray_quotes_is_a_row(kinds):
    """A stray quote opens a cell; what follows it up to the line's end is data all the same."""
    cells = {
        "plain": "{n};Atelier {n};rue;15300;Murat;45.11;2.87\n",
        "open": '{n};"Atelier {n};rue;15300;Murat;45.11;2.87\n',
        "breaks": '{n};"Atelier\n{n}";rue;15300;Murat;45.11;2.87\n',
    }
    text = HEADER + "".join(cells[kind].format(n=n) for n, kind in enumerate(kinds))
    seen = " ".join(
        str(cell) for row in open_table(text.encode()).rows for cell in row.values.values()
    )
    assert re.findall(r"Atelier\s+(\d+)", seen) == [str(n) for n in range(len(kinds))]


def test_items_that_are_no_objects_are_rows_with_a_problem():
    _reading, records = read(b'[{"nom":"a","commune":"Murat"},5,"lost",{"nom":"b"},null,[1]]')
    assert [record.raw.get("valeur") for record in records] == [None, 5, "lost", None, None, [1]]
    told = [record.rank for record in records if "not_an_object" in codes_of(record)]
    assert told == [1, 2, 4, 5]


def test_features_that_are_no_objects_are_rows_with_a_problem():
    feature = {"type": "Feature", "properties": {"nom": "a"}, "geometry": None}
    document = {"type": "FeatureCollection", "features": [feature, 7, "b", feature]}
    _reading, records = read(json.dumps(document).encode())
    assert [record.rank for record in records if "not_an_object" in codes_of(record)] == [1, 2]
    assert len(records) == 4


def test_the_lists_of_a_document_that_are_not_read_are_told():
    document = {"lieux": PLACES[:3], "a": {"machines": [{"nom": "laser"}, {"nom": "scie"}]}}
    reading, records = read(json.dumps(document).encode())
    assert len(records) == 3
    assert "« a.machines » (2)" in reading.notes[0]


def test_a_list_that_begins_with_what_is_no_object_is_still_the_list():
    _reading, records = read(json.dumps({"lieux": [None, *PLACES[:3]]}).encode())
    assert len(records) == 4


def test_each_broken_line_of_json_lines_is_a_row():
    lines = [json.dumps(place) for place in PLACES[:5]]
    lines[2] = lines[2][:20]
    _reading, records = read("\n".join(lines).encode())
    assert [record.rank for record in records if "not_an_object" in codes_of(record)] == [2]
    assert records[2].raw == {"valeur": lines[2]}


def test_a_key_told_twice_keeps_both_values():
    (record,) = read(b'[{"nom":"a","commune":"Murat","nom":"b"}]')[1]
    assert (record.raw["nom"], record.raw["nom (bis)"]) == ("a", "b")
    assert "repeated_key" in codes_of(record)


def test_lines_of_two_encodings_are_both_read_and_the_odd_ones_told():
    lines = ["nom;commune", "Café 1;Murat", "Été 2;Murat", "Forêt 3;Murat", "Île 4;Murat"]
    content = b"\n".join(
        line.encode("cp1252" if number in {2, 4} else "utf-8") for number, line in enumerate(lines)
    )
    reading, records = read(content)
    assert names(records) == ["Café 1", "Été 2", "Forêt 3", "Île 4"]
    assert [r.rank for r in records if "mixed_encoding" in codes_of(r)] == [1, 3]
    assert "3, 5." in reading.notes[0]


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "utf-16", "utf-8-sig", "utf-32"])
def test_a_list_in_one_encoding_has_no_odd_line(encoding):
    content = "nom;commune\nCafé de l’Été;Murat\nForêt;Thérondels\n".encode(encoding)
    _reading, records = read(content)
    assert names(records) == ["Café de l’Été", "Forêt"]
    assert not any("mixed_encoding" in codes_of(record) for record in records)


@pytest.mark.parametrize("word", ["NaN", "Infinity", "-Infinity"])
def test_what_json_has_no_word_for_is_named_with_its_line_and_column(word):
    content = '[\n {"nom": "NaN", "lat": ' + word + ', "lon": 2}\n]'
    with pytest.raises(BrokenJson) as refused:
        open_table(content.encode())
    assert f"« {word} »" in str(refused.value)
    assert "ligne 2, colonne 24" in str(refused.value)


@pytest.mark.parametrize("end", range(1, len(JSON) - 1, 97))
def test_a_document_that_was_cut_stops_too_early(end):
    with pytest.raises(TruncatedFile):
        open_table(JSON[:end])


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b'[{"nom": "a",}]', "ligne 1, colonne 14"),
        (b"[{'nom': 'a'}]", "ligne 1, colonne 3"),
        (b'[{"nom": "a"} {"nom": "b"}]', "ligne 1, colonne 15"),
        (b'[{"nom": "a"}]\n[{"nom": "b"}]', "du texte suit"),
        (b'[{"nom": "a\nb"}]', "retour"),
        (b'[{"nom": ' + b"9" * 5_000 + b"}]", "milliers de chiffres"),
    ],
)
def test_a_fault_of_writing_is_not_taken_for_a_cut(content, reason):
    with pytest.raises(BrokenJson) as refused:
        open_table(content)
    assert reason in str(refused.value)


def test_a_month_that_does_not_exist_is_no_date():
    assert [clean_date(text).value for text in ("2020-99", "2020-00", "2020-12", "2020")] == [
        "",
        "",
        "2020-12",
        "2020",
    ]


def test_a_cell_is_cut_at_the_limit_whatever_was_read_before():
    text = "nom;commune\n" + "x" * 300_000 + ";Murat\n"
    for process_limit in (10, 1_000_000):
        csv.field_size_limit(process_limit)
        (row,) = open_table(text.encode()).rows
        assert len(row.values["nom"]) == Limits().cell_characters
        assert [problem.code for problem in row.problems] == ["cut_text"]


def test_lines_above_the_columns_are_told():
    reading, records = read(("Liste des lieux du Cantal\n\n" + HEADER + rows(4)).encode())
    assert len(records) == 4
    assert "Liste des lieux du Cantal" in reading.notes[0]


def test_a_list_without_names_of_columns_keeps_its_first_row():
    reading, records = read(rows(6).encode())
    assert len(records) == 6
    assert "première ligne" in reading.notes[0]


def test_rows_of_another_width_than_the_columns_are_told():
    content = HEADER + rows(5) + "6;Atelier 6\n" + "7;" * 9 + "\n"
    _reading, records = read(content.encode())
    told = [codes_of(record) & {"short_row", "shifted_columns"} for record in records]
    assert told == [set()] * 5 + [{"short_row"}, {"shifted_columns"}]


def test_a_row_that_says_nowhere_is_kept_and_reported_but_is_no_place():
    content = HEADER + rows(3) + "4;Perdu;;;;95.0;200.0\n5;Ailleurs;;;;inf;nan\n6;Muet;;;;;\n"
    _reading, records = read(content.encode())
    assert [record.kept for record in records] == [True] * 3 + [False] * 3
    assert all("nowhere" in codes_of(record) for record in records[3:])
    assert records[3].raw["latitude"] == "95.0"


def test_every_generated_list_adds_up():
    """What the truth is known of: rows of all kinds, shuffled, cut nowhere."""
    draw = random.Random(3)  # noqa: S311
    kinds = [
        "{n};Lieu {n};rue;15300;Murat;45.1;2.8",
        '{n};"Lieu {n}";"rue; du four";15300;Murat;45.1;2.8',
        '{n};"Lieu\n{n}";rue;15300;Murat;45.1;2.8',
        "{n};Lieu {n}",
        "{n};Lieu {n};rue;15300;Murat;45.1;2.8;encore;encore",
        "{n};Lieu é {n};;;;;",
        '{n};"Lieu "" {n}";rue;15300;Murat;NaN;=1+1',
    ]
    for _ in range(60):
        count = draw.randrange(2, 80)
        lines = [draw.choice(kinds).format(n=n) for n in range(count)]
        end = draw.choice(["\n", "\r\n", "\r"])
        blank = draw.choice(["", end])
        text = (end + blank).join([HEADER.strip(), *lines]).replace("\n", end)
        encoding = draw.choice(["utf-8", "cp1252", "utf-16"])
        try:
            _reading, records = read(text.encode(encoding))
        except UnreadableFile as refused:
            raise AssertionError(text) from refused
        assert [record.raw["id"] for record in records] == [str(n) for n in range(count)]
