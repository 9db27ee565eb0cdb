"""Pages of posted offers."""

import pytest

from entrelieux.bridges.actions import post_offer
from entrelieux.bridges.models import Offer

pytestmark = pytest.mark.django_db
BIKES = {"name": "Je répare les vélos", "kind": "skill", "scope": "public", "commune": "Ambert"}


def page(response):
    return response.content.decode()


@pytest.fixture
def offer(cast, now):
    values = {"name": "Je répare les vélos", "lat": 45.5, "lon": 3.7, "department": "63"}
    return post_offer(by=cast.bob, values=values, now=now)


def test_a_person_offers_in_one_sentence(client_of, cast):
    client_of(cast.bob).post("/offres/nouvelle/", BIKES | {"capacity": "4", "mobile_km": "15"})
    offer = Offer.objects.get()
    assert (offer.author, offer.commune, offer.department) == (cast.bob, "Ambert", "63")
    assert (offer.capacity, offer.mobile_km, offer.version) == (4, 15, 1)


def test_a_host_offers_for_her_place_which_says_where_it_is(client_of, cast, atelier_place):
    values = BIKES | {"place": atelier_place.pk, "commune": ""}
    client_of(cast.alice).post("/offres/nouvelle/", values)
    assert Offer.objects.get().place == atelier_place
    # Bob hosts nothing: the field is not his.
    assert client_of(cast.bob).post("/offres/nouvelle/", values).status_code == 422


def test_an_offer_without_a_where_is_asked_for_it(client_of, cast):
    response = client_of(cast.bob).post("/offres/nouvelle/", BIKES | {"commune": ""})
    assert response.status_code == 422
    assert "Dites où vous êtes" in page(response)


def test_who_offers_is_told_to_nobody(client, client_of, cast, offer):
    for reader in (client, client_of(cast.chloe), client_of(cast.alice)):
        html = page(reader.get(offer.get_absolute_url()))
        assert "Je répare les vélos" in html
        assert "bob@example.org" not in html and ">Bob" not in html


def test_an_offer_is_changed_renewed_and_withdrawn_by_who_made_it(client_of, cast, offer):
    at, client = offer.get_absolute_url(), client_of(cast.bob)
    client.post(f"{at}modifier/", BIKES | {"name": "Je répare tout", "base": "1"})
    offer.refresh_from_db()
    assert (offer.name, offer.commune, offer.version) == ("Je répare tout", "Ambert", 2)
    client.post(f"{at}retirer/")
    offer.refresh_from_db()
    assert offer.state == "closed"
    client.post(f"{at}renouveler/")
    offer.refresh_from_db()
    assert (offer.state, offer.renewed_at is not None) == ("open", True)


def test_two_who_change_it_at_once_see_both_values_and_lose_none(client_of, cast, offer):
    at, client = f"{offer.get_absolute_url()}modifier/", client_of(cast.bob)
    base = {"base": str(client.get(at).context["form"]["base"].value())}
    assert client.post(at, BIKES | base | {"available": "Le soir"}).status_code == 302
    answer = client.post(at, BIKES | base | {"available": "Le samedi", "commune": "Thiers"})
    assert answer.status_code == 409
    assert ("Le soir" in page(answer), "Le samedi" in page(answer)) == (True, True)
    again = BIKES | {"base": str(answer.context["form"]["base"].value()), "available": "Le samedi"}
    theirs = {"keep_available": "theirs", "keep_commune": "theirs", "commune": "Thiers"}
    assert client.post(at, again | theirs).status_code == 302
    offer.refresh_from_db()
    assert (offer.available, offer.commune, offer.version) == ("Le soir", "Ambert", 2)


@pytest.mark.parametrize("gesture", ["modifier", "renouveler", "retirer"])
def test_nobody_else_changes_it(client_of, cast, offer, gesture):
    response = client_of(cast.chloe).post(f"{offer.get_absolute_url()}{gesture}/")
    assert response.status_code == 403


def test_the_list_filters_and_teaches_when_empty(client, offer):
    assert "Je répare les vélos" in page(client.get("/offres/", {"departement": "63"}))
    html = page(client.get("/offres/", {"genre": "room"}))
    assert "ce qui dort chez vous" in html


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_costs_as_many_queries_whatever_it_holds(
    client_of, cast, now, django_assert_num_queries, count
):
    for rank in range(count):
        post_offer(by=cast.bob, values={"name": f"Vélo {rank}", "lat": 45, "lon": 3}, now=now)
    client = client_of(cast.chloe)
    client.get("/offres/")
    with django_assert_num_queries(QUERIES_OF_LIST):
        client.get("/offres/")


QUERIES_OF_LIST = 6
