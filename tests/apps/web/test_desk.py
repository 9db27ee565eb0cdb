"""The one-stop desk: three doors, and the nearest answers behind each."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from entrelieux.places.actions import create_place
from entrelieux.web.doors import DOORS

pytestmark = pytest.mark.django_db


@pytest.fixture
def places(live_atlas):
    for name, kind, lat in (("Loin", "coworking", 46.5), ("Près", "coworking", 45.12)):
        position = {"lat": lat, "lon": 2.87, "fidelity": "exact"}
        values = {"name": name, "kinds": [kind], "position": position, "phone": "+33471000000"}
        create_place(by=None, values=values)


def test_the_three_doors_are_on_one_page(client):
    page = client.get("/guichet/").content.decode()
    assert [slug for slug in DOORS if f'href="/guichet/{slug}/"' in page] == list(DOORS)


@pytest.mark.parametrize("slug", DOORS)
def test_each_door_opens_even_on_an_empty_map(client, live_atlas, slug):
    page = client.get(f"/guichet/{slug}/")
    assert page.status_code == 200
    assert "Personne ne l’a encore dit ici" in page.content.decode()


def test_the_nearest_answer_comes_first_with_what_to_do_next(client, places):
    page = client.get("/guichet/arriver/?commune=Murat").content.decode()
    assert page.index("Près") < page.index("Loin")
    assert "Et ensuite" in page and "tel:+33471000000" in page


def test_a_commune_that_does_not_exist_is_told_and_what_was_typed_stays(client, places):
    page = client.get("/guichet/arriver/?commune=Zzzzyx")
    assert page.status_code == 422
    assert 'value="Zzzzyx"' in page.content.decode()


def test_a_fourth_door_does_not_exist(client):
    assert client.get("/guichet/ailleurs/").status_code == 404


def test_the_number_of_queries_does_not_grow(client, places):
    few = queries_of(client)
    for name in ("Un", "Deux", "Trois"):
        values = {"name": name, "kinds": ["coworking"], "phone": "+33471000001"}
        create_place(by=None, values=values)
    assert queries_of(client) == few


def queries_of(client):
    """But for those that ask whether the atlas is up to date, which depend on the moment."""
    client.get("/guichet/arriver/?commune=Murat")
    with CaptureQueriesContext(connection) as queries:
        client.get("/guichet/arriver/?commune=Murat")
    return sum("search_atlas" not in query["sql"] for query in queries)
