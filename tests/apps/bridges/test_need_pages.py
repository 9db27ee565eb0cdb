"""Pages of needs: the sentence, what is understood of it, the list, one need."""

import re
from datetime import timedelta

import pytest

from entrelieux.bridges.models import Need
from entrelieux.projects.actions import start_project
from entrelieux.resources.actions import add_resource

pytestmark = pytest.mark.django_db

BRUNO = (
    "Je cherche quelqu’un pour graver trente trophées en bois avant le 14 juillet, "
    "à moins de 40 min d’Ambert, petit budget"
)


def page(response):
    return response.content.decode()


def fields(html):
    """What the form would send, as a browser reads it: text, ticked boxes, chosen options."""
    sent = {}
    for tag in re.findall(r"<input[^>]*>", html):
        kind, name = attribute(tag, "type"), attribute(tag, "name")
        is_box = kind in ("checkbox", "radio")
        if name and (not is_box or " checked" in tag):
            sent.setdefault(name, []).append(attribute(tag, "value"))
    for name, text in re.findall(r'<textarea name="(\w+)"[^>]*>\s*(.*?)</textarea>', html, re.S):
        sent[name] = [text]
    for name, options in re.findall(r'<select name="(\w+)".*?>(.*?)</select>', html, re.S):
        chosen = re.search(r'value="([^"]*)" selected', options)
        sent[name] = [chosen[1] if chosen else ""]
    return sent


def attribute(tag, name):
    found = re.search(rf' {name}="([^"]*)"', tag)
    return found[1].replace("&quot;", '"').replace("&#x27;", "'") if found else ""


def asked(client, sentence=BRUNO):
    return client.get("/besoins/nouveau/", {"phrase": sentence})


def test_the_first_page_asks_for_a_sentence_only(client_of, cast):
    html = page(client_of(cast.bob).get("/besoins/nouveau/"))
    assert "De quoi avez-vous besoin" in html
    assert 'name="commune"' not in html


def test_without_javascript_the_next_page_shows_what_is_understood(client_of, cast):
    sent = fields(page(asked(client_of(cast.bob))))
    assert sent["things"] == ["graver", "bois"]
    assert sent["quantity"] == ["30"]
    assert (sent["commune"], sent["reach"], sent["reach_unit"]) == (["Ambert"], ["40"], ["min"])
    assert sent["when"] == ["avant le 14 juillet"]
    assert sent["terms"] == ["little"]
    assert sent["visibility"] == ["network"]


def test_a_visitor_sees_it_and_is_asked_to_sign_in_to_publish(client):
    html = page(asked(client))
    assert 'name="commune" value="Ambert"' in html
    assert "Publier mon besoin" not in html
    assert "/connexion/" in html or "account" in html
    assert client.post("/besoins/nouveau/", fields(html)).status_code == 403


def test_the_sentence_is_published_as_it_was_left(client_of, cast, atelier_place):
    laser = {"name": "La Brûleuse", "concept": "machines:co2-laser"}
    add_resource(by=cast.alice, place=atelier_place, values=laser)
    client = client_of(cast.bob)
    sent = fields(page(asked(client))) | {"things": ["graver"], "quantity": "25"}
    response = client.post("/besoins/nouveau/", sent)
    need = Need.objects.get()
    assert response.headers["Location"] == need.get_absolute_url()
    assert (need.sentence, need.author, need.quantity) == (BRUNO, cast.bob, 25)
    assert (need.commune_code, need.department, need.max_minutes) == ("63003", "63", 40)
    assert (need.concepts, need.dismissed) == (["processes:engraving"], ["bois"])
    assert need.ends_on.strftime("%d/%m") == "14/07"
    assert need.matched_at is not None


def test_only_the_commune_is_asked_for_when_it_is_missing(client_of, cast):
    client = client_of(cast.bob)
    html = page(asked(client, "Je cherche un laser"))
    sent = fields(html)
    response = client.post("/besoins/nouveau/", sent)
    assert response.status_code == 422
    assert Need.objects.count() == 0
    response = client.post("/besoins/nouveau/", sent | {"commune": "63600"})
    assert Need.objects.get().commune == "Ambert"


