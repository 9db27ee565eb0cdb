from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from entrelieux.accounts.models import Person
from entrelieux.communities.actions import add_member, create_community
from entrelieux.communities.models import Community
from entrelieux.communities.queries import role_in
from tests.cast import Cast, Role

pytestmark = pytest.mark.django_db
Browser = Callable[[Any], Client]
Outbox = Callable[[], list[Any]]


def statuses(cast: Cast, client_of: Browser, address: str, **data: str) -> dict[str, int]:
    """What each of the cast gets; a POST when there are data."""
    found = {}
    for name, person in cast.everyone():
        client = client_of(person if person.is_authenticated else None)
        found[name] = (client.post(address, data) if data else client.get(address)).status_code
    return found


def members_page(community: Community) -> str:
    return reverse("community_members", args=[community.slug])


def member_page(cast: Cast, person: Person, community: Community) -> str:
    membership = person.memberships.get(community=community, until=None)
    return reverse("community_member", args=[community.slug, membership.pk])


class TestList:
    def test_somebody_signed_in_sees_every_community(self, cast: Cast, client_of: Browser) -> None:
        page = client_of(cast.driss).get(reverse("communities")).content.decode()
        assert all(name in page for name in ("Atelier", "Bergerie", "Réseau d’Auvergne"))
        assert "Fonder une communauté" not in page

    def test_an_empty_territory_says_where_to_begin(self, client_of: Browser) -> None:
        person = Person.objects.create_user("first@example.org")
        page = client_of(person).get(reverse("communities")).content.decode()
        assert "La première est souvent le réseau du territoire" in page

    def test_it_costs_as_many_queries_for_three_as_for_nine(
        self, cast: Cast, client_of: Browser, django_assert_num_queries: Callable[[int], Any]
    ) -> None:
        client = client_of(cast.driss)
        client.get(reverse("communities"))
        with django_assert_num_queries(5):
            client.get(reverse("communities"))
        for rank in range(6):
            made = create_community(by=None, name=f"Lieu {rank}", networks=(cast.network,))
            add_member(by=None, person=cast.bob, community=made)
        with django_assert_num_queries(5):
            client.get(reverse("communities"))

    def test_coordination_and_operators_found(self, cast: Cast, client_of: Browser) -> None:
        client = client_of(cast.farid)
        answer = client.post(
            reverse("communities"),
            {"name": "La Forge", "kind": "place", "networks": [cast.network.pk]},
        )
        forge = Community.objects.get(slug="la-forge")
        assert answer.url == members_page(forge)
        assert list(forge.networks.all()) == [cast.network]
        again = client.post(reverse("communities"), {"name": "La Forge", "kind": "place"})
        assert (again.status_code, "choisissez un autre nom" in again.content.decode()) == (
            422,
            True,
        )

    def test_nobody_else_founds(self, cast: Cast, client_of: Browser) -> None:
        found = statuses(cast, client_of, reverse("communities"), name="", kind="place")
        assert {name for name, status in found.items() if status == 422} == {"farid", "opal"}
        assert Community.objects.count() == 3


class TestMembers:
    def test_those_who_run_it_see_who_belongs_and_no_one_else(
        self, cast: Cast, client_of: Browser
    ) -> None:
        assert statuses(cast, client_of, members_page(cast.atelier)) == {
            "visitor": 302,
            "driss": 403,
            "chloe": 403,
            "bob": 403,
            "alice": 200,
            "farid": 200,
            "opal": 200,
        }

    def test_a_refusal_tells_no_address(self, cast: Cast, client_of: Browser) -> None:
        page = client_of(cast.chloe).get(members_page(cast.atelier)).content.decode()
        assert ("alice@example.org" in page, "bob@example.org" in page) == (False, False)

    def test_a_stranger_is_welcomed_and_told(
        self, cast: Cast, client_of: Browser, outbox: Outbox
    ) -> None:
        client_of(cast.alice).post(
            members_page(cast.atelier), {"email": "New@example.org", "role": "host"}
        )
        newcomer = Person.objects.get(email="new@example.org")
        (mail,) = outbox()
        assert role_in(newcomer, cast.atelier) == Role.HOST
        assert (mail.to, mail.subject) == ("new@example.org", "Bienvenue dans «\xa0Atelier\xa0»")
        assert "Alice vous a ajouté" in mail.text

    def test_a_member_is_not_welcomed_twice(
        self, cast: Cast, client_of: Browser, outbox: Outbox
    ) -> None:
        answer = client_of(cast.alice).post(
            members_page(cast.atelier), {"email": "bob@example.org", "role": "host"}
        )
        assert (answer.status_code, outbox()) == (422, [])
        assert role_in(cast.bob, cast.atelier) == Role.MEMBER

    def test_a_host_cannot_make_coordinators(self, cast: Cast, client_of: Browser) -> None:
        client = client_of(cast.alice)
        welcomed = client.post(
            members_page(cast.atelier), {"email": "driss@example.org", "role": "coordinator"}
        )
        changed = client.post(member_page(cast, cast.bob, cast.atelier), {"role": "coordinator"})
        assert (welcomed.status_code, changed.status_code) == (422, 400)
        assert role_in(cast.bob, cast.atelier) == Role.MEMBER

    def test_a_role_is_changed_then_ended_by_those_who_run_it(
        self, cast: Cast, client_of: Browser
    ) -> None:
        address, client = member_page(cast, cast.bob, cast.atelier), client_of(cast.alice)
        client.post(address, {"role": "host"})
        assert role_in(cast.bob, cast.atelier) == Role.HOST
        client.post(address, {"role": ""})
        assert role_in(cast.bob, cast.atelier) is None
        assert client.post(address, {"role": "host"}).status_code == 404

    def test_nobody_else_changes_a_role(self, cast: Cast, client_of: Browser) -> None:
        address = member_page(cast, cast.bob, cast.atelier)
        found = statuses(cast, client_of, address, role="member")
        assert {name for name, status in found.items() if status == 302} == {
            "visitor",
            "alice",
            "farid",
            "opal",
        }
        assert role_in(cast.bob, cast.atelier) == Role.MEMBER

    def test_a_member_of_elsewhere_is_out_of_reach(self, cast: Cast, client_of: Browser) -> None:
        chloe = cast.chloe.memberships.get()
        address = reverse("community_member", args=[cast.atelier.slug, chloe.pk])
        assert client_of(cast.alice).post(address, {"role": ""}).status_code == 404
        assert role_in(cast.chloe, cast.bergerie) == Role.MEMBER

    def test_it_costs_as_many_queries_for_two_as_for_eight(
        self, cast: Cast, client_of: Browser, django_assert_max_num_queries: Callable[[int], Any]
    ) -> None:
        client = client_of(cast.alice)
        for rank in range(6):
            person = Person.objects.create_user(f"p{rank}@example.org")
            add_member(by=None, person=person, community=cast.atelier)
        with django_assert_max_num_queries(8):
            client.get(members_page(cast.atelier))


class TestLeaving:
    def test_a_member_leaves_by_herself(self, cast: Cast, client_of: Browser) -> None:
        client_of(cast.bob).post(reverse("community_leave", args=["atelier"]))
        assert role_in(cast.bob, cast.atelier) is None

    def test_one_cannot_leave_where_one_does_not_belong(
        self, cast: Cast, client_of: Browser
    ) -> None:
        answer = client_of(cast.chloe).post(reverse("community_leave", args=["atelier"]))
        assert answer.status_code == 404
        assert client_of(cast.chloe).post("/communautes/nulle-part/quitter/").status_code == 404
