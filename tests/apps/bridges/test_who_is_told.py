"""The network, chosen places, or one host who forwards: from the form to the suggestions."""

from __future__ import annotations

import pytest

from entrelieux.bridges.models import Bridge, Need
from entrelieux.bridges.queries import named_places
from entrelieux.introductions.actions import accept_bridge
from entrelieux.introductions.models import Digest
from entrelieux.introductions.queries import needs_near
from entrelieux.places.actions import create_place
from entrelieux.resources.actions import add_resource
from tests.apps.bridges.test_need_pages import asked, fields, page

pytestmark = pytest.mark.django_db
SENTENCE = "Je cherche un laser pour graver mon secret, à moins de 40 min d’Ambert"
EVERYONE = {"visitor", "driss", "chloe", "bob", "alice", "farid", "opal"}
MEMBERS = EVERYONE - {"visitor", "driss"}
# Who may read it of the rest, when Driss, who belongs nowhere, asks it.
TABLE = {
    "public": EVERYONE,
    "network": {"driss", *MEMBERS},
    "places": {"driss", "alice", "bob", "opal"},
    "host": {"driss", "alice", "opal"},
}


@pytest.fixture
def published(cast, client_of, atelier_place):
    """``published("host")``: Driss wrote it in the form, for the Atelier where one is chosen."""
    laser = {"name": "La Brûleuse", "concept": "machines:co2-laser", "kind": "machine"}
    add_resource(by=cast.alice, place=atelier_place, values=laser)

    def publish(visibility):
        client = client_of(cast.driss)
        sent = fields(page(asked(client, SENTENCE))) | {"visibility": visibility}
        sent["places"] = "L’Atelier" if visibility in ("places", "host") else ""
        assert client.post("/besoins/nouveau/", sent).status_code == 302
        return Need.objects.get()

    return publish


def told_by(cast, client_of, address, text="mon secret"):
    """The names of those whose page of an address says it."""
    found = set()
    for name, person in cast.everyone():
        response = client_of(person if person.is_authenticated else None).get(address)
        if response.status_code == 200 and text in response.content.decode():
            found.add(name)
    return found


@pytest.mark.parametrize("visibility", TABLE)
def test_a_need_is_told_as_far_as_the_form_says_on_every_page(
    cast, client_of, atelier_place, published, visibility
):
    need, told = published(visibility), TABLE[visibility]
    assert told_by(cast, client_of, need.get_absolute_url()) == told
    assert told_by(cast, client_of, "/besoins/") == told
    assert told_by(cast, client_of, "/besoins/?q=secret", need.get_absolute_url()) == told
    assert told_by(cast, client_of, f"/offres/nouvelle/?besoin={need.public_id}") == told - {
        "visitor"
    }
    assert told_by(cast, client_of, f"/api/v1/needs/{need.public_id}") == told
    desk = f"/reseaux/{cast.network.slug}/passerelles/"
    assert told_by(cast, client_of, desk) == {"farid", "opal"} & told
    public = EVERYONE if visibility == "public" else set()
    assert told_by(cast, client_of, "/") - public == set()
    assert told_by(cast, client_of, atelier_place.get_absolute_url()) == set()


@pytest.mark.parametrize("visibility", TABLE)
def test_its_author_reads_suggestions_and_nobody_else_who_she_is(
    cast, client_of, published, visibility
):
    need = published(visibility)
    at = need.get_absolute_url()
    assert told_by(cast, client_of, at, "La Brûleuse") == {"driss", "opal"}
    knows = {"host": {"alice"}}.get(visibility, set())
    for person in (cast.alice, cast.bob, cast.chloe, cast.farid):
        text = client_of(person).get(at).content.decode()
        assert "driss@example.org" not in text
        assert ("De la part de" in text) is (person.name.lower() in knows)


@pytest.mark.parametrize("visibility", TABLE)
def test_whoever_gives_reads_it_once_asked_and_not_before(
    cast, client_of, atelier_place, published, now, visibility
):
    need = published(visibility)
    bridge = Bridge.objects.get(need=need)
    assert told_by(cast, client_of, "/passerelles/") == {"driss"}
    accept_bridge(by=cast.driss, bridge=bridge, now=now)
    assert told_by(cast, client_of, "/passerelles/") == {"driss", "alice"}
    assert told_by(cast, client_of, need.get_absolute_url(), "vous avez dit oui") == {
        "driss",
        "opal",
    }
    assert told_by(cast, client_of, bridge.get_absolute_url()) == {"driss", "alice", "opal"}


@pytest.mark.parametrize("visibility", TABLE)
def test_letters_tell_it_to_those_alone_who_may_read_it(
    cast, atelier_place, published, now, visibility
):
    need = published(visibility)
    told = {
        name
        for name, person in cast.everyone()
        if name != "visitor"
        and need in needs_near(Digest(person=person, around=atelier_place, minutes=60), now)
    }
    assert told == TABLE[visibility] - {"visitor", "driss"}


def test_a_host_forwards_it_to_the_network_without_a_name(cast, client_of, published):
    need = published("host")
    at = need.get_absolute_url()
    for person in (cast.bob, cast.chloe, cast.farid):
        assert client_of(person).post(f"{at}transmettre/").status_code == 404
    assert client_of(cast.alice).post(f"{at}transmettre/").status_code == 302
    assert told_by(cast, client_of, at) == TABLE["network"]
    assert told_by(cast, client_of, at, "Driss") - {"driss", "opal"} == set()
    assert told_by(cast, client_of, at, "La Brûleuse") == {"driss", "opal"}


def test_a_name_that_two_places_share_is_told_with_its_commune(cast, client_of, atelier_place):
    other = create_place(by=None, values={"name": "L’ATELIER", "city": "Thiers"})
    other.communities.add(cast.bergerie)
    assert named_places(["L’Atelier"]).shared == ["L’Atelier"]
    assert named_places(["L’Atelier (Thiers)"]).found == [other]
    assert named_places(["L’Atelier (Riom)"]).unknown == ["L’Atelier (Riom)"]
    client = client_of(cast.driss)
    sent = fields(page(asked(client, SENTENCE))) | {"visibility": "places", "places": "L’Atelier"}
    refused = client.post("/besoins/nouveau/", sent)
    assert refused.status_code == 422
    assert "plusieurs lieux ont ce nom" in page(refused)
    client.post("/besoins/nouveau/", {**sent, "places": "L’Atelier (Thiers)"})
    need = Need.objects.get()
    assert list(need.shown_at.all()) == [other]
    again = fields(page(client.get(f"{need.get_absolute_url()}modifier/")))
    assert again["places"] == ["L’ATELIER (Thiers)"]
