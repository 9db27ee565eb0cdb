"""Projects, and places, that could help each other: asked by their own, answered by the other."""

from __future__ import annotations

import pytest
from django.urls import reverse

from entrelieux.bridges.models import Bridge, SourceKind
from entrelieux.introductions.actions import accept_bridge
from entrelieux.places.actions import create_place
from entrelieux.projects.actions import join_project, start_project
from entrelieux.resources.actions import add_resource

pytestmark = pytest.mark.django_db
LASER = "machines:laser-cutter"


def lacks(text, concept):
    return {"looking_for": [{"text": text, "concept": concept}]}


@pytest.fixture
def started(cast):
    """Bob's oven seeks what Chloé's benches are about; both seek somebody who knows soils."""
    oven = start_project(
        by=cast.bob,
        community=cast.atelier,
        values={"name": "Four solaire", "scope": "place", **lacks("Une découpe laser", LASER)},
    )
    benches = start_project(
        by=cast.chloe,
        community=cast.bergerie,
        values={"name": "Bancs découpés", "concept": LASER, "scope": "public"},
    )
    return oven, benches


@pytest.fixture
def two_places(cast, atelier_place):
    """A laser at the Bergerie, which Chloé hosts now; a project at the Atelier seeks one."""
    bergerie = create_place(
        by=None,
        values={"name": "La Bergerie", "position": {"lat": 45.6, "lon": 3.7, "fidelity": "exact"}},
    )
    bergerie.communities.add(cast.bergerie)
    cast.chloe.memberships.update(role="host")
    add_resource(
        by=None,
        place=bergerie,
        values={"name": "Laser", "kind": "machine", "concept": LASER, "scope": "network"},
    )
    start_project(
        by=cast.bob,
        community=cast.atelier,
        place=atelier_place,
        values={"name": "Four", "scope": "network", **lacks("Une découpe laser", LASER)},
    )
    return atelier_place, bergerie


def test_members_of_a_project_read_on_its_page_which_could_go_with_it_and_why(
    cast, started, client_of
):
    oven, _benches = started
    pages = {
        name: client_of(person if name != "visitor" else None)
        .get(oven.get_absolute_url())
        .content.decode()
        for name, person in cast.everyone()
    }
    assert {name for name, page in pages.items() if "Bancs découpés" in page} == {"bob"}
    assert "Le vôtre cherche «\xa0Découpeuse laser\xa0»" in pages["bob"]


def test_only_those_who_take_part_ask_and_see(cast, started, client_of):
    oven, benches = started
    address = reverse("meeting_ask", args=["projet", oven.public_id, benches.public_id])
    for name, person in cast.everyone():
        if name not in ("visitor", "bob"):
            client_of(person).post(address, {"ask": "1"})
            page = reverse("meetings", args=["projet", oven.public_id])
            assert (name, client_of(person).get(page).status_code) == (name, 404)
    assert not Bridge.objects.exists()
    client_of(cast.bob).post(address, {"ask": "1", "word": "On partage la découpe ?"})
    assert Bridge.objects.get().giver == cast.chloe


def test_a_meeting_of_two_projects_goes_from_asked_to_accepted(
    cast, started, client_of, now, outbox
):
    oven, benches = started
    client_of(cast.bob).post(
        reverse("meeting_ask", args=["projet", oven.public_id, benches.public_id]),
        {"ask": "1", "word": "On partage la découpe ?"},
    )
    bridge = Bridge.objects.get()
    read = client_of(cast.chloe).get(bridge.get_absolute_url()).content.decode()
    assert "Une rencontre : Four solaire" in read.replace("\xa0", " ")
    assert "On partage la découpe" in read and "bob@example.org" not in read
    assert "Four solaire" in client_of(cast.chloe).get("/passerelles/").content.decode()
    accept_bridge(by=cast.chloe, bridge=bridge, now=now)
    assert (
        "bob@example.org" in client_of(cast.chloe).get(bridge.get_absolute_url()).content.decode()
    )
    assert {mail.to for mail in outbox()} == {"bob@example.org", "chloe@example.org"}


def test_projects_that_share_somebody_have_met(cast, started, client_of):
    oven, benches = started
    join_project(by=cast.bob, project=benches, part="")
    page = client_of(cast.bob).get(reverse("meetings", args=["projet", oven.public_id]))
    assert "Bancs découpés" not in page.content.decode()


def test_hosts_read_which_places_have_what_is_sought_at_theirs(cast, two_places, client_of):
    atelier, bergerie = two_places
    page = client_of(cast.alice).get(reverse("meetings", args=["lieu", atelier.public_id]))
    assert "On cherche chez vous" in page.content.decode()
    assert "La Bergerie" in page.content.decode()
    assert (
        "Voir avec quels lieux"
        in client_of(cast.alice).get(atelier.get_absolute_url()).content.decode()
    )
    for name in ("bob", "driss", "farid"):
        shown = client_of(getattr(cast, name)).get(
            reverse("meetings", args=["lieu", atelier.public_id])
        )
        assert (name, shown.status_code) == (name, 404)
    client_of(cast.alice).post(
        reverse("meeting_ask", args=["lieu", atelier.public_id, bergerie.public_id]), {"ask": "1"}
    )
    bridge = Bridge.objects.get()
    assert (bridge.asker_place, bridge.giver_place, bridge.giver) == (atelier, bergerie, None)
    # Chloé hosts the other place: she answers.
    assert "L’Atelier" in client_of(cast.chloe).get(bridge.get_absolute_url()).content.decode()


def test_the_coordinator_reads_the_pairs_of_places_and_projects(
    cast, two_places, started, client_of
):
    address = reverse("network_meetings", args=[cast.network.slug])
    page = client_of(cast.farid).get(address).content.decode()
    assert "La Bergerie" in page and "L’Atelier" in page
    assert "Four solaire" not in page  # its people alone may read it
    assert "bob@" not in page and "chloe@" not in page


def test_an_unknown_kind_is_not_found(cast, client_of):
    assert client_of(cast.bob).get("/rencontres/chats/x/").status_code == 404
    assert SourceKind.PERSON == "person"
