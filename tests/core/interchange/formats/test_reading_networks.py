"""Networks of the world: OKW, fablabs.io, SpaceAPI, OpenFairDB, GoGoCarto, YesWiki, OSM."""

from collections.abc import Callable
from pathlib import Path

from entrelieux.core.interchange.errors import FetchFailed
from entrelieux.core.interchange.reading import Reading
from entrelieux.core.interchange.records import PlaceField as F
from entrelieux.core.interchange.records import Record

Read = Callable[[str], dict[str, Record]]
Open = Callable[..., Reading]
DATA = Path(__file__).parent / "data"


def codes(record: Record) -> list[str]:
    return [problem.code for problem in record.problems]


def test_a_lab_s_page_is_its_identifier_not_its_site(read_extract: Read) -> None:
    lab = read_extract("okw_collection.json")["fablablapalisse"].values
    assert lab[F.EXTERNAL_IDS] == {"fablabs.io": "fablablapalisse"}
    assert F.WEBSITE not in lab
    assert (lab[F.CITY], lab[F.INSEE], lab[F.POSTCODE]) == ("Lapalisse", "03138", "03120")


def test_the_same_lab_twice_stays_twice(read_extract: Read) -> None:
    rows = read_extract("okw_collection.json")
    assert {"atallier", "atallierfablabmoulins"} <= rows.keys()


def test_odd_brackets_belong_to_the_name(read_extract: Read) -> None:
    assert read_extract("okw_collection.json")["leprotolab"].values[F.NAME] == "le ]ProtoLab["


def test_a_lab_abroad_is_not_looked_for_in_france(read_extract: Read) -> None:
    songpa = read_extract("okw_collection.json")["fablabsongpa"]
    assert songpa.values[F.COUNTRY] == "KR"
    assert F.INSEE not in songpa.values
    assert codes(songpa) == ["no_coordinates"]


def test_the_shared_schema_is_read_as_well(read_extract: Read) -> None:
    first, second = read_extract("okw_facilities.json").values()
    assert first.values[F.POSITION] == {"lat": 46.56993, "lon": 3.32735, "fidelity": "exact"}
    assert first.values[F.ACCESS] == ["members"]
    assert first.values[F.ACCESSIBILITY] == {"wheelchair": "yes"}
    assert (first.values[F.STATUS], second.values[F.STATUS]) == ("open", "closed")


def test_fablabs_io_sorts_a_lab_s_links(read_extract: Read) -> None:
    rows = read_extract("fablabs_io.json")
    lapalisse = rows["fablablapalisse"].values
    assert lapalisse[F.WEBSITE] == "http://www.fablablapalisse.fr"
    assert lapalisse[F.SOCIAL] == {"facebook": "https://www.facebook.com/fablablapalisse"}
    assert lapalisse[F.OPENED_ON] == "2013-01-01"
    pensio = rows["LabDuPenSIO"].values
    assert (pensio[F.STATUS], pensio[F.CLOSED_ON]) == ("closed", "2021-06-30")
    assert rows["fabtruck"].values[F.ITINERANT] is True


def test_a_space_s_line_of_address_is_taken_apart(read_extract: Read) -> None:
    lac = read_extract("spaceapi_13.json")["https://example.org/atelier"]
    address = (F.STREET_ADDRESS, F.POSTCODE, F.CITY, F.INSEE)
    told = tuple(lac.values[field] for field in address)
    assert told == ("12 rue du Lac", "63000", "Clermont-Ferrand", "63113")
    assert lac.values[F.PHONE] == "+33473000000"
    assert not {"contact.keymasters", "state.trigger_person"} & lac.raw.keys()


def test_version_15_says_its_time_zone_and_hours(read_extract: Read) -> None:
    atallier = read_extract("spaceapi_15.json")["https://atallier.example"].values
    assert atallier[F.TIME_ZONE] == "Europe/Paris"
    assert atallier[F.HOURS]["osm"] == "We 14:00-19:00"
    assert atallier[F.KINDS] == ["hackerspace"]


def test_a_directory_alone_puts_nothing_on_the_map(read_extract: Read) -> None:
    records = read_extract("spaceapi_directory.json").values()
    assert {record.kept for record in records} == {False}
    assert {tuple(codes(record)) for record in records} == {("no_coordinates",)}


