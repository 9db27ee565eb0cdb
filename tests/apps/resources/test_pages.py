"""The pages of what places hold: who sees them, who writes them, and what never shows."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from entrelieux.inventory.models import Photo
from entrelieux.people.actions import save_profile
from entrelieux.places.models import Place
from entrelieux.resources.models import Resource
from entrelieux.resources.queries import resources_of
from tests.apps.inventory.drawn import photograph
from tests.apps.resources.conftest import Adds
from tests.cast import Cast

pytestmark = pytest.mark.django_db
FORM = {"name": "Scie à ruban", "kind": "machine", "condition": "works", "scope": "public"}
EVERYONE = {"visitor", "driss", "chloe", "bob", "alice", "farid", "opal"}
KEEPERS = {"alice", "farid", "opal"}


def text(client: Any, address: str) -> str:
    return client.get(address, follow=True).content.decode()


def opened(client: Any, address: str) -> dict[str, Any]:
    """The form of a page, as a browser would send it back unchanged."""
    form = client.get(address).context["form"]
    return {**FORM, "base": form.initial["base"]}


class TestWho:
    @pytest.mark.parametrize(
        ("scope", "who"),
        [
            ("public", EVERYONE),
            ("network", KEEPERS | {"bob", "chloe"}),
            ("place", KEEPERS | {"bob"}),
            ("private", KEEPERS),
        ],
    )
    def test_a_resource_is_shown_as_far_as_it_is_shared(
        self, cast: Cast, client_of: Any, laser: Resource, scope: str, who: set[str]
    ) -> None:
        Resource.objects.update(scope=scope, name="Nom qui pourrait fuir")
        laser.refresh_from_db()
        pages = (
            laser.get_absolute_url(),
            reverse("place_resources", args=[laser.card.public_id]),
            laser.card.get_absolute_url(),
        )
        for page in pages:
            seen = {
                name
                for name, person in cast.everyone()
                if "Nom qui pourrait fuir"
                in text(client_of(None if name == "visitor" else person), page)
            }
            assert seen == who, page

    def test_only_those_who_keep_the_place_write(
        self, cast: Cast, client_of: Any, laser: Resource
    ) -> None:
        for person in (None, cast.driss, cast.chloe, cast.bob):
            client = client_of(person)
            client.post(reverse("resource_add", args=[laser.card.public_id]), FORM)
            client.post(reverse("place_resources_confirm", args=[laser.card.public_id]))
            for view in ("edit", "confirm", "remove", "restore"):
                client.post(reverse(f"resource_{view}", args=[laser.public_id]), FORM)
        kept = Resource.objects.get()
        assert (kept.version, kept.removed_at, kept.confirmed_by) == (1, None, None)

    def test_nobody_is_named_unless_her_profile_says_so(
        self, cast: Cast, client: Any, adds: Adds
    ) -> None:
        sewing = adds("Couture", kind="skill", holder=cast.bob.pk)
        assert "un membre du lieu" in text(client, sewing.get_absolute_url())
        assert "Bobine" not in text(client, sewing.get_absolute_url())
        shown = {"name": "public", "skills": "public"}
        told = {"name": "Bobine", "skills": ["sewing"], "visibility": shown}
        save_profile(by=cast.bob, values=told, is_adult=True)
        assert "Bobine" in text(client, sewing.get_absolute_url())

    def test_a_room_that_is_not_for_everyone_is_not_told_by_what_is_in_it(
        self, client: Any, atelier: Place, adds: Adds
    ) -> None:
        room = adds("La réserve secrète", kind="room", scope="place")
        saw = adds("Scie", inside=room.pk)
        addresses = (saw, atelier)
        pages = [one.get_absolute_url() for one in addresses]
        pages.append(reverse("place_resources", args=[atelier.public_id]))
        assert [page for page in pages if "réserve secrète" in text(client, page)] == []


class TestAdding:
    def test_a_host_adds_a_machine_with_its_photo(
        self, cast: Cast, client_of: Any, atelier: Place
    ) -> None:
        from django.core.files.uploadedfile import SimpleUploadedFile

        photo = SimpleUploadedFile("IMG_1.jpg", photograph(), content_type="image/jpeg")
        address = reverse("resource_add", args=[atelier.public_id])
        page = client_of(cast.alice).post(address, {**FORM, "photo": photo}, follow=True)
        added = Resource.objects.get()
        assert (added.name, added.place, added.confirmed_by) == (
            "Scie à ruban",
            atelier,
            cast.alice,
        )
        assert Photo.objects.get().subject == f"resource:{added.pk}"
        assert page.redirect_chain[-1][0] == added.get_absolute_url()

    def test_a_form_that_fails_comes_back_filled_in_and_says_where(
        self, cast: Cast, client_of: Any, atelier: Place
    ) -> None:
        wrong = {**FORM, "manual_url": "javascript:alert(1)"}
        address = reverse("resource_add", args=[atelier.public_id])
        page = client_of(cast.alice).post(address, wrong)
        html = page.content.decode()
        assert page.status_code == 422
        assert 'value="Scie à ruban"' in html
        assert "Écrivez l’adresse complète" in html
        assert "<details open>" in html
        assert Resource.objects.count() == 0

    def test_specifications_are_read_as_numbers_with_their_unit(
        self, cast: Cast, client_of: Any, atelier: Place
    ) -> None:
        rows = {
            "specifications_key": ["Surface de travail", "Tête", ""],
            "specifications_value": ["0,9", "bois et métal", ""],
            "specifications_unit": ["m²", "", ""],
            "specifications_known": ["", "", ""],
        }
        address = reverse("resource_add", args=[atelier.public_id])
        client_of(cast.alice).post(address, FORM | rows)
        assert Resource.objects.get().specifications == [
            {"key": "Surface de travail", "value": 0.9, "unit": "m²"},
            {"key": "Tête", "value": "bois et métal", "unit": ""},
        ]


class TestKeeping:
    def test_two_who_write_at_once_see_both_values(
        self, cast: Cast, client_of: Any, laser: Resource
    ) -> None:
        address = reverse("resource_edit", args=[laser.public_id])
        alice, farid = client_of(cast.alice), client_of(cast.farid)
        form = opened(alice, address)
        farid.post(address, {**form, "name": "Le laser"})
        page = alice.post(address, {**form, "name": "La graveuse"})
        html = page.content.decode()
        assert page.status_code == 409
        assert ("Le laser" in html, "La graveuse" in html) == (True, True)
        assert Resource.objects.get().name == "Le laser"

    def test_one_is_taken_off_and_brought_back(
        self, cast: Cast, client_of: Any, laser: Resource
    ) -> None:
        client = client_of(cast.alice)
        listed = reverse("place_resources", args=[laser.card.public_id])
        client.post(reverse("resource_remove", args=[laser.public_id]))
        assert client.get(laser.get_absolute_url()).status_code == 404
        assert "Retirées dernièrement" in text(client, listed)
        client.post(reverse("resource_restore", args=[laser.public_id]), {"version": "1"})
        assert client.get(laser.get_absolute_url()).status_code == 200

    def test_its_history_says_what_changed_in_words(
        self, cast: Cast, client_of: Any, laser: Resource
    ) -> None:
        client = client_of(cast.alice)
        address = reverse("resource_edit", args=[laser.public_id])
        client.post(address, {**opened(client, address), "condition": "down"})
        page = text(client, reverse("resource_history", args=[laser.public_id]))
        assert ("en état de marche" in page, "en panne" in page) == (True, True)

    def test_an_address_whose_name_is_old_leads_to_the_new_one(
        self, client: Any, laser: Resource
    ) -> None:
        page = client.get(reverse("resource", args=[laser.public_id, "ancien-nom"]))
        assert page["Location"] == laser.get_absolute_url()


class TestLists:
    def test_the_page_of_a_place_groups_them_and_the_rest_is_one_click_away(
        self, client: Any, atelier: Place, adds: Adds
    ) -> None:
        for number in range(11):
            adds(f"Machine {number:02}")
        adds("Salle", kind="room")
        html = text(client, atelier.get_absolute_url())
        assert re.findall(r"Machine \d\d", html) == [f"Machine {n:02}" for n in range(8)]
        assert "Et 3 autres" in html
        listed = reverse("place_resources", args=[atelier.public_id]) + "?genre=machine"
        assert html.count(listed) == 1
        assert len(set(re.findall(r"Machine \d\d", text(client, listed)))) == 11

    def test_a_place_with_nothing_teaches_its_host_and_tells_visitors_whom_to_ask(
        self, cast: Cast, client: Any, client_of: Any, atelier: Place
    ) -> None:
        address = reverse("place_resources", args=[atelier.public_id])
        assert "Demandez-le-lui" in text(client, address)
        assert "Commencez par ce que l’on vous demande" in text(client_of(cast.alice), address)

    @pytest.mark.parametrize("count", [1, 3])
    def test_the_lists_cost_the_same_whatever_their_length(
        self,
        client: Any,
        atelier: Place,
        adds: Adds,
        django_assert_num_queries: Any,
        count: int,
    ) -> None:
        room = adds("Salle", kind="room")
        for number in range(count):
            adds(f"Machine {number}", inside=room.pk)
        with django_assert_num_queries(8):
            client.get(reverse("place_resources", args=[atelier.public_id]))
        assert resources_of(atelier, AnonymousUser()).count() == count + 1
