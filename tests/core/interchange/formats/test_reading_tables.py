"""Tables that nobody described: columns guessed, or corrected by a person."""

from collections.abc import Callable

import pytest

from entrelieux.core.geo.france import load_france
from entrelieux.core.interchange import registry
from entrelieux.core.interchange.persons import is_person_column, without_persons
from entrelieux.core.interchange.reading import Reading
from entrelieux.core.interchange.records import PlaceField as F
from entrelieux.core.interchange.records import Record

Open = Callable[..., Reading]


def read(content: str, **options: object) -> list[Record]:
    return list(registry.read(content.encode(), gazetteer=load_france(), **options).records)


def test_a_french_spreadsheet_is_understood(open_extract: Open) -> None:
    reading = open_extract("tableau.csv")
    first, second, third = reading.records
    assert reading.format == "tabular"
    assert reading.columns["CP"] == ["postcode"]
    assert first.values == {
        F.NAME: "Atelier des Lilas",
        F.STREET_ADDRESS: "12 rue des Lilas",
        F.POSTCODE: "03000",
        F.CITY: "Moulins",
        F.INSEE: "03190",
        F.COUNTRY: "FR",
        F.POSITION: {"lat": 46.5653, "lon": 3.333, "fidelity": "exact"},
        F.WEBSITE: "https://www.atelier-lilas.example",
        F.PHONE: "+33470000000",
        F.TYPES: ["Fablab"],
        F.KINDS: ["fablab"],
    }
    assert second.values[F.CITY] == "Clermont-Ferrand"
    assert F.WEBSITE not in second.values
    assert [problem.code for problem in third.problems] == ["no_coordinates"]


def test_a_map_of_umap_is_understood(open_extract: Open) -> None:
    reading = open_extract("umap.geojson")
    assert reading.format == "geojson"
    forge, *_, nowhere = reading.records
    assert forge.values[F.STREET_ADDRESS] == "12 rue Paul Doumer"
    assert (forge.values[F.POSTCODE], forge.values[F.CITY]) == ("15000", "Aurillac")
    assert forge.values[F.POSITION] == {"lat": 44.926971, "lon": 2.445207, "fidelity": "exact"}
    assert F.TYPES not in forge.values
    assert nowhere.values[F.POSITION]["fidelity"] == "commune"


def test_a_point_in_one_cell_is_understood() -> None:
    (record,) = read(
        '[{"name": "Le Lab", "latlng": [45.8075, 3.1096], "address": "63100 Clermont-Ferrand"}]'
    )
    assert record.values[F.POSITION] == {"lat": 45.8075, "lon": 3.1096, "fidelity": "exact"}


def test_a_person_s_correction_wins_over_the_guess() -> None:
    content = "Nom;Où;N°;Voie;lundi;mardi\nAtelier;Murat;4;rue Haute;9h-12h;\n"
    columns = {
        "Nom": ["name"],
        "Où": ["city"],
        "N°": ["street_address"],
        "Voie": ["street_address"],
        "lundi": ["opening_hours"],
        "mardi": ["opening_hours"],
    }
    (record,) = read(content, columns=columns)
    assert record.values[F.STREET_ADDRESS] == "4 rue Haute"
    assert record.values[F.CITY] == "Murat"
    assert record.values[F.HOURS]["text"] == "lundi : 9h-12h"
    assert record.values[F.HOURS]["osm"] == "Mo 09:00-12:00"


def test_one_column_may_feed_latitude_and_longitude() -> None:
    (record,) = read(
        'nom,gps\nAtelier,"46.5653, 3.333"\n', columns={"nom": ["name"], "gps": ["lat", "lon"]}
    )
    assert record.values[F.POSITION] == {"lat": 46.5653, "lon": 3.333, "fidelity": "exact"}


@pytest.mark.parametrize(
    "header", ["Prénom", "Nom du contact", "Référent", "Responsable", "contact_name", "Contact"]
)
def test_a_column_of_persons_is_known_by_its_header(header: str) -> None:
    assert is_person_column(header)


@pytest.mark.parametrize("header", ["Nom", "Courriel de contact", "Nom de la structure", "name"])
def test_a_column_of_places_is_not(header: str) -> None:
    assert not is_person_column(header)


def test_a_kept_row_holds_no_person() -> None:
    row = {
        "nom": "Atelier",
        "Référent": "Jeanne Martin",
        "mail": "jeanne.martin@mairie.example",
        "accueil": "contact@atelier.example",
        "note": "écrire à jeanne.martin@gmail.com",
    }
    assert without_persons(row) == {"nom": "Atelier", "accueil": "contact@atelier.example"}


def test_the_same_row_has_the_same_key_whatever_else_changes() -> None:
    before, after = (
        read(f"nom,code postal,commune,site\nAtelier,15300,Murat,{site}\n")[0]
        for site in ("http://a.example", "http://b.example")
    )
    assert before.key == after.key


def test_alphabets_that_do_not_fold_keep_apart() -> None:
    keys = {record.key for record in read("nom,ville,site\nЛаборатория,Орхей,\n메이커,Seoul,\n")}
    assert len(keys) == 2


def test_a_sentence_used_as_a_name_is_cut_and_told() -> None:
    (record,) = read(f"nom,commune,code postal\n{'mot ' * 80},Murat,15300\n")
    assert record.values[F.NAME] == "mot " * 48 + "mot…"
    assert [problem.code for problem in record.problems if problem.field is F.NAME] == ["bad_name"]
