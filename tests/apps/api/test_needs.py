"""Needs, offers and bridges by the API: as the pages do, with the same eyes."""

from __future__ import annotations

import json

import pytest

from entrelieux.bridges.actions import match_need, post_need, post_offer
from entrelieux.bridges.models import Bridge, Need, Offer
from entrelieux.introductions.actions import accept_bridge
from entrelieux.resources.actions import add_resource

pytestmark = pytest.mark.django_db
LASER = {"name": "La Brûleuse", "concept": "machines:co2-laser", "kind": "machine"}
TROPHIES = "Un laser pour graver 30 trophées en bois, à moins de 40 min d’Ambert, petit budget"
AMBERT = {"lat": 45.55, "lon": 3.74, "commune": "Ambert", "commune_code": "63003"}
SECRET = "Nous avons rompu avec eux"
MEMBERS = {"chloe", "bob", "alice", "farid", "opal"}
EVERYONE = {"visitor", "driss", *MEMBERS}


@pytest.fixture(autouse=True)
def fresh_index(live_offers):
    """Whatever a test of needs asks, earlier ones have not answered it."""


@pytest.fixture
def laser(cast, atelier_place):
    return add_resource(by=cast.alice, place=atelier_place, values=LASER)


@pytest.fixture
def bridge(cast, laser, now):
    """Chloé asked the Atelier, which Alice hosts."""
    values = {"sentence": TROPHIES, "visibility": "network", "max_minutes": 60, **AMBERT}
    need = match_need(need=post_need(by=cast.chloe, now=now, values=values), now=now)
    found = Bridge.objects.get(need=need)
    return accept_bridge(by=cast.chloe, bridge=found, now=now)


def send(client, address, *, method="post", **body):
    call = getattr(client, method)
    return call(f"/api/v1{address}", json.dumps(body), content_type="application/json")


def readers(cast, client_of, address, text=""):
    """The names of those to whom an address answers, with a text in it."""
    found = set()
    for name, person in cast.everyone():
        response = client_of(person if person.is_authenticated else None).get(f"/api/v1{address}")
        if response.status_code == 200 and text in response.content.decode():
            found.add(name)
    return found


def test_anybody_may_see_what_a_sentence_says_and_nothing_is_kept(client, db):
    told = client.get("/api/v1/needs/understood", {"sentence": TROPHIES}).json()
    assert (told["quantity"], told["commune"], told["reach"]) == (30, "Ambert", 40)
    assert told["things"] == ["laser", "graver", "bois"]
    assert Need.objects.count() == 0


def test_a_need_is_written_from_its_sentence_corrected_and_closed(cast, client_of, client, laser):
    assert send(client, "/needs", sentence=TROPHIES).status_code == 403
    chloe = client_of(cast.chloe)
    made = send(chloe, "/needs", sentence=TROPHIES, quantity=25, visibility="public")
    told = made.json()
    assert (made.status_code, told["quantity"], told["max_minutes"]) == (201, 25, 40)
    assert told["chips"]["things"] == ["laser", "graver", "bois"]
    at = f"/needs/{told['id']}"
    changed = send(chloe, at, method="patch", things=["laser", "bois"], reach=1).json()
    assert (changed["quantity"], changed["max_minutes"]) == (25, 1)
    assert Need.objects.get().dismissed == ["graver"]
    mine = chloe.get("/api/v1/needs?mine=true").json()["items"]
    assert [one["id"] for one in mine] == [told["id"]]
    closed = send(chloe, f"{at}/close", thanks="Merci !").json()
    assert closed["state"] == "closed"
    assert send(chloe, f"{at}/close").status_code == 409
    assert client.get(f"/api/v1{at}").status_code == 404


def test_another_sentence_is_read_anew_and_what_was_chosen_stays(cast, client_of):
    chloe = client_of(cast.chloe)
    made = send(chloe, "/needs", sentence=TROPHIES, visibility="public", description="En hêtre")
    sentence = "Un agronome, à moins de 30 km de Thiers"
    changed = send(chloe, f"/needs/{made.json()['id']}", method="patch", sentence=sentence).json()
    assert (changed["commune"], changed["max_km"]) == ("Thiers", 30)
    assert (changed["visibility"], changed["description"]) == ("public", "En hêtre")
    assert "quantity" not in changed


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"sentence": "Je cherche un laser"}, "commune"),
        ({"sentence": TROPHIES, "size": "grand"}, "size"),
        ({"sentence": TROPHIES, "things": ["or"]}, "things"),
        ({"sentence": TROPHIES, "visibility": "host"}, "places"),
    ],
)
def test_what_cannot_be_used_is_refused_field_by_field(cast, client_of, body, field):
    refused = send(client_of(cast.chloe), "/needs", **body)
    assert (refused.status_code, list(refused.json()["errors"])) == (422, [field])
    assert Need.objects.count() == 0


