"""Rows of unknown shapes: what is taken apart, joined, and told to who deposited the list."""

import json

import pytest

from entrelieux.core.geo import load_france
from entrelieux.core.interchange import registry
from entrelieux.core.interchange.guess.addresses import town, whole_address
from entrelieux.core.interchange.guess.clocks import joined
from entrelieux.core.interchange.guess.splitting import separator_of
from entrelieux.core.interchange.records import PlaceField as F

PLACES = [
    ("Fablab Lapalisse", "26 rue Winston Churchill", "03120", "Lapalisse", 46.248925, 3.635),
    ("La Cocotte", "4 rue du Faubourg Notre-Dame", "15300", "Murat", 45.11087, 2.8692),
    ("Lab' du Pensio", "1 rue du Pensionnat", "43000", "Le Puy-en-Velay", 45.040847, 3.8795),
    ("ACoLab", "2 bis rue du Clos Perret", "63000", "Clermont-Ferrand", 45.777701, 3.0826),
]
HEADER = ["nom", "adresse", "code postal", "commune", "latitude", "longitude"]


def reading(content):
    return registry.read(content, gazetteer=load_france(), format="tabular")


def lines(rows, header=HEADER):
    return "\n".join(";".join(map(str, row)) for row in [header, *rows]).encode()


def told(content):
    return [[problem.code for problem in record.problems] for record in reading(content).records]


def change(place, **values):
    return [values.get(name, cell) for name, cell in zip(HEADER, place, strict=True)]


@pytest.mark.parametrize(
    "text",
    ["4 rue Haute, 15300 Murat", "4 rue Haute - 15300 Murat", "4 rue Haute\n15300 Murat",
     "4 rue Haute 15300 Murat, France", "4 rue Haute, 15300, Murat, Cantal, FRA",
     "4 rue Haute, Murat (15300)"],
)  # fmt: skip
def test_a_whole_address_is_taken_apart(text):
    assert whole_address(text) == ("4 rue Haute", "15300", "Murat")


@pytest.mark.parametrize("text", ["15300 Murat", "15300 - Murat", "Murat (15300)", "15300 MURAT"])
def test_a_postcode_goes_with_its_town(text):
    assert (town(text).postcode, town(text).city.title()) == ("15300", "Murat")


def test_hyphens_belong_to_the_names_of_towns():
    assert whole_address("1 rue X, 06230 Saint-Jean-Cap-Ferrat").city == "Saint-Jean-Cap-Ferrat"


def test_openings_and_closings_make_spans():
    assert joined(["9h", "12h", "14:00", "18:00"]) == "9h-12h / 14:00-18:00"


@pytest.mark.parametrize(
    ("cells", "separator"),
    [
        (["Fablab; Café", "Fablab"], ";"),
        (["Fablab, Café", "Café, Mairie", "Fablab"], ","),
        (["Bibliothèque / Ludothèque", "Mairie", "Bibliothèque / Ludothèque"], ""),
        (["Fablab", "Café"], ""),
    ],
)
def test_a_separator_is_what_the_whole_column_shows(cells, separator):
    assert separator_of(cells) == separator


def test_a_place_told_once_a_day_is_one_place():
    header = ["lieu", "commune", "jour", "ouverture", "fermeture"]
    rows = [
        (place[0], place[3], day, opens, closes)
        for place in PLACES
        for day in ("lundi", "mardi", "jeudi")
        for opens, closes in (("09:00", "12:00"), ("14:00", "18:00"))
    ]
    found = reading(lines(rows, header))
    records = list(found.records)
    assert [record.rank for record in records] == [0, 6, 12, 18]
    assert (
        records[0].values[F.HOURS]["osm"]
        == "Mo,Tu 09:00-12:00,14:00-18:00; Th 09:00-12:00,14:00-18:00"
    )
    assert found.columns["jour"] == ["opening_hours"]
    assert found.notes == ("24 lignes, une par jour, sont réunies en 4 lieux.",)


def test_labels_and_values_in_pairs_are_columns():
    document = [
        {"champs": [{"nom": n, "valeur": v} for n, v in zip(HEADER, place, strict=True)]}
        for place in PLACES
    ]
    records = list(reading(json.dumps(document).encode()).records)
    assert [record.values[F.NAME] for record in records] == [place[0] for place in PLACES]


def test_names_and_rows_apart_are_a_table():
    document = {"columns": HEADER, "rows": [list(place) for place in PLACES]}
    records = list(reading(json.dumps(document).encode()).records)
    assert [record.values[F.CITY] for record in records] == [place[3] for place in PLACES]


def test_every_column_is_told_even_one_that_feeds_nothing():
    columns = reading(lines([(*place, "x") for place in PLACES], [*HEADER, "truc"])).columns
    assert columns["truc"] == []
    assert columns["latitude"] == ["lat"]


def test_an_address_in_four_columns_is_one():
    header = ["nom", "numero", "indice_repetition", "type_voie", "libelle_voie", "cp", "ville"]
    rows = [
        ("Atelier", "4", "bis", "RUE", "Haute", "15300", "Murat"),
        ("Fablab", "26", "", "AVENUE", "Winston Churchill", "03120", "Lapalisse"),
    ]
    streets = [r.values[F.STREET_ADDRESS] for r in reading(lines(rows, header)).records]
    assert streets == ["4 bis RUE Haute", "26 AVENUE Winston Churchill"]


