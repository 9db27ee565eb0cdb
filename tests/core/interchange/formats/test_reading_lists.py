"""French lists: what each one's traps become."""

from collections.abc import Callable
from datetime import date

from entrelieux.core.hours.evaluate import open_slots
from entrelieux.core.interchange.bazar.answers import split_answers
from entrelieux.core.interchange.records import PlaceField as F
from entrelieux.core.interchange.records import Record

Read = Callable[[str], dict[str, Record]]
MONDAY = date(2027, 1, 11)


def codes(record: Record) -> list[str]:
    return [problem.code for problem in record.problems]


def test_the_2019_list_tells_a_whole_place(read_extract: Read) -> None:
    cocotte = read_extract("cget.csv")["1293"]
    assert cocotte.values == {
        F.NAME: "La COcotte numérique",
        F.WEBSITE: "http://www.cocotte-numerique.fr/la-cocotte-fablab/",
        F.SOCIAL: {
            "twitter": "https://twitter.com/COcotteNum?ref_src=twsrc%5Etfw",
            "facebook": "https://www.facebook.com/LaCOcotte15/",
        },
        F.STREET_ADDRESS: "4 rue Fg Notre-Dame",
        F.POSTCODE: "15300",
        F.CITY: "Murat",
        F.INSEE: "15138",
        F.COUNTRY: "FR",
        F.POSITION: {"lat": 45.11087, "lon": 2.869814, "fidelity": "exact"},
        F.TYPES: ["Tiers lieux à dominante fablab"],
        F.KINDS: ["third-place", "fablab"],
        F.EXTERNAL_IDS: {"cget-2019": "1293"},
    }
    assert cocotte.problems == ()


def test_zero_is_no_postcode_and_the_commune_is_found_all_the_same(read_extract: Read) -> None:
    moulins = read_extract("cget.csv")["26"]
    assert F.POSTCODE not in moulins.values
    assert moulins.values[F.INSEE] == "03190"


def test_how_the_geocoder_found_a_point_says_how_far_to_trust_it(read_extract: Read) -> None:
    rows = read_extract("cget.csv")
    found = {key: rows[key].values[F.POSITION]["fidelity"] for key in ("470", "1155", "196", "26")}
    assert found == {"470": "exact", "1155": "street", "196": "commune", "26": "exact"}
    assert codes(rows["123"]) == ["low_geocoding_score"]


def test_closed_for_now_is_a_status_not_a_name(read_extract: Read) -> None:
    atelier = read_extract("cget.csv")["156"]
    assert (atelier.values[F.NAME], atelier.values[F.STATUS]) == ("L'atelier du 9", "suspended")


def test_an_account_name_becomes_its_page(read_extract: Read) -> None:
    social = read_extract("cget.csv")["256"].values[F.SOCIAL]
    assert social["twitter"] == "https://twitter.com/levaisseaucowo"


def test_a_place_without_address_is_in_the_commune_of_its_point(read_extract: Read) -> None:
    assert read_extract("cget.csv")["1502"].values[F.INSEE] == "43012"


def test_a_bus_of_france_services_moves(read_extract: Read) -> None:
    rows = read_extract("france_services_2024.csv")
    moving = {key: rows[key].values[F.ITINERANT] for key in ("8", "3", "75", "9")}
    assert moving == {"8": True, "3": True, "75": True, "9": False}
    assert rows["9"].values[F.LABELS] == ["france-services"]
    assert rows["9"].values[F.KINDS] == ["france-services"]


def test_hours_per_day_become_a_week(read_extract: Read) -> None:
    hours = read_extract("france_services_2024.csv")["11"].values[F.HOURS]
    week = "Mo-Th 09:00-12:00,14:00-18:00; Fr-Sa 09:00-12:00"
    assert open_slots(hours["osm"], MONDAY) == open_slots(week, MONDAY)
    assert hours["text"].startswith("lundi : 09:00 - 12:00 / 14:00 - 18:00")


def test_a_row_that_comes_twice_is_kept_and_told(read_extract: Read) -> None:
    repeated = read_extract("france_services_2024.csv")["8~2"]
    assert (repeated.kept, codes(repeated)) == (True, ["duplicate"])


def test_the_shape_of_2022_is_read_too(read_extract: Read) -> None:
    rows = read_extract("france_services_2022.csv")
    assert rows["2"].values[F.CITY] == "Saint-Trivier-de-Courtes"
    assert sum(record.values[F.ITINERANT] for record in rows.values()) == 3


def test_labelled_places_stand_at_the_centre_of_their_commune(read_extract: Read) -> None:
    cocotte = read_extract("geojson_fabriques.geojson")["fabt-303"]
    assert cocotte.values[F.NAME] == "Cocotte numérique de Murat"
    assert cocotte.values[F.HOLDER] == "Communauté de communes de Hautes Terres communauté"
    assert cocotte.values[F.POSITION]["fidelity"] == "commune"
    assert cocotte.values[F.LABELS] == ["fabrique-de-territoire"]


def test_a_holder_used_as_a_name_is_told(read_extract: Read) -> None:
    rows = read_extract("geojson_fabriques.geojson")
    told = [key for key, record in rows.items() if "bad_name" in codes(record)]
    assert told == ["fabt-128", "fabt-188", "fabt-189", "fabt-280", "fabt-199", "fabt-186"]
    assert rows["fabt-188"].values[F.HOLDER] == "SPL277"