@pytest.mark.parametrize(
    ("visibility", "told"),
    [("public", EVERYONE), ("network", MEMBERS), ("places", {"chloe", "alice", "bob", "opal"}),
     ("host", {"chloe", "alice", "opal"})],
)  # fmt: skip
def test_a_need_is_read_as_on_its_page_and_never_says_whose_it_is(
    cast, client_of, atelier_place, now, visibility, told
):
    values = {"sentence": TROPHIES, "visibility": visibility, **AMBERT}
    need = post_need(by=cast.chloe, now=now, values=values, shown_at=[atelier_place])
    at = f"/needs/{need.public_id}"
    assert readers(cast, client_of, at) == told
    assert readers(cast, client_of, "/needs", need.public_id) == told
    assert readers(cast, client_of, at, "chips") == {"chloe", "opal"}
    assert readers(cast, client_of, f"{at}/suggestions") == {"chloe", "opal"}
    for leak in ("chloe@", "Chlo", "author"):
        assert readers(cast, client_of, at, leak) == set()
    for name, person in cast.everyone():
        if name not in {"chloe", "opal", "visitor"}:
            answer = send(client_of(person), at, method="patch", sentence="Autre chose")
            assert answer.status_code == (403 if name in told else 404)


def test_suggestions_come_with_reasons_that_sum_to_the_score(cast, client_of, laser):
    chloe = client_of(cast.chloe)
    made = send(chloe, "/needs", sentence=TROPHIES).json()
    told = chloe.get(f"/api/v1/needs/{made['id']}/suggestions").json()
    (one,) = told["suggestions"]
    assert (one["title"], one["place"], told["is_gap"]) == ("La Brûleuse", "L’Atelier", False)
    points = sum(reason["points"] for reason in one["reasons"]) + one["constant"]
    assert points == pytest.approx(one["score"], abs=0.001)
    steel = send(chloe, "/needs", sentence="Découper de l’acier au laser près d’Ambert").json()
    missed = chloe.get(f"/api/v1/needs/{steel['id']}/suggestions").json()
    assert (steel["is_gap"], missed["suggestions"]) == (True, [])
    assert missed["near_misses"][0]["title"] == "La Brûleuse"
    assert "ne travaille pas" in missed["near_misses"][0]["why"][0]


def test_pages_of_needs_follow_each_other(cast, client_of, client, now):
    made = [
        post_need(by=cast.bob, now=now, values={"sentence": f"Une scie {n}", "visibility": seen})
        for n, seen in enumerate(("public", "network", "public", "public"))
    ]
    first = client.get("/api/v1/needs?limit=2").json()
    assert [one["id"] for one in first["items"]] == [made[3].public_id, made[2].public_id]
    rest = client.get(first["next"].partition("localhost")[2] or first["next"]).json()
    assert [one["id"] for one in rest["items"]] == [made[0].public_id]
    # What a visitor may not read is no place to begin from.
    assert client.get(f"/api/v1/needs?after={made[1].public_id}").status_code == 404


def test_an_offer_is_written_read_and_changed_by_who_made_it(cast, client_of, client):
    bob = client_of(cast.bob)
    asked = {"name": "Je répare les vélos", "commune": "Ambert", "scope": "network"}
    assert send(client, "/offers", **asked).status_code == 403
    made = send(bob, "/offers", **asked)
    told = made.json()
    at = f"/offers/{told['id']}"
    assert (made.status_code, told["commune"], told["kind"]) == (201, "Ambert", "skill")
    changed = send(bob, at, method="patch", mobile_km=20, version=told["version"]).json()
    assert (changed["mobile_km"], changed["name"]) == (20, "Je répare les vélos")
    refused = send(client_of(cast.chloe), at, method="patch", name="À moi")
    assert refused.status_code in (403, 404)
    assert "Bob" not in json.dumps(changed)
    mine = bob.get("/api/v1/offers?mine=true").json()["items"]
    assert [one["id"] for one in mine] == [told["id"]]
    assert send(bob, f"{at}/close").json()["state"] == "closed"
    assert bob.get("/api/v1/offers").json()["items"] == []