def test_a_directory_opens_its_addresses(open_extract: Open) -> None:
    def fetch(url: str) -> bytes:
        if url == "https://devhack.net/spaceapi.json":
            return (DATA / "spaceapi_15.json").read_bytes()
        if url == "https://www.devtal.de/api/":
            return b"<html>404</html>"
        raise FetchFailed(url, "délai dépassé")

    first, second, third, *_ = open_extract("spaceapi_directory.json", fetch=fetch).records
    assert first.values[F.EXTERNAL_IDS] == {"spaceapi": "https://devhack.net/spaceapi.json"}
    assert (first.kept, first.values[F.CITY]) == (True, "Moulins")
    assert (second.kept, "page web" in second.problems[0].message) == (False, True)
    assert (third.kept, "délai dépassé" in third.problems[0].message) == (False, True)


def test_a_fair_entry_keeps_its_tags_and_licence(read_extract: Read) -> None:
    (cafe,) = read_extract("openfairdb_entries.json").values()
    assert cafe.values[F.TYPES] == ["repair-cafe", "makerspace", "initiative"]
    assert cafe.values[F.KINDS] == ["repair-cafe", "makerspace"]
    assert (cafe.licence, cafe.updated_at) == ("ODbL-1.0", "2020-01-01")
    assert "contact_name" not in cafe.raw


def test_both_lists_of_a_search_are_read(read_extract: Read) -> None:
    names = [record.values[F.NAME] for record in read_extract("openfairdb_search.json").values()]
    assert names[0] == "Teikei Gemeinschaft Münster"
    assert names[-1] == "Nuglar Gärten"


def test_a_place_near_a_border_is_not_annexed(read_extract: Read) -> None:
    swiss = list(read_extract("openfairdb_search.json").values())[-1]
    assert F.INSEE not in swiss.values


def test_an_element_says_its_number_and_categories(read_extract: Read) -> None:
    fabrique = read_extract("gogocarto.json")["Jir"]
    assert fabrique.values[F.STREET_ADDRESS] == "26 rue Winston Churchill"
    assert fabrique.values[F.TYPES] == ["Fablab", "Coworking"]
    assert fabrique.updated_at == "2023-02-03"
    assert "contactName" not in fabrique.raw


def test_a_deleted_element_is_told_not_imported(read_extract: Read) -> None:
    for name in ("gogocarto.json", "gogocarto_compact.json"):
        deleted = read_extract(name)["Kiz"]
        assert (deleted.kept, codes(deleted)[0]) == (False, "not_a_place")


def test_the_compact_form_gives_names_and_points(read_extract: Read) -> None:
    fabrique = read_extract("gogocarto_compact.json")["Jir"]
    assert fabrique.values[F.NAME] == "La Fabrique du Bourg"
    assert fabrique.values[F.POSITION] == {"lat": 46.249, "lon": 3.6352, "fidelity": "exact"}


def test_entries_of_the_wiki_s_api_are_read(read_extract: Read) -> None:
    rows = read_extract("bazar_api.json")
    assert rows["LaFabriqueDuBourg"].values[F.KINDS] == ["fablab"]
    assert rows["LaFabriqueDuBourg"].updated_at == "2022-03-04"
    assert rows["AtelierPartage"].values[F.POSITION]["lat"] == 45.1109
    assert "createur" not in rows["LaFabriqueDuBourg"].raw


def test_osm_tags_say_what_a_place_is(read_extract: Read) -> None:
    cocotte = read_extract("overpass.json")["node/101"].values
    assert cocotte[F.TYPES] == ["hackerspace=fablab", "office=coworking"]
    assert cocotte[F.KINDS] == ["fablab", "coworking"]
    assert cocotte[F.ALTERNATE_NAMES] == ["La Cocotte", "La CoCotte"]
    assert cocotte[F.STREET_ADDRESS] == "4 Rue du Faubourg Notre-Dame"
    assert cocotte[F.EXTERNAL_IDS] == {"osm": "node/101", "siret": "12345678900011"}
    assert cocotte[F.ACCESSIBILITY] == {"wheelchair": "limited"}


def test_a_way_is_at_its_centre(read_extract: Read) -> None:
    way = read_extract("overpass.json")["way/202"].values
    assert way[F.POSITION] == {"lat": 46.569, "lon": 3.327, "fidelity": "exact"}
    assert (way[F.ACCESS], way[F.FEES]) == (["members"], ["free"])


def test_a_node_without_a_name_is_told(read_extract: Read) -> None:
    nameless = read_extract("overpass.json")["node/303"]
    assert (nameless.kept, codes(nameless)) == (False, ["missing_name"])


def test_a_document_read_from_its_address_keeps_it(open_extract: Open) -> None:
    url = "https://atallier.example/spaceapi.json"
    (space,) = open_extract("spaceapi_15.json", name=url).records
    assert (space.key, space.values[F.EXTERNAL_IDS]) == (url, {"spaceapi": url})
