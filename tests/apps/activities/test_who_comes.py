"""Who comes: what only the hosts see, what is forgotten, what each sees of her own."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from entrelieux.accounts.models import Person
from entrelieux.accounts.queries import data_of
from entrelieux.activities.actions import (
    Party,
    ask_to_register,
    confirm_registration,
    forget_registrations,
    register,
)
from entrelieux.activities.models import Occurrence, Registration
from entrelieux.activities.permissions import can_see_registrations
from entrelieux.places.actions import create_place
from tests.apps.activities.coming import ask, come, form_for
from tests.apps.activities.conftest import Adds, in_days, text
from tests.cast import Cast

pytestmark = pytest.mark.django_db
LINK = re.compile(r"https?://[^/]+(/inscriptions/lien/\S+)")


class TestPrivacy:
    NAME, EMAIL, NOTE = "Zoé Quifuit", "zoe.quifuit@example.org", "allergique aux fuites"

    @pytest.fixture
    def known(self, workshop: Occurrence) -> Registration:
        asked = ask_to_register(
            email=self.EMAIL,
            language="fr",
            visitor="192.0.2.1",
            occurrence=workshop,
            party=Party(name=self.NAME, note=self.NOTE, minors=1),
        )
        return confirm_registration(registration=asked)

    def leaks(self, page: str) -> list[str]:
        return [secret for secret in (self.NAME, self.EMAIL, self.NOTE) if secret in page]

    def test_who_comes_is_in_no_page_feed_or_answer_but_for_the_hosts(
        self, cast: Cast, client_of: Any, known: Registration, live_atlas: None
    ) -> None:
        event = known.occurrence.event
        pages = [
            event.get_absolute_url(),
            event.card.get_absolute_url(),
            reverse("agenda"),
            reverse("agenda") + f"?vue=mois&mois={in_days(7):%Y-%m}",
            reverse("event_register", args=[event.public_id]),
            reverse("registrations", args=[event.public_id]),
            reverse("event_history", args=[event.public_id]),
            reverse("event_calendar", args=[event.public_id]),
            reverse("place_calendar", args=[event.card.public_id]),
            reverse("agenda_calendar"),
            reverse("agenda_atom"),
            reverse("home") + "?q=quifuit&quoi=event",
            "/api/v1/search?q=quifuit&quoi=event",
            f"/api/v1/places/{event.card.public_id}",
        ]
        for name, person in cast.everyone():
            client = client_of(None if name == "visitor" else person)
            for page in pages:
                is_list = page == reverse("registrations", args=[event.public_id])
                shown = self.leaks(text(client, page))
                assert bool(shown) == (is_list and name in {"alice", "opal"}), (name, page)

    def test_the_list_is_for_the_hosts_of_the_place_and_of_the_event(
        self, cast: Cast, known: Registration
    ) -> None:
        event = known.occurrence.event
        assert cast.who(lambda person: can_see_registrations(person, event)) == {"alice", "opal"}
        event.hosts.add(cast.bob)
        assert cast.who(lambda person: can_see_registrations(person, event)) == {
            "alice",
            "bob",
            "opal",
        }

    def test_where_nobody_hosts_those_who_keep_the_card_are_told(
        self, cast: Cast, adds_event: Adds
    ) -> None:
        alone = create_place(by=None, values={"name": "Lieu sans hôte"})
        event = adds_event("Atelier", at=alone, entrance="here")
        assert cast.who(lambda person: can_see_registrations(person, event)) == {"farid", "opal"}

    def test_only_its_owner_and_the_hosts_cancel_a_registration(
        self, cast: Cast, client_of: Any, known: Registration
    ) -> None:
        address = reverse("registration_cancel", args=[known.public_id])
        for name, person in cast.everyone():
            if name in {"alice", "opal"}:
                continue
            client_of(None if name == "visitor" else person).post(address)
        assert Registration.objects.get().state == "registered"
        client_of(cast.alice).post(address)
        assert Registration.objects.get().state == "cancelled"

    def test_only_counts_are_public(self, client: Any, known: Registration) -> None:
        page = text(client, known.occurrence.event.get_absolute_url())
        assert ("Complet" in page, '"remainingAttendeeCapacity": 0' in page) == (True, True)

    def test_names_are_forgotten_three_months_after_and_counts_are_kept(
        self, cast: Cast, known: Registration
    ) -> None:
        ends = known.occurrence.ends_at
        assert forget_registrations(now=ends + timedelta(days=89)) == 0
        assert forget_registrations(now=ends + timedelta(days=91)) == 1
        kept = Registration.objects.get()
        assert (kept.name, kept.email, kept.note, kept.party) == ("", "", "", 2)
        assert forget_registrations(now=ends + timedelta(days=92)) == 0

    def test_what_was_never_confirmed_is_deleted_after_two_days(self, workshop: Occurrence) -> None:
        ask(workshop)
        assert forget_registrations(now=timezone.now() + timedelta(hours=47)) == 0
        assert forget_registrations(now=timezone.now() + timedelta(hours=49)) == 1
        assert Registration.objects.count() == 0

    def test_ones_data_hold_ones_registrations_and_nobody_elses(
        self, cast: Cast, workshop: Occurrence, known: Registration
    ) -> None:
        register(by=cast.bob, occurrence=workshop, party=Party(name="Bob", note="à vélo"))
        told = data_of(cast.bob)["registrations"]
        assert [(one["event"], one["name"], one["note"]) for one in told] == [
            ("Atelier laser", "Bob", "à vélo")
        ]

    def test_the_link_to_attend_remotely_is_for_those_who_registered(
        self, client: Any, adds_event: Adds, outbox: Any
    ) -> None:
        room = "https://visio.example/secret"
        event = adds_event("Visio", entrance="here", online_url=room)
        assert room not in text(client, event.get_absolute_url())
        registration = come(event.occurrences.get(), "zoe@example.org")
        assert room in outbox()[0].text
        link = LINK.search(outbox()[0].text)
        assert link and registration.state == "registered"
        assert room in text(client, link[1])


class TestMine:
    def test_a_person_sees_hers_and_gives_up(
        self, cast: Cast, client_of: Any, workshop: Occurrence
    ) -> None:
        client = client_of(cast.bob)
        address, form = form_for(workshop)
        page = client.post(address, form, follow=True).content.decode()
        assert "Vous êtes inscrit." in page
        mine = text(client, reverse("my_events"))
        assert "Atelier laser" in mine
        found = re.search(r'action="(/inscriptions/[^"]*annuler/)"', mine)
        assert found
        page = client.post(found[1], follow=True).content.decode()
        assert "Vous n’êtes inscrit à rien" in page
        assert text(client_of(cast.driss), reverse("my_events")).count("Atelier laser") == 0

    def test_what_was_registered_by_mail_is_hers_once_she_signs_in(
        self, client_of: Any, workshop: Occurrence
    ) -> None:
        come(workshop, "zoe@example.org")
        zoe = Person.objects.create_user("zoe@example.org")
        assert "Atelier laser" in text(client_of(zoe), reverse("my_events"))

    def test_an_event_for_members_is_registered_for_by_members_alone(
        self, cast: Cast, client_of: Any, adds_event: Adds
    ) -> None:
        event = adds_event("Réunion", scope="place", entrance="here")
        address, form = form_for(event.occurrences.get(), email="x@example.org")
        for person in (None, cast.driss, cast.chloe):
            assert client_of(person).post(address, form).status_code == 404
        assert client_of(cast.bob).post(address, form).status_code == 302
        assert Registration.objects.get().person == cast.bob


class TestLists:
    def test_a_host_sees_who_comes_and_who_waits(
        self, cast: Cast, client_of: Any, workshop: Occurrence
    ) -> None:
        come(workshop, "ana@example.org", minors=1)
        come(workshop, "ben@example.org")
        address = reverse("registrations", args=[workshop.event.public_id])
        page = client_of(cast.alice).get(address)
        context = page.context
        assert [
            [one.email for one in context["seated"]],
            [one.email for one in context["waiting"]],
            context["taken"],
            context["minors"],
        ] == [["ana@example.org"], ["ben@example.org"], 2, 1]
        assert "2 places prises sur 2" in page.content.decode()

    @pytest.mark.parametrize("count", [1, 3])
    def test_lists_cost_the_same_whatever_their_length(
        self,
        cast: Cast,
        client_of: Any,
        adds_event: Adds,
        django_assert_num_queries: Any,
        count: int,
    ) -> None:
        event = adds_event("Atelier", entrance="here", rule="FREQ=DAILY;COUNT=3")
        times = list(event.occurrences.all())
        for rank in range(count):
            come(times[0], f"{rank}@example.org")
            register(by=cast.bob, occurrence=times[rank], party=Party(name="Bob"))
        client = client_of(cast.alice)
        address = reverse("registrations", args=[event.public_id])
        with django_assert_num_queries(10):
            page = client.get(address, {"le": times[0].day.isoformat()})
        assert page.content.count(b"mailto:") == count + 1
        client = client_of(cast.bob)
        with django_assert_num_queries(4):
            page = client.get(reverse("my_events"))
        assert len(page.context["lines"]) == count

    def test_an_agenda_tells_what_is_full(self, client: Any, workshop: Occurrence) -> None:
        assert ">complet<" not in text(client, reverse("agenda"))
        come(workshop, "ana@example.org", adults=2)
        assert ">complet<" in text(client, reverse("agenda"))
