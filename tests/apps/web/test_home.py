"""The map and the list: found by words, filtered with exact counts, the same in every form."""

import json

import pytest
from django.test.utils import CaptureQueriesContext

from entrelieux.places.actions import create_place, edit_place, hide_place

pytestmark = pytest.mark.django_db


def lab(name, city="Murat", insee="15138", *, kinds=("fablab",), lat=45.11, lon=2.87, **more):
    card = {
        "name": name,
        "kinds": list(kinds),
        "city": city,
        "insee": insee,
        "position": {"lat": lat, "lon": lon, "fidelity": "exact"},
    }
    return create_place(by=None, values={**card, **more})


@pytest.fixture(autouse=True)
def _read_from_this_database(settings):
    settings.ATLAS_STAMP = "database"
    from entrelieux.search import reader
    from entrelieux.search.stamp import current_stamp

    current_stamp.cache_clear()
    reader._reader = None
    yield
    current_stamp.cache_clear()
    reader._reader = None


def found(client, **parameters):
    answer = client.get("/api/v1/search", parameters).json()
    return answer["total"], [hit["name"] for hit in answer["hits"]]


def test_a_place_is_found_the_moment_it_is_written_and_not_once_it_is_hidden(client):
    assert found(client, q="cocotte") == (0, [])
    place = lab("La Cocotte")
    assert found(client, q="cocotte") == (1, ["La Cocotte"])
    edit_place(by=None, place=place, base=place.card, values={"name": "La Marmite"})
    assert found(client, q="marmite") == (1, ["La Marmite"])
    hide_place(by=None, place=place, note="")
    assert found(client, q="marmite") == (0, [])


def test_filters_count_exactly_what_they_would_leave(client):
    lab("A")
    lab("B", kinds=("coworking",))
    lab("C", "Lapalisse", "03138", lat=46.25, lon=3.63)
    answer = client.get("/api/v1/search", {"sorte": "fablab"}).json()
    assert answer["total"] == 2
    assert answer["facets"]["kind"] == {"fablab": 2, "coworking": 1}
    assert answer["facets"]["department"] == {"15": 1, "03": 1}


def test_a_distance_is_measured_from_the_commune_that_was_named(client):
    lab("Ici")
    lab("Loin", "Lapalisse", "03138", lat=46.25, lon=3.63)
    assert found(client, commune="Murat", km="20", tri="distance") == (1, ["Ici"])
    assert found(client, commune="Murat", tri="distance") == (2, ["Ici", "Loin"])


@pytest.mark.parametrize(
    "query", ["page=0", "page=x", "km=-3", "bbox=1,2,3", "tri=hasard", "commune=Xyzzyville"]
)
def test_an_address_that_cannot_be_meant_is_refused_with_what_to_write(client, query):
    assert client.get(f"/?{query}").status_code == 400
    problem = client.get(f"/api/v1/search?{query}")
    assert problem.status_code == 400
    assert problem.json()["title"] != ""


def test_the_page_lists_what_the_search_finds_and_says_how_many(client):
    lab("La Cocotte")
    page = client.get("/", {"q": "cocotte"}).content.decode()
    assert "La Cocotte" in page
    assert "1 lieu" in page


def test_nothing_found_is_said_with_a_way_out(client):
    page = client.get("/", {"q": "xyzzy"}).content.decode()
    assert "Aucun lieu ne répond à tout cela." in page
    assert "Voir tous les lieux" in page


def test_the_page_asks_the_database_as_much_for_three_places_as_for_one(client, db):
    from django.db import connection

    lab("A")
    client.get("/")
    with CaptureQueriesContext(connection) as one:
        client.get("/")
    lab("B")
    lab("C")
    client.get("/")
    with CaptureQueriesContext(connection) as three:
        client.get("/")
    assert len(three) == len(one)


def test_every_export_of_a_filtered_list_holds_that_list(client):
    lab("Un fablab")
    lab("Un coworking", kinds=("coworking",))
    for format in ("csv", "xlsx", "geojson", "jsonld", "lamednum"):
        response = client.get(f"/exporter/{format}/", {"sorte": "fablab"})
        body = b"".join(response.streaming_content)
        assert response.status_code == 200
        if format != "xlsx":
            assert b"Un fablab" in body
            assert b"Un coworking" not in body


def test_a_card_is_described_for_machines_and_no_value_can_close_the_script(client):
    place = lab("</script><b>Nom</b>")
    page = client.get(place.get_absolute_url()).content.decode()
    start = page.index('application/ld+json"')
    script = page[page.index(">", start) + 1 : page.index("</script>", start)]
    assert json.loads(script)["name"] == "</script><b>Nom</b>"


def test_oembed_answers_for_a_card_and_refuses_other_sites(client, settings):
    place = lab("La Cocotte")
    known = client.get("/oembed.json", {"url": settings.BASE_URL + place.get_absolute_url()})
    assert (known.json()["title"], known.json()["type"]) == ("La Cocotte", "rich")
    assert client.get("/oembed.json", {"url": "https://ailleurs.example/"}).status_code == 404


def test_the_feed_of_changes_is_atom_and_names_the_card(client):
    lab("La Cocotte")
    feed = client.get("/changements.atom").content.decode()
    assert feed.startswith("<?xml")
    assert "La Cocotte" in feed