@pytest.mark.parametrize(
    ("name", "value"), [("commune", "Atlantide"), ("size", "grand"), ("quantity", "0")]
)
def test_what_cannot_be_read_is_said(client_of, cast, name, value):
    client = client_of(cast.bob)
    sent = fields(page(asked(client))) | {name: value}
    response = client.post("/besoins/nouveau/", sent)
    assert response.status_code == 422
    assert "field__error" in page(response)


def test_what_was_corrected_by_hand_stays_when_the_sentence_changes(client_of, cast):
    client = client_of(cast.bob)
    sent = fields(page(asked(client))) | {"quantity": "25", "things": ["graver"]}
    changed = BRUNO.replace("trente", "quarante").replace("d’Ambert", "de Thiers")
    html = page(client.get("/besoins/compris/", {**sent, "phrase": changed}))
    again = fields(html)
    assert again["quantity"] == ["25"]
    assert again["things"] == ["graver"]
    assert again["commune"] == ["Thiers"]


def test_chosen_places_are_named_and_must_exist(client_of, cast, bergerie_place, atelier_place):
    client = client_of(cast.bob)
    sent = fields(page(asked(client))) | {"visibility": "places", "places": "Nulle part"}
    assert client.post("/besoins/nouveau/", sent).status_code == 422
    client.post("/besoins/nouveau/", sent | {"places": "la bergerie\nL’Atelier"})
    assert set(Need.objects.get().shown_at.all()) == {bergerie_place, atelier_place}


def test_one_hosted_place_may_forward(client_of, cast, bergerie_place, atelier_place, need_of):
    client = client_of(cast.bob)
    sent = fields(page(asked(client))) | {"visibility": "host"}
    # Nobody hosts the Bergerie: nobody would pass it on.
    assert client.post("/besoins/nouveau/", sent | {"places": "La Bergerie"}).status_code == 422
    client.post("/besoins/nouveau/", sent | {"places": "L’Atelier"})
    need = Need.objects.get()
    html = page(client_of(cast.alice).get(need.get_absolute_url()))
    assert "Transmettre au réseau" in html and "Bob" in html
    client_of(cast.alice).post(f"/besoins/{need.public_id}/transmettre/")
    html = page(client_of(cast.chloe).get(need.get_absolute_url()))
    assert "trophées" in html and "bob@example.org" not in html


def test_a_project_and_a_machine_that_is_down_begin_the_sentence(client_of, cast, atelier_place):
    wanted = [{"text": "un agronome", "concept": "disciplines:agronomy"}]
    project = start_project(
        by=cast.alice,
        community=cast.atelier,
        place=atelier_place,
        values={"name": "Serre", "looking_for": wanted},
    )
    saw = add_resource(
        by=cast.alice, place=atelier_place, values={"name": "Scie", "condition": "down"}
    )
    client = client_of(cast.alice)
    html = page(client.get("/besoins/nouveau/", {"projet": project.public_id}))
    assert "un agronome" in html
    html = page(client.get("/besoins/nouveau/", {"ressource": saw.public_id}))
    assert fields(html)["phrase"] == ["Nous cherchons quelqu’un pour réparer\xa0: Scie"]
    sent = fields(html) | {"commune": "Ambert"}
    client.post(f"/besoins/nouveau/?ressource={saw.public_id}", sent)
    assert Need.objects.get().place == atelier_place
    # Who keeps neither speaks for neither.
    html = page(client_of(cast.chloe).get("/besoins/nouveau/", {"ressource": saw.public_id}))
    assert "réparer" not in html


def test_the_author_reads_suggestions_with_reasons_and_others_do_not(
    client_of, cast, atelier_place
):
    values = {"name": "La Brûleuse", "concept": "machines:co2-laser", "kind": "machine"}
    add_resource(by=cast.alice, place=atelier_place, values=values)
    client = client_of(cast.bob)
    sentence = "Je cherche un laser pour graver des trophées en bois, à Ambert"
    sent = fields(page(asked(client, sentence))) | {"visibility": "public"}
    client.post("/besoins/nouveau/", sent)
    need = Need.objects.get()
    html = page(client.get(need.get_absolute_url()))
    assert "La Brûleuse" in html and "Tout ce qui a compté" in html
    other = page(client_of(cast.chloe).get(need.get_absolute_url()))
    assert "La Brûleuse" not in other and "Proposer mon aide" in other


