"""The API of places: pages that do not shift, facts, conflicts with both values."""

import json

import pytest

from entrelieux.places.actions import create_place, edit_place, hide_place
from entrelieux.places.models import Place

pytestmark = pytest.mark.django_db


@pytest.fixture
def places():
    return [create_place(by=None, values={"name": f"Lieu {n}", "insee": "15138"}) for n in range(5)]


def patch(client, place, **body):
    return client.patch(
        f"/api/v1/places/{place.public_id}", json.dumps(body), content_type="application/json"
    )


def test_pages_follow_each_other_without_hole_nor_repetition(client, places):
    names, address = [], "/api/v1/places?limit=2"
    while address:
        page = client.get(address).json()
        names += [item["name"] for item in page["items"]]
        address = page.get("next")
    assert names == [place.name for place in places]


def test_a_card_answers_304_to_who_has_it_already(client, places):
    address = f"/api/v1/places/{places[0].public_id}"
    first = client.get(address)
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304
    edit_place(by=None, place=places[0], base=places[0].card, values={"city": "Murat"})
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_any_site_may_read(client, places):
    assert client.get("/api/v1/places")["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null"])
def test_another_site_writes_nothing_in_the_name_of_who_visits_it(cast, client_of, places, origin):
    address = f"/api/v1/places/{places[0].public_id}"
    values = {"base": {}, "values": {"name": "Volé"}}
    options = {"content_type": "application/json", "headers": {"Origin": origin}}
    answer = client_of(cast.farid).patch(address, values, **options)
    assert (answer.status_code, answer["Content-Type"]) == (403, "application/problem+json")
    assert client_of(None).get(address).json()["name"] == places[0].name


def test_a_page_of_ours_may_write(cast, client_of, places):
    address = f"/api/v1/places/{places[0].public_id}"
    values = {"base": dict(places[0].card), "values": {"name": "Le nom"}}
    options = {"content_type": "application/json", "headers": {"Origin": "http://testserver"}}
    assert client_of(cast.farid).patch(address, values, **options).status_code == 200


def test_a_hidden_card_is_not_found(client, places):
    hide_place(by=None, place=places[0], note="")
    assert client.get(f"/api/v1/places/{places[0].public_id}").status_code == 404
    assert len(client.get("/api/v1/places").json()["items"]) == 4


def test_facts_say_whether_the_card_shows_them_and_why(client, places):
    facts = client.get(f"/api/v1/places/{places[0].public_id}/facts").json()
    assert {fact["field"] for fact in facts} == {"name", "insee"}
    assert {(fact["shown"], fact["why"]) for fact in facts} == {(True, "people")}


def test_changing_needs_the_right_and_a_conflict_gives_both_values(cast, client_of, places):
    place = places[0]
    place.communities.add(cast.atelier)
    base = dict(place.card)
    assert patch(client_of(None), place, values={"city": "Murat"}).status_code == 403
    assert patch(client_of(cast.bob), place, values={"city": "Murat"}).status_code == 403
    alice = client_of(cast.alice)
    assert patch(alice, place, base=base, values={"city": "Murat"}).status_code == 200
    refused = patch(alice, place, base=base, values={"city": "Allanche"})
    assert refused.status_code == 409
    assert refused.json()["conflicts"] == [
        {"field": "city", "before": None, "theirs": "Murat", "yours": "Allanche"}
    ]
    assert Place.objects.get(pk=place.pk).card["city"] == "Murat"


def test_values_that_a_card_cannot_hold_are_refused_field_by_field(cast, client_of, places):
    refused = patch(client_of(cast.farid), places[0], values={"phone": "12", "email": "x"})
    assert refused.status_code == 422
    assert set(refused.json()["errors"]) == {"phone", "email"}
    assert refused["Content-Type"] == "application/problem+json"
