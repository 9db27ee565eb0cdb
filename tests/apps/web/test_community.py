"""The page of a community, as each of the cast reads it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from entrelieux.charters.actions import start_charter
from entrelieux.communities.actions import create_community
from entrelieux.communities.models import Community
from entrelieux.places.actions import create_place
from entrelieux.web.views.community import ways_from
from tests.cast import Cast

pytestmark = pytest.mark.django_db
Browser = Callable[[Any], Client]


def page_of(community: Community, client: Client) -> str:
    return client.get(reverse("community", args=[community.slug])).content.decode()


def ways_of(community: Community, person: Any, rf: Any) -> list[str]:
    request = rf.get("/")
    request.user = person
    return [way.title for way in ways_from(community, request)]


def test_anyone_reads_how_many_belong_and_nobody_who(cast: Cast, client_of: Browser) -> None:
    page = page_of(cast.atelier, client_of(None))
    assert "2\xa0personnes" in page or "2 personnes" in page
    assert all(name not in page for name in ("Alice", "Bob", "alice@", "bob@"))


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("visitor", []),
        ("driss", []),
        ("chloe", []),
        ("bob", ["Les comptes"]),
        ("alice", ["Les comptes", "Les membres"]),
        ("farid", ["Les membres"]),
        ("opal", ["Les membres"]),
    ],
)
def test_each_is_shown_the_ways_that_open_for_them(
    cast: Cast, rf: Any, name: str, more: list[str]
) -> None:
    person = dict(cast.everyone())[name]
    assert ways_of(cast.atelier, person, rf) == [
        "La charte",
        "Ses mots",
        "Les accords avec d’autres lieux",
        *more,
    ]


def test_every_way_shown_opens(cast: Cast, rf: Any, client_of: Browser) -> None:
    for community in (cast.atelier, cast.network):
        for name, person in cast.everyone():
            request = rf.get("/")
            request.user = person
            client = client_of(person if person.is_authenticated else None)
            statuses = {
                way.url: client.get(way.url).status_code for way in ways_from(community, request)
            }
            assert set(statuses.values()) == {200}, (name, statuses)


def test_a_charter_may_be_asked(cast: Cast, rf: Any) -> None:
    start_charter(by=cast.alice, community=cast.atelier, template_name="fablab")
    assert "Puis-je\u202f?" in ways_of(cast.atelier, cast.driss, rf)


def test_a_network_shows_its_communities(cast: Cast, client_of: Browser) -> None:
    page = page_of(cast.network, client_of(None))
    assert [name for name in ("Atelier", "Bergerie") if name in page] == ["Atelier", "Bergerie"]


def test_a_place_is_shown_where_it_belongs_without_one_more_query(
    cast: Cast, client_of: Browser, django_assert_num_queries: Callable[[int], Any]
) -> None:
    page = page_of(cast.atelier, client_of(None))
    assert "Aucun lieu de la carte n’est tenu par cette communauté." in page
    for rank in range(3):
        place = create_place(by=cast.alice, values={"name": f"Forge {rank}", "city": "Ambert"})
        place.communities.add(cast.atelier)
    client = client_of(None)
    with django_assert_num_queries(7):
        page = page_of(cast.atelier, client)
    assert all(f"Forge {rank}" in page for rank in range(3))


def test_an_unknown_community_is_not_found(client_of: Browser, cast: Cast) -> None:
    assert client_of(None).get(reverse("community", args=["nulle-part"])).status_code == 404


def test_the_list_is_for_anyone(cast: Cast, client_of: Browser) -> None:
    create_community(by=None, name="Colombier")
    page = client_of(None).get(reverse("communities")).content.decode()
    assert reverse("community", args=["colombier"]) in page
    assert "Fonder une communauté" not in page
