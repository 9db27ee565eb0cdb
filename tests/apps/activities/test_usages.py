"""Usages: who sees and writes them, their rhythm, what never shows."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.urls import reverse

from entrelieux.activities.actions import add_usage, change_usage
from entrelieux.activities.models import Usage
from entrelieux.activities.usage_page import next_times
from entrelieux.inventory.states import state_of
from entrelieux.people.actions import save_profile
from entrelieux.places.actions import create_place
from entrelieux.places.errors import InvalidValues
from entrelieux.places.models import Place
from entrelieux.resources.actions import add_resource
from tests.apps.activities.conftest import SEEN_BY, Adds, seen_by, text
from tests.cast import Cast

pytestmark = pytest.mark.django_db
FORM = {"name": "Café couture", "rhythm": "tous les jeudis de 14 h à 17 h", "scope": "public"}


class TestWho:
    @pytest.mark.parametrize(("scope", "who"), SEEN_BY)
    def test_a_usage_is_shown_as_far_as_it_is_shared(
        self, cast: Cast, client_of: Any, adds_usage: Adds, scope: str, who: set[str]
    ) -> None:
        usage = adds_usage("Nom qui pourrait fuir", scope=scope)
        pages = (
            usage.get_absolute_url(),
            reverse("place_usages", args=[usage.card.public_id]),
            usage.card.get_absolute_url(),
        )
        for page in pages:
            assert seen_by(cast, client_of, page, "Nom qui pourrait fuir") == who, page

    def test_only_those_who_keep_the_place_write(
        self, cast: Cast, client_of: Any, adds_usage: Adds
    ) -> None:
        usage = adds_usage("Café couture")
        for person in (None, cast.driss, cast.chloe, cast.bob):
            client = client_of(person)
            client.post(reverse("usage_add", args=[usage.card.public_id]), FORM)
            for view in ("edit", "confirm", "remove", "restore"):
                client.post(reverse(f"usage_{view}", args=[usage.public_id]), FORM)
            history = client.get(reverse("usage_history", args=[usage.public_id]))
            assert history.status_code in {302, 403}
        kept = Usage.objects.get()
        assert (kept.version, kept.removed_at, kept.confirmed_by) == (1, None, None)

    def test_a_host_is_named_only_when_her_profile_says_so(
        self, cast: Cast, client: Any, adds_usage: Adds
    ) -> None:
        usage = adds_usage("Café couture", hosts=[cast.bob.pk])
        page = text(client, usage.get_absolute_url())
        assert ("un membre du lieu" in page, "Bob" in page) == (True, False)
        told = {"name": "Bobine", "visibility": {"name": "public"}}
        save_profile(by=cast.bob, values=told, is_adult=True)
        assert "Bobine" in text(client, usage.get_absolute_url())

    def test_a_machine_that_is_not_for_everyone_is_not_told_by_the_usage(
        self, client: Any, atelier: Place, adds_usage: Adds
    ) -> None:
        hidden = {"name": "La machine secrète", "scope": "place"}
        machine = add_resource(by=None, place=atelier, values=hidden)
        usage = adds_usage("Atelier libre", resources=[machine.pk])
        assert "secrète" not in text(client, usage.get_absolute_url())


class TestWriting:
    def test_a_host_adds_a_usage_in_the_words_of_the_place(
        self, cast: Cast, client_of: Any, atelier: Place
    ) -> None:
        form = {**FORM, "audiences": ["audiences:seniors"], "minors": "guardian"}
        address = reverse("usage_add", args=[atelier.public_id])
        page = client_of(cast.alice).post(address, form, follow=True)
        added = Usage.objects.get()
        assert (added.concept, added.audiences, added.place) == (
            "usages:sewing-cafe",
            ["audiences:seniors"],
            atelier,
        )
        assert page.redirect_chain[-1][0] == added.get_absolute_url()
        assert "Tous les jeudis de 14 h à 17 h" in page.content.decode()

    def test_a_form_that_fails_comes_back_filled_in(
        self, cast: Cast, client_of: Any, atelier: Place
    ) -> None:
        address = reverse("usage_add", args=[atelier.public_id])
        page = client_of(cast.alice).post(address, {**FORM, "name": ""})
        assert page.status_code == 422
        assert 'value="tous les jeudis de 14 h à 17 h"' in page.content.decode()
        assert Usage.objects.count() == 0

    def test_two_who_write_at_once_see_both_values(
        self, cast: Cast, client_of: Any, adds_usage: Adds
    ) -> None:
        usage = adds_usage("Café couture", rhythm="le mardi")
        address = reverse("usage_edit", args=[usage.public_id])
        client = client_of(cast.alice)
        base = client.get(address).context["form"].initial["base"]
        form = {**FORM, "base": base}
        client_of(cast.opal).post(address, {**form, "rhythm": "le mercredi"})
        page = client.post(address, {**form, "rhythm": "le vendredi"})
        html = page.content.decode()
        assert (page.status_code, "le mercredi" in html, "le vendredi" in html) == (409, True, True)

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("name", " "),
            ("name", "x" * 161),
            ("concept", "machines:laser-cutter"),
            ("concept", "usages:unknown"),
            ("audiences", ["audiences:martians"]),
            ("audiences", "audiences:seniors"),
            ("minors", "always"),
            ("terms", "barter"),
            ("scope", "everyone"),
            ("rhythm", 12),
        ],
    )
    def test_what_a_usage_cannot_hold_is_refused(
        self, atelier: Place, name: str, value: Any
    ) -> None:
        with pytest.raises(InvalidValues) as refusal:
            add_usage(by=None, place=atelier, values={"name": "Atelier libre", name: value})
        assert set(refusal.value.errors) == {name}

    def test_what_it_takes_and_who_hosts_it_are_of_the_place(
        self, cast: Cast, atelier: Place
    ) -> None:
        elsewhere = create_place(by=None, values={"name": "La Bergerie"})
        saw = add_resource(by=None, place=elsewhere, values={"name": "Scie"})
        wrong = {"name": "Atelier libre", "resources": [saw.pk], "hosts": [cast.chloe.pk]}
        with pytest.raises(InvalidValues) as refusal:
            add_usage(by=None, place=atelier, values=wrong)
        assert set(refusal.value.errors) == {"resources", "hosts"}

    def test_a_host_who_left_the_place_does_not_prevent_other_changes(
        self, cast: Cast, adds_usage: Adds
    ) -> None:
        usage = adds_usage("Café couture", hosts=[cast.bob.pk])
        cast.bob.memberships.all().delete()
        base = state_of(usage)
        changed = change_usage(
            by=cast.alice, usage=usage, base=base, values={**base, "rhythm": "le mardi"}
        )
        assert (changed.rhythm, list(changed.hosts.all())) == ("le mardi", [cast.bob])

    def test_a_removed_one_is_restored_from_its_history(
        self, cast: Cast, client_of: Any, adds_usage: Adds
    ) -> None:
        usage = adds_usage("Café couture", hosts=[cast.bob.pk])
        client = client_of(cast.alice)
        client.post(reverse("usage_remove", args=[usage.public_id]))
        assert client.get(usage.get_absolute_url()).status_code == 404
        history = reverse("usage_history", args=[usage.public_id])
        assert "Café couture" in client.get(history).content.decode()
        client.post(reverse("usage_restore", args=[usage.public_id]), {"version": "1"})
        assert client.get(usage.get_absolute_url()).status_code == 200
        assert list(Usage.objects.get().hosts.all()) == [cast.bob]


class TestRhythm:
    NOW = datetime(2026, 10, 22, 12, 0, tzinfo=UTC)  # a Thursday, 14:00 in Murat

    def times(self, usage: Usage) -> list[str]:
        return [f"{start:%d/%m %H:%M} {start:%z}" for start, _end in next_times(usage, self.NOW)]

    def test_the_next_times_are_told_on_the_clocks_of_the_place(self, adds_usage: Adds) -> None:
        usage = adds_usage("Café couture", rhythm="tous les jeudis de 14 h à 17 h")
        assert self.times(usage) == [
            "22/10 14:00 +0200",
            "29/10 14:00 +0100",
            "05/11 14:00 +0100",
        ]

    @pytest.mark.parametrize(
        "rhythm", ["un mardi sur deux à 18 h", "le jeudi", "une fois par mois", ""]
    )
    def test_no_time_is_told_when_the_words_leave_a_doubt(
        self, client: Any, adds_usage: Adds, rhythm: str
    ) -> None:
        usage = adds_usage("Café couture", rhythm=rhythm)
        assert self.times(usage) == []
        assert "Prochaines fois" not in text(client, usage.get_absolute_url())


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_costs_the_same_whatever_its_length(
    client: Any, adds_usage: Adds, django_assert_num_queries: Any, count: int
) -> None:
    usages = [adds_usage(f"Usage {rank}") for rank in range(count)]
    with django_assert_num_queries(2):
        page = client.get(reverse("place_usages", args=[usages[0].card.public_id]))
    assert page.content.count(b'class="usage-line"') == count


@pytest.mark.parametrize("count", [1, 3])
def test_a_page_costs_the_same_whatever_it_takes_and_whoever_hosts(
    client: Any,
    cast: Cast,
    atelier: Place,
    adds_usage: Adds,
    django_assert_num_queries: Any,
    count: int,
) -> None:
    machines = [
        add_resource(by=None, place=atelier, values={"name": f"Machine {rank}"}).pk
        for rank in range(count)
    ]
    hosts = [cast.bob.pk, cast.alice.pk][:count]
    usage = adds_usage("Atelier libre", resources=machines, hosts=hosts)
    with django_assert_num_queries(8):
        assert client.get(usage.get_absolute_url()).content.count(b"Machine ") == count


def test_a_usage_is_found_by_other_words_than_its_own(
    client: Any, adds_usage: Adds, live_atlas: None
) -> None:
    adds_usage("Café couture", concept="usages:sewing-cafe", rhythm="le jeudi")
    adds_usage("Café secret", concept="usages:sewing-cafe", scope="place")
    answer = client.get("/api/v1/search", {"q": "couture murat", "quoi": "usage"}).json()
    assert [(hit["name"], hit["when"]) for hit in answer["hits"]] == [("Café couture", "le jeudi")]
    page = client.get(reverse("home"), {"q": "couture", "quoi": "usage"}).content.decode()
    assert ("Café couture" in page, "Café secret" in page) == (True, False)