def test_two_who_change_the_same_thing_of_an_offer_are_told(cast, client_of, now, atelier_place):
    post = {"name": "Notre salle le lundi", "kind": "room"}
    offer = post_offer(by=cast.alice, place=atelier_place, values=post, now=now)
    at, alice, farid = f"/offers/{offer.public_id}", client_of(cast.alice), client_of(cast.farid)
    version = alice.get(f"/api/v1{at}").json()["version"]
    assert send(alice, at, method="patch", name="Le mardi", version=version).status_code == 200
    late = send(farid, at, method="patch", name="Le jeudi", version=version)
    assert late.status_code == 409
    assert late.json()["conflicts"][0]["theirs"] == "Le mardi"
    assert Offer.objects.get().name == "Le mardi"


def test_an_offer_for_a_place_is_made_by_its_hosts_alone(cast, client_of, atelier_place):
    asked = {"name": "Notre salle le lundi", "kind": "room", "place": atelier_place.public_id}
    for person in (cast.bob, cast.driss, cast.chloe):
        refused = send(client_of(person), "/offers", **asked, commune="Ambert")
        assert (refused.status_code, list(refused.json()["errors"])) == (422, ["place"])
    made = send(client_of(cast.alice), "/offers", **asked).json()
    assert made["place"] == atelier_place.public_id


def test_a_bridge_is_answered_and_each_side_reached_once_both_said_yes(
    cast, client_of, client, bridge
):
    at = f"/bridges/{bridge.public_id}"
    assert readers(cast, client_of, at) == {"chloe", "alice", "opal"}
    assert readers(cast, client_of, at, "@example.org") == set()
    assert readers(cast, client_of, "/bridges", bridge.public_id) == {"chloe", "alice"}
    assert send(client, f"{at}/answer", answer="accept").status_code == 403
    assert send(client_of(cast.bob), f"{at}/answer", answer="accept").status_code == 404
    assert send(client_of(cast.opal), f"{at}/answer", answer="accept").status_code == 403
    told = send(client_of(cast.alice), f"{at}/answer", answer="accept").json()
    assert (told["state"], told["contact"]["email"]) == ("accepted", "chloe@example.org")
    assert readers(cast, client_of, at, "alice@example.org") == {"chloe"}
    assert readers(cast, client_of, at, "chloe@example.org") == {"alice"}


@pytest.mark.parametrize(("tells", "told"), [(False, set()), (True, {"chloe"})])
def test_declining_never_tells_why_unless_asked_to(cast, client_of, bridge, tells, told):
    at = f"/bridges/{bridge.public_id}"
    answer = {"answer": "decline", "why": "too_far", "because": SECRET, "tells": tells}
    said = send(client_of(cast.alice), f"{at}/answer", **answer)
    assert (said.status_code, said.json()["state"]) == (200, "declined")
    assert SECRET not in said.content.decode()
    assert readers(cast, client_of, at, SECRET) == told
    assert readers(cast, client_of, "/bridges", SECRET) == told
    assert readers(cast, client_of, at, "too_far") == set()


def test_the_gaps_of_a_network_are_for_its_coordinators(cast, client_of, now):
    values = {"sentence": "Accorder un piano", "visibility": "network", "department": "63"}
    match_need(need=post_need(by=cast.bob, now=now, values={**values, **AMBERT}), now=now)
    at = f"/networks/{cast.network.slug}/gaps"
    assert readers(cast, client_of, at) == {"farid", "opal"}
    assert client_of(cast.farid).get(f"/api/v1{at}").json() == [
        {"what": "Accorder un piano", "where": "Puy-de-Dôme", "count": 1}
    ]
    assert client_of(cast.farid).get("/api/v1/networks/nulle-part/gaps").status_code == 404


def test_needs_are_listed_in_as_many_queries_whatever_their_number(
    cast, client, now, django_assert_num_queries
):
    for count in (1, 2):
        for n in range(count):
            values = {"sentence": f"Une scie {n}", "visibility": "public"}
            post_need(by=cast.bob, now=now, values=values)
        with django_assert_num_queries(1):
            client.get("/api/v1/needs")
