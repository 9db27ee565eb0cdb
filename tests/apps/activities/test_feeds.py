"""Agendas that calendar programs follow: public ones, and one's own at a secret address."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from entrelieux.accounts.actions import delete_account
from entrelieux.activities.actions import (
    Party,
    cancel_time,
    forget_agenda_key,
    new_agenda_key,
    register,
)
from entrelieux.activities.listing import listed
from entrelieux.activities.models import Occurrence
from entrelieux.places.actions import create_place
from tests.apps.activities.coming import come
from tests.apps.activities.conftest import SEEN_BY, Adds, in_days
from tests.cast import Cast

pytestmark = pytest.mark.django_db
SECRET = "Nom qui pourrait fuir"


def names(content: bytes) -> list[str]:
    return sorted(str(event["SUMMARY"]) for event in Calendar.from_ical(content).walk("VEVENT"))


class TestPublic:
    @pytest.mark.parametrize(("scope", "who"), SEEN_BY)
    def test_feeds_hold_what_everybody_may_see(
        self, cast: Cast, client_of: Any, adds_event: Adds, scope: str, who: set[str]
    ) -> None:
        """Whoever asks: a program that follows an address signs in as nobody."""
        event = adds_event(SECRET, scope=scope)
        feeds = [
            reverse("agenda_calendar"),
            reverse("place_calendar", args=[event.card.public_id]),
            reverse("agenda_atom"),
        ]
        for _name, person in cast.everyone():
            client = client_of(person if person.is_authenticated else None)
            for feed in feeds:
                assert (SECRET in client.get(feed).content.decode()) == (scope == "public")
        one = reverse("event_calendar", args=[event.public_id])
        seen = {
            name
            for name, person in cast.everyone()
            if client_of(person if person.is_authenticated else None).get(one).status_code == 200
        }
        assert seen == who

    def test_a_feed_obeys_the_filters_of_its_address(self, client: Any, adds_event: Adds) -> None:
        other = create_place(by=None, values={"name": "La Source"})
        adds_event("Couture", concept="usages:sewing-cafe")
        adds_event("Robots", concept="usages:robotics-workshop", at=other)
        feed = reverse("agenda_calendar")
        assert names(client.get(feed).content) == ["Couture", "Robots"]
        assert names(client.get(feed, {"sorte": "sewing-cafe"}).content) == ["Couture"]
        place = reverse("place_calendar", args=[other.public_id])
        assert names(client.get(place).content) == ["Robots"]

    def test_an_event_is_told_whole_with_its_rule_and_what_does_not_happen(
        self, cast: Cast, client: Any, adds_event: Adds
    ) -> None:
        event = adds_event("Café", rule="FREQ=WEEKLY;COUNT=3", hosts=[cast.bob.pk])
        cancel_time(by=cast.alice, event=event, day=in_days(14))
        answer = client.get(reverse("event_calendar", args=[event.public_id]))
        (told,) = Calendar.from_ical(answer.content).walk("VEVENT")
        assert answer["Content-Type"] == "text/calendar; charset=utf-8"
        assert told["RRULE"].to_ical() == b"FREQ=WEEKLY;COUNT=3;INTERVAL=1"
        assert told["EXDATE"].dts[0].dt.date() == in_days(14)
        assert str(told["LOCATION"]) == "L’Atelier, Murat"
        assert b"bob" not in answer.content.lower()

    def test_what_has_not_changed_is_not_sent_again(self, client: Any, adds_event: Adds) -> None:
        event = adds_event("Café")
        address = reverse("event_calendar", args=[event.public_id])
        first = client.get(address)
        again = client.get(address, headers={"if-none-match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")

    @pytest.mark.parametrize("count", [1, 3])
    def test_feeds_cost_the_same_whatever_they_hold(
        self, client: Any, adds_event: Adds, django_assert_num_queries: Any, count: int
    ) -> None:
        for rank in range(count):
            adds_event(f"Café {rank}")
        with django_assert_num_queries(2):
            assert len(names(client.get(reverse("agenda_calendar")).content)) == count
        with django_assert_num_queries(2):
            page = client.get(reverse("agenda_atom")).content.decode()
        assert page.count("<entry>") == count


class TestMine:
    def address(self, person: Any) -> str:
        return reverse("my_calendar", args=[new_agenda_key(by=person).secret])

    def test_it_holds_what_one_comes_to_and_what_happens_in_ones_places(
        self, cast: Cast, client: Any, adds_event: Adds, workshop: Occurrence
    ) -> None:
        register(by=cast.bob, occurrence=workshop, party=Party(name="Bob"))
        elsewhere = create_place(by=None, values={"name": "La Bergerie"})
        elsewhere.communities.add(cast.bergerie)
        adds_event("Réunion des membres", scope="place")
        adds_event("Conseil des animateurs", scope="private")
        adds_event("Tonte", at=elsewhere)
        adds_event("C’est passé", first_day=in_days(-9))
        told = client.get(self.address(cast.bob))
        assert names(told.content) == ["Atelier laser", "Réunion des membres"]
        assert told["Cache-Control"] == "private, no-store"

    def test_a_rank_on_the_waiting_list_says_so(
        self, cast: Cast, client: Any, workshop: Occurrence
    ) -> None:
        come(workshop, "ana@example.org", adults=2)
        register(by=cast.driss, occurrence=workshop, party=Party(name="Driss"))
        assert names(client.get(self.address(cast.driss)).content) == [
            "Atelier laser (liste d’attente)"
        ]

    def test_a_new_address_makes_the_old_one_dead(self, cast: Cast, client: Any) -> None:
        old = self.address(cast.bob)
        new = self.address(cast.bob)
        assert [client.get(address).status_code for address in (old, new)] == [404, 200]
        forget_agenda_key(by=cast.bob)
        assert client.get(new).status_code == 404

    def test_a_closed_account_has_no_agenda(self, cast: Cast, client: Any) -> None:
        address = self.address(cast.bob)
        delete_account(by=cast.bob)
        assert client.get(address).status_code == 404

    def test_the_address_is_asked_for_on_ones_own_page_and_shown_nowhere_else(
        self, cast: Cast, client_of: Any
    ) -> None:
        client = client_of(cast.bob)
        assert "/agenda/" not in client.get(reverse("my_events")).content.decode().replace(
            "/compte/rendez-vous/agenda/", ""
        )
        client.post(reverse("my_calendar_key"))
        secret = cast.bob.agenda_key.secret
        assert secret in client.get(reverse("my_events")).content.decode()
        assert secret not in client_of(cast.driss).get(reverse("my_events")).content.decode()
        client.post(reverse("my_calendar_key"), {"geste": "oublier"})
        assert secret not in client.get(reverse("my_events")).content.decode()


def test_an_atom_feed_tells_the_next_date(client: Any, adds_event: Adds) -> None:
    adds_event("Café", first_day=in_days(-7), rule="FREQ=WEEKLY;COUNT=3")
    page = client.get(reverse("agenda_atom")).content.decode()
    coming = Occurrence.objects.to_come(timezone.now()).first()
    assert coming
    assert listed(Occurrence.objects.select_related("event").get(pk=coming.pk)).when in page