def test_the_second_line_of_a_name_says_who_holds_it(read_extract: Read) -> None:
    castle = read_extract("geojson_fabriques.geojson")["fabt-304"].values
    assert castle[F.NAME] == "Château d'Aurec-sur-Loire - Tiers-lieu"
    assert castle[F.HOLDER].startswith("SPL Loire Semène Loisirs")


def test_a_commune_merged_since_gets_the_code_of_today(read_extract: Read) -> None:
    orangerie = read_extract("geojson_fabriques.geojson")["fabt-379"].values
    assert (orangerie[F.INSEE], orangerie[F.CITY]) == ("49126", "Orée d'Anjou")


def test_a_feature_without_a_point_is_placed_at_its_commune(read_extract: Read) -> None:
    anis = read_extract("geojson_fabriques.geojson")["fabt-364"]
    assert anis.values[F.POSITION]["fidelity"] == "commune"
    assert codes(anis) == ["no_coordinates"]


def test_advisers_and_data_inclusion_name_a_place_alike(read_extract: Read) -> None:
    rows = read_extract("lamednum_v0_conseillers.json")
    landestini = rows["conseiller-numerique:627b7a7ead1bdb06edc494a3"].values
    assert landestini[F.EXTERNAL_IDS] == {
        "conseiller-numerique": "627b7a7ead1bdb06edc494a3",
        "siret": "85353518500013",
    }
    assert landestini[F.LABELS] == ["conseillers-numeriques"]
    assert landestini[F.FEES] == ["free"]


def test_a_point_of_four_decimals_is_a_commune_s_centre(read_extract: Read) -> None:
    rows = read_extract("lamednum_v0_conseillers.json")
    murat = rows["conseiller-numerique:627bbc1ead1bdb06edc499c4"].values[F.POSITION]
    assert murat == {"lat": 45.1174, "lon": 2.8598, "fidelity": "commune"}


def test_a_point_far_from_its_commune_gives_way_to_the_centre(read_extract: Read) -> None:
    rows = read_extract("lamednum_v0_conseillers.json")
    pourcain = rows["conseiller-numerique:627a7b8ead1bdb06edc4904d"]
    assert codes(pourcain) == ["far_from_commune"]
    assert pourcain.values[F.POSITION]["fidelity"] == "commune"


def test_one_identifier_of_two_producers_is_two_places(read_extract: Read) -> None:
    rows = read_extract("lamednum_v0_data_inclusion.json")
    assert {key for key in rows if key.endswith(":176")} == {"cd72:176", "hinaura:176"}


def test_version_1_has_the_same_places_in_other_words(read_extract: Read) -> None:
    rows = read_extract("lamednum_v1.csv")
    atallier = rows["hubik:atallier-1"].values
    assert atallier[F.KINDS] == ["third-place", "fablab"]
    assert atallier[F.SERVICES] == ["digital-creation", "internet-access"]
    assert atallier[F.ACCESS] == ["walk-in", "phone"]
    assert atallier[F.ACCESSIBILITY] == {"hearing": "yes"}
    assert atallier[F.EXTERNAL_IDS] == {"hubik": "atallier-1"}
    assert rows["hubik:bus-1"].values[F.ITINERANT] is True
    assert rows["hubik:bus-1"].values[F.EXTERNAL_IDS]["siret"] == "12345678900011"


def test_hinaura_answers_are_taken_apart(read_extract: Read) -> None:
    rows = {r.values[F.NAME]: r for r in read_extract("bazar_hinaura.json").values()}
    library = rows['Médiathèque "rêve et savoir" d\'Aulnat']
    assert library.values[F.POSTCODE] == "63510"
    assert library.values[F.FEES] == ["free", "paid"]
    assert library.values[F.AUDIENCES] == [
        "adults",
        "seniors",
        "early-childhood",
        "children",
        "young-people",
    ]
    assert set(library.values[F.ACCESSIBILITY]) == {"wheelchair", "hearing", "sight", "mental"}
    assert library.values[F.LEGAL_FORM] == "local-authority"
    assert (library.updated_at, library.licence) == ("2022-08-30", "ODbL 1.0")


def test_a_site_that_is_only_a_scheme_is_none(read_extract: Read) -> None:
    fabrique = read_extract("gogocarto.json")["Jir"]
    assert F.WEBSITE not in fabrique.values
    assert fabrique.problems == ()


def test_broken_quotes_do_not_cut_answers() -> None:
    assert split_answers('Adultes,Seniors,"Enfance / Parentalité (3-10 ans)","Jeunesse') == [
        "Adultes",
        "Seniors",
        "Enfance / Parentalité (3-10 ans)",
        "Jeunesse",
    ]
    assert split_answers('Wifi","Matériel, en libre accès","Imprimante') == [
        "Wifi",
        "Matériel, en libre accès",
        "Imprimante",
    ]
    assert split_answers("Gratuit,Solidaire (tarif réduit, ou convention)") == [
        "Gratuit",
        "Solidaire (tarif réduit, ou convention)",
    ]
    assert split_answers('<i class=""fas fa-deaf""></i> Surdité","<i></i> Cécité') == [
        "Surdité",
        "Cécité",
    ]