def test_an_address_on_its_second_line_is_no_missing_one():
    header = ["nom", "adresse_1", "adresse_2", "cp", "ville"]
    rows = [
        ("Atelier", "", "4 rue Haute", "15300", "Murat"),
        ("Fablab", "26 rue Winston Churchill", "1er étage", "03120", "Lapalisse"),
    ]
    streets = [r.values[F.STREET_ADDRESS] for r in reading(lines(rows, header)).records]
    assert streets == ["4 rue Haute", "26 rue Winston Churchill"]


SPECIFICATION = [
    {"dayOfWeek": ["https://schema.org/Monday", "Tuesday"], "opens": "09:00", "closes": "12:00"},
    {"dayOfWeek": "Friday", "opens": "14:00:00", "closes": "18:00:00"},
]
RANGE = [
    {
        "nom_jour_debut": "Lundi",
        "nom_jour_fin": "Mercredi",
        "debut_1": "09:00:00",
        "fin_1": "12:00:00",
    }
]
BY_DAY = {"lundi": [{"open": "09:00", "close": "12:00"}, {"open": "14:00", "close": "18:00"}]}


@pytest.mark.parametrize(
    ("hours", "osm"),
    [
        (SPECIFICATION, "Mo,Tu 09:00-12:00; Fr 14:00-18:00"),
        (RANGE, "Mo-We 09:00-12:00"),
        (BY_DAY, "Mo 09:00-12:00,14:00-18:00"),
    ],
)
def test_hours_told_by_objects_are_read(hours, osm):
    document = [{"nom": p[0], "cp": p[2], "ville": p[3], "horaires": hours} for p in PLACES]
    records = list(reading(json.dumps(document).encode()).records)
    assert [record.values[F.HOURS]["osm"] for record in records] == [osm] * len(PLACES)


def test_one_object_in_a_list_is_read_as_the_object():
    document = [
        {"nom": p[0], "adresse": [{"voie": p[1], "code_postal": p[2], "commune": p[3]}]}
        for p in PLACES
    ]
    records = list(reading(json.dumps(document).encode()).records)
    assert [record.values[F.STREET_ADDRESS] for record in records] == [place[1] for place in PLACES]


def test_an_address_of_a_site_only_begun_is_told_where_it_is_rare():
    header = [*HEADER, "site"]
    sites = [f"https://lieu-{rank}.example" for rank in range(11)]
    rows = [(*change(PLACES[0], nom=f"Lieu {rank}"), site) for rank, site in enumerate(sites)]
    rows = [(*row[:1], f"{rank} rue Haute", *row[2:4], 46.2489 + rank / 1000, *row[5:])
            for rank, row in enumerate(rows)]  # fmt: skip
    rare = told(lines([*rows, (*change(PLACES[1]), "http://")], header))
    usual = told(lines([*rows[:2], *((*place, "http://") for place in PLACES[1:])], header))
    assert (rare[-1], usual) == (["bad_url"], [[]] * 5)


FAULTS = {
    "no_coordinates": {"latitude": "", "longitude": ""},
    "zero_coordinates": {"latitude": 0, "longitude": 0},
    "bad_coordinates": {"latitude": "inconnu", "longitude": "inconnu"},
    "swapped_lat_lon": {"latitude": 2.8692, "longitude": 45.11087},
    "far_from_commune": {"latitude": 48.39, "longitude": -4.48},
    "outside_france": {"latitude": 40.4168, "longitude": -3.7038},
    "missing_name": {"nom": ""},
    "missing_address": {"adresse": ""},
    "missing_city": {"commune": ""},
    "bad_postcode": {"code postal": "15999"},
    "postcode_city_mismatch": {"code postal": "63000"},
    "bad_address": {"adresse": "contact@lieu.example"},
    "bad_city": {"commune": "Xzwqville-Inconnue"},
    "bad_name": {"nom": "https://lieu.example"},
}


@pytest.mark.parametrize("code", FAULTS)
def test_what_a_coordinator_would_mend_is_told_and_nothing_else(code):
    rows = [change(PLACES[0]), change(PLACES[1], **FAULTS[code]), *PLACES[2:]]
    assert told(lines(rows)) == [[], [code], [], []]


def test_an_insee_code_is_no_postcode():
    rows = [*PLACES[:3], change(PLACES[3], **{"code postal": "63113"})]
    assert told(lines(rows)) == [[], [], [], ["bad_postcode"]]


def test_the_same_place_twice_is_told_the_second_time():
    again = change(PLACES[0], nom="FABLAB  Lapalisse")
    assert told(lines([*PLACES, again])) == [[], [], [], [], ["duplicate"]]


def test_a_total_is_no_place_and_nothing_else_is_told_of_it():
    records = list(reading(lines([*PLACES, ("Total : 4", "", "", "", "", "")])).records)
    assert [problem.code for problem in records[-1].problems] == ["not_a_place"]
    assert [record.kept for record in records] == [True, True, True, True, False]


def test_a_delimiter_too_many_is_told_once():
    rows = [*PLACES[:3], (PLACES[3][0], "", *PLACES[3][1:])]
    assert told(lines(rows)) == [[], [], [], ["shifted_columns"]]


def test_a_point_abroad_is_right_when_the_row_says_its_country():
    header = [*HEADER, "pays"]
    rows = [
        (*PLACES[0], "France"),
        ("Medialab", "Alameda 15", "28014", "Madrid", 40.41, -3.69, "Espagne"),
    ]
    assert told(lines(rows, header)) == [[], []]


def test_what_the_source_says_is_kept_beside_what_the_gazetteer_knows():
    (first, *_) = reading(lines([change(PLACES[1], commune="MURAT CEDEX"), *PLACES[2:]])).records
    assert (first.told[F.CITY], first.values[F.CITY]) == ("MURAT", "Murat")