def test_no_answer_is_said_and_makes_a_gap(client_of, cast):
    client = client_of(cast.bob)
    sent = fields(page(asked(client, "Quelqu’un qui accorde les pianos, à Ambert")))
    client.post("/besoins/nouveau/", sent | {"visibility": "public"})
    need = Need.objects.get()
    assert "Rien ne convient vraiment" in page(client.get(need.get_absolute_url()))
    assert "pianos" in page(client_of(cast.chloe).get("/besoins/", {"manque": "1"}))


def test_the_list_filters_and_teaches_when_empty(client, client_of, cast, need_of):
    assert "Un besoin se dit en une phrase" in page(client.get("/besoins/"))
    need_of(cast.bob, sentence="Une remorque", visibility="public", department="63")
    need_of(cast.chloe, sentence="Un four", visibility="public", department="15")
    need_of(cast.chloe, sentence="Un secret", visibility="network", department="15")
    assert "Un secret" not in page(client.get("/besoins/"))
    html = page(client.get("/besoins/", {"departement": "15"}))
    assert "Un four" in html and "Une remorque" not in html
    html = page(client_of(cast.bob).get("/besoins/", {"miens": "1"}))
    assert "Une remorque" in html and "Un four" not in html


def test_a_need_lives_is_answered_renewed_and_closed_with_thanks(client_of, cast, need_of):
    need = need_of(cast.bob)
    client, at = client_of(cast.bob), need.get_absolute_url()
    client.post(f"{at}repondu/")
    need.refresh_from_db()
    assert need.state == "answered"
    client.post(f"{at}renouveler/")
    need.refresh_from_db()
    assert (need.state, need.renewed_at is not None) == ("open", True)
    client.post(f"{at}clore/", {"thanks": "Merci à Murat !"})
    need.refresh_from_db()
    assert (need.state, need.thanks) == ("closed", "Merci à Murat !")
    html = page(client.post(f"{at}renouveler/", follow=True))
    assert "Ce besoin est clos" in html


@pytest.mark.parametrize("gesture", ["modifier", "renouveler", "repondu", "clore", "transmettre"])
def test_nobody_else_changes_a_need(client_of, cast, need_of, gesture):
    need = need_of(cast.bob, visibility="public")
    client = client_of(cast.chloe)
    assert client.post(f"/besoins/{need.public_id}/{gesture}/").status_code == 403


def test_editing_keeps_what_was_said_and_reads_the_offers_again(client_of, cast, need_of, now):
    need = need_of(cast.bob, sentence=BRUNO, quantity=25, dismissed=["bois"], max_km=12)
    client = client_of(cast.bob)
    sent = fields(page(client.get(f"/besoins/{need.public_id}/modifier/")))
    assert (sent["quantity"], sent["things"]) == (["25"], ["graver"])
    assert (sent["reach"], sent["reach_unit"]) == (["12"], ["km"])
    client.post(f"/besoins/{need.public_id}/modifier/", sent | {"quantity": "40"})
    need.refresh_from_db()
    assert (need.quantity, need.max_km, need.dismissed) == (40, 12, ["bois"])
    assert need.matched_at >= now


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_costs_as_many_queries_whatever_it_holds(
    client_of, cast, need_of, django_assert_num_queries, count
):
    for _ in range(count):
        need_of(cast.chloe, visibility="public", community=cast.bergerie)
    client = client_of(cast.bob)
    client.get("/besoins/")
    with django_assert_num_queries(QUERIES_OF_LIST):
        client.get("/besoins/")


@pytest.mark.parametrize("count", [1, 3])
def test_a_need_costs_as_many_queries_whatever_is_suggested(
    client_of, cast, need_of, bridge_of, atelier_place, django_assert_num_queries, count
):
    need = need_of(cast.bob)
    values = {"name": "Laser", "concept": "machines:co2-laser"}
    found = [add_resource(by=None, place=atelier_place, values=values) for _ in range(count)]
    for one in found:
        bridge_of(need, giver_place=atelier_place, source_id=one.public_id)
    client = client_of(cast.bob)
    client.get(need.get_absolute_url())
    with django_assert_num_queries(QUERIES_OF_NEED):
        html = page(client.get(need.get_absolute_url()))
    assert html.count('class="suggestion"') == count


def test_a_need_of_two_months_is_renewed_or_past(cast, need_of, now):
    assert need_of(cast.bob).expires_at - now == timedelta(days=60)


QUERIES_OF_LIST = 6
QUERIES_OF_NEED = 10
