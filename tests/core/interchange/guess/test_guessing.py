"""Shapes that nobody described: their columns are understood, persons feed nothing."""

import csv
import io
import json

import pytest

from entrelieux.core.geo import load_france
from entrelieux.core.interchange import registry
from entrelieux.core.interchange.container import open_table
from entrelieux.core.interchange.guess import guess_columns
from entrelieux.core.interchange.records import PlaceField

# Facts of four real places, in a shape of ours; the persons are invented.
PLACES = [
    (
        "Fablab Lapalisse",
        "26 rue Winston Churchill",
        "03120",
        "Lapalisse",
        46.248925,
        3.635,
        "04 70 00 00 01",
    ),
    (
        "La COcotte numérique",
        "4 rue du Faubourg Notre-Dame",
        "15300",
        "Murat",
        45.11087,
        2.8692,
        "04 71 00 00 02",
    ),
    (
        "Lab' du Pensio",
        "1 rue du Pensionnat Notre-Dame",
        "43000",
        "Le Puy-en-Velay",
        45.040847,
        3.8795,
        "04 71 00 00 03",
    ),
    (
        "ACoLab",
        "2 bis rue du Clos Perret",
        "63000",
        "Clermont-Ferrand",
        45.777701,
        3.0826,
        "04 73 00 00 04",
    ),
]
HEADERS = {
    "french": (
        "Nom du lieu",
        "Adresse",
        "Code postal",
        "Commune",
        "Latitude",
        "Longitude",
        "Téléphone",
    ),
    "english": ("name", "street address", "zip code", "city", "lat", "lng", "phone"),
    "squashed": (
        "Nomdelastructure",
        "Adressenumeronomdelavoie",
        "Codepostal",
        "Ville",
        "latitude",
        "longitude",
        "Telephone",
    ),
    "shouted": ("NOM_STRUCTURE", "ADRESSE", "CP", "COMMUNE", "Y", "X", "NUM_TEL"),
}


def table(headers, *, delimiter=",", encoding="utf-8", change=lambda row: row):
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerow(headers)
    writer.writerows(change(list(row)) for row in PLACES)
    return text.getvalue().encode(encoding)


def read(content):
    return list(registry.read(content, gazetteer=load_france(), format="tabular").records)


@pytest.mark.parametrize("style", HEADERS)
@pytest.mark.parametrize(
    ("delimiter", "encoding"), [(",", "utf-8"), (";", "cp1252"), ("\t", "utf-16")]
)
def test_the_same_places_come_out_whatever_the_dress(style, delimiter, encoding):
    records = read(table(HEADERS[style], delimiter=delimiter, encoding=encoding))
    assert [r.values[PlaceField.NAME] for r in records] == [place[0] for place in PLACES]
    assert [r.values[PlaceField.POSTCODE] for r in records] == [place[2] for place in PLACES]
    assert [r.values[PlaceField.CITY] for r in records] == [place[3] for place in PLACES]
    assert [r.values[PlaceField.POSITION]["lat"] for r in records] == [p[4] for p in PLACES]
    assert records[0].values[PlaceField.PHONE] == "+33470000001"


def test_decimal_commas_and_lost_zeros_are_given_back():
    def spoil(row):
        return [
            *row[:2],
            row[2].lstrip("0"),
            row[3],
            *(str(x).replace(".", ",") for x in row[4:6]),
            row[6],
        ]

    records = read(table(HEADERS["french"], delimiter=";", change=spoil))
    assert records[0].values[PlaceField.POSTCODE] == "03120"
    assert records[0].values[PlaceField.POSITION]["lon"] == 3.635


def test_coordinates_named_the_wrong_way_round_are_told_by_what_they_hold():
    headers = (*HEADERS["french"][:4], "Coord. X", "Coord. Y", "Téléphone")
    guess = guess_columns(open_table(table(headers)))
    assert (guess.columns["lat"], guess.columns["lon"]) == (("Coord. X",), ("Coord. Y",))


def test_coordinates_given_in_the_wrong_order_are_put_right_and_told():
    def swap(row):
        return [*row[:4], row[5], row[4], row[6]]

    records = read(table(HEADERS["french"], change=swap))
    assert records[0].values[PlaceField.POSITION]["lat"] == PLACES[0][4]
    assert "swapped_lat_lon" in {problem.code for problem in records[0].problems}


def test_nested_json_is_read_like_a_table():
    document = {
        "resultats": [
            {
                "structure": {"nom": p[0]},
                "lieu": {"adresse": p[1], "code_postal": p[2], "commune": p[3]},
                "geolocalisation": {"lat": p[4], "lon": p[5]},
            }
            for p in PLACES
        ]
    }
    records = read(json.dumps(document).encode())
    assert [r.values[PlaceField.NAME] for r in records] == [place[0] for place in PLACES]
    assert records[1].values[PlaceField.POSITION]["lat"] == PLACES[1][4]


def test_columns_about_persons_feed_nothing_and_are_not_kept():
    headers = (*HEADERS["french"], "Nom du référent", "Courriel du référent")

    def with_person(row):
        return [*row, "Jeanne Invention", "jeanne.invention@gmail.com"]

    content = table(headers, change=with_person)
    guess = guess_columns(open_table(content))
    assert "email" not in guess.columns
    kept = json.dumps(
        [[dict(r.raw), {k.value: v for k, v in r.values.items()}] for r in read(content)]
    )
    assert "Invention" not in kept
    assert "invention" not in kept
