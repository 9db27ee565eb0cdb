"""Registering: seats, the waiting list, minors, mails; what only the hosts see."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from entrelieux.accounts.actions import delete_account
from entrelieux.activities.actions import (
    Party,
    cancel_registration,
    cancel_time,
    change_event,
    confirm_registration,
    fill_freed_seats,
    move_time,
    register,
    remove_event,
    send_reminders,
)
from entrelieux.activities.errors import AlreadyRegistered, RegistrationClosed
from entrelieux.activities.models import Event, Occurrence, Registration
from entrelieux.core.booking import Slot
from entrelieux.inventory.states import state_of
from entrelieux.places.errors import InvalidValues
from entrelieux.platform.errors import TooOften
from tests.apps.activities.coming import ask, come, form_for
from tests.apps.activities.conftest import Adds, in_days
from tests.cast import Cast

pytestmark = pytest.mark.django_db
State = Registration.State
PARIS = ZoneInfo("Europe/Paris")
LINK = re.compile(r"https?://[^/]+(/inscriptions/lien/\S+)")


def states(occurrence: Occurrence) -> list[tuple[str, str]]:
    rows = occurrence.registrations.order_by("pk").values_list("email", "state")
    return [(email.partition("@")[0], state) for email, state in rows]


class TestSeats:
    def test_one_comes_then_another_then_one_waits(self, workshop: Occurrence) -> None:
        for name in ("ana", "ben", "cid"):
            come(workshop, f"{name}@example.org")
        assert states(workshop) == [
            ("ana", "registered"),
            ("ben", "registered"),
            ("cid", "waiting"),
        ]

    def test_whoever_gives_up_gives_the_seat_to_the_first_who_waits(
        self, workshop: Occurrence, outbox: Any
    ) -> None:
        first, *_others = [
            come(workshop, f"{name}@example.org") for name in ("ana", "ben", "cid", "dan")
        ]
        cancel_registration(by=None, registration=first)
        assert states(workshop) == [
            ("ana", "cancelled"),
            ("ben", "registered"),
            ("cid", "registered"),
            ("dan", "waiting"),
        ]
        promoted = next(mail for mail in outbox() if mail.to == "cid@example.org")
        assert promoted.subject == "Une place s’est libérée\xa0: Atelier laser"

    def test_a_party_too_large_for_what_is_free_keeps_its_rank(self, workshop: Occurrence) -> None:
        ana = come(workshop, "ana@example.org")
        come(workshop, "ben@example.org")
        come(workshop, "trio@example.org", adults=2)
        come(workshop, "dan@example.org")
        cancel_registration(by=None, registration=ana)
        assert dict(states(workshop)) == {
            "ana": "cancelled",
            "ben": "registered",
            "trio": "waiting",
            "dan": "registered",
        }

    def test_a_pending_request_holds_no_seat(self, workshop: Occurrence) -> None:
        ask(workshop, "ana@example.org", adults=2)
        come(workshop, "ben@example.org", adults=2)
        assert dict(states(workshop)) == {"ana": "pending", "ben": "registered"}

    def test_more_seats_are_given_to_those_who_wait(self, cast: Cast, workshop: Occurrence) -> None:
        for name in ("ana", "ben", "cid"):
            come(workshop, f"{name}@example.org")
        base = state_of(workshop.event)
        change_event(by=cast.alice, event=workshop.event, base=base, values={**base, "seats": 3})
        assert dict(states(workshop))["cid"] == "registered"

    def test_fewer_seats_send_nobody_away(self, cast: Cast, workshop: Occurrence) -> None:
        for name in ("ana", "ben"):
            come(workshop, f"{name}@example.org")
        base = state_of(workshop.event)
        change_event(by=cast.alice, event=workshop.event, base=base, values={**base, "seats": 1})
        come(workshop, "cid@example.org")
        assert [state for _email, state in states(workshop)] == [
            "registered",
            "registered",
            "waiting",
        ]

    def test_the_seat_of_a_closed_account_is_given_before_a_newcomer_takes_it(
        self, cast: Cast, workshop: Occurrence
    ) -> None:
        register(by=cast.bob, occurrence=workshop, party=Party(name="Bob", adults=2))
        come(workshop, "ana@example.org")
        delete_account(by=cast.bob)
        come(workshop, "ben@example.org", adults=2)
        assert dict(states(workshop)) == {"ana": "registered", "ben": "waiting"}

    def test_the_seat_of_a_closed_account_is_given_at_once(
        self, cast: Cast, workshop: Occurrence
    ) -> None:
        register(by=cast.bob, occurrence=workshop, party=Party(name="Bob", adults=2))
        come(workshop, "ana@example.org")
        delete_account(by=cast.bob)
        assert dict(states(workshop)) == {"ana": "registered"}

    def test_seats_added_to_an_event_are_given_by_the_job(
        self, cast: Cast, workshop: Occurrence
    ) -> None:
        register(by=cast.bob, occurrence=workshop, party=Party(name="Bob", adults=2))
        come(workshop, "ana@example.org")
        Event.objects.update(seats=3)
        assert fill_freed_seats(now=timezone.now()) == 1
        assert dict(states(workshop)) == {"bob": "registered", "ana": "registered"}

    def test_confirming_twice_takes_one_seat(self, workshop: Occurrence) -> None:
        asked = ask(workshop)
        confirm_registration(registration=asked)
        confirm_registration(registration=asked)
        assert states(workshop) == [("zoe", "registered")]

    def test_one_person_comes_once(self, cast: Cast, workshop: Occurrence) -> None:
        register(by=cast.bob, occurrence=workshop, party=Party(name="Bob"))
        with pytest.raises(AlreadyRegistered):
            register(by=cast.bob, occurrence=workshop, party=Party(name="Bob"))

    def test_who_gave_up_may_come_again(self, cast: Cast, workshop: Occurrence) -> None:
        first = register(by=cast.bob, occurrence=workshop, party=Party(name="Bob"))
        cancel_registration(by=cast.bob, registration=first)
        register(by=cast.bob, occurrence=workshop, party=Party(name="Bob"))
        assert states(workshop) == [("bob", "cancelled"), ("bob", "registered")]

    def test_signing_in_takes_up_the_request_made_without(
        self, cast: Cast, workshop: Occurrence
    ) -> None:
        ask(workshop, cast.bob.email)
        register(by=cast.bob, occurrence=workshop, party=Party(name="Bob"))
        assert states(workshop) == [("bob", "registered")]


class TestWhen:
    @pytest.mark.parametrize(
        "values",
        [
            {"entrance": "free"},
            {"entrance": "elsewhere", "entrance_url": "https://exemple.fr/"},
            {"entrance": "here", "closes_hours": 24 * 8},
            {"entrance": "here", "first_day": "2020-05-14"},
            {"entrance": "here", "state": "cancelled"},
        ],
    )
    def test_nobody_registers_when_it_is_closed(
        self, client: Any, adds_event: Adds, values: dict[str, Any]
    ) -> None:
        event = adds_event("Atelier", **values)
        occurrence = event.occurrences.get()
        with pytest.raises(RegistrationClosed):
            ask(occurrence)
        address, form = form_for(occurrence)
        assert client.post(address, form).status_code == 302
        assert Registration.objects.count() == 0

    def test_a_request_is_not_confirmed_after_the_close(
        self, cast: Cast, workshop: Occurrence
    ) -> None:
        asked = ask(workshop)
        cancel_time(by=cast.alice, event=workshop.event, day=workshop.day)
        with pytest.raises(RegistrationClosed):
            confirm_registration(registration=asked)


class TestMinors:
    @pytest.mark.parametrize(
        ("rule", "adults", "minors", "told_on"),
        [
            ("", 1, 0, None),
            ("", 0, 1, "adults"),
            ("", 1, 3, None),
            ("with-adult", 0, 2, "adults"),
            ("with-adult", 1, 2, None),
            ("guardian", 0, 2, None),
            ("guardian", 0, 0, "adults"),
            ("minors", 0, 2, None),
            ("minors", 1, 2, "adults"),
            ("minors", 0, 0, "adults"),
            ("adults", 2, 0, None),
            ("adults", 1, 1, "minors"),
            ("guardian", 6, 6, "adults"),
        ],
    )
    def test_the_rule_of_the_event_says_who_may_come(
        self, adds_event: Adds, rule: str, adults: int, minors: int, told_on: str | None
    ) -> None:
        occurrence = adds_event("Robots", entrance="here", minors=rule).occurrences.get()
        if told_on is None:
            assert ask(occurrence, adults=adults, minors=minors).party == adults + minors
            return
        with pytest.raises(InvalidValues) as refusal:
            ask(occurrence, adults=adults, minors=minors)
        assert set(refusal.value.errors) == {told_on}

    def test_an_adult_answers_for_every_registration(
        self, client: Any, workshop: Occurrence
    ) -> None:
        address, form = form_for(workshop, email="zoe@example.org")
        del form["is_responsible"]
        page = client.post(address, form)
        assert (page.status_code, Registration.objects.count()) == (422, 0)
        assert "un responsable majeur, fait l’inscription" in page.content.decode()

    def test_only_how_many_minors_come_is_asked_and_kept(
        self, client: Any, adds_event: Adds
    ) -> None:
        event = adds_event("Robots", entrance="here", minors="minors")
        page = client.get(reverse("event_register", args=[event.public_id]))
        assert list(page.context["form"].fields) == [
            "day",
            "name",
            "email",
            "minors",
            "note",
            "wants_reminder",
            "is_responsible",
            "surname",
        ]


class TestByMail:
    def test_a_visitor_registers_and_confirms_by_the_link_of_a_mail(
        self, client: Any, workshop: Occurrence, outbox: Any
    ) -> None:
        address, form = form_for(workshop, email="Zoe@Example.org", wants_reminder="on")
        page = client.post(address, form, follow=True).content.decode()
        assert "Nous vous avons écrit" in page
        asked = Registration.objects.get()
        assert (asked.state, asked.email, asked.wants_reminder) == (
            "pending",
            "zoe@example.org",
            True,
        )
        link = LINK.search(outbox()[0].text)
        assert link
        shown = client.get(link[1]).content.decode()
        assert ("Confirmer mon inscription" in shown, Registration.objects.get().state) == (
            True,
            "pending",
        )
        page = client.post(link[1], {"geste": "confirmer"}, follow=True).content.decode()
        assert ("Vous êtes inscrit." in page, Registration.objects.get().state) == (
            True,
            "registered",
        )
        client.post(link[1], {"geste": "annuler"})
        assert Registration.objects.get().state == "cancelled"

    def test_a_mail_scanner_that_opens_every_link_changes_nothing(
        self, client: Any, workshop: Occurrence, outbox: Any
    ) -> None:
        come(workshop, "zoe@example.org")
        for mail in outbox():
            for path in re.findall(r"https?://[^/]+(/\S+)", mail.text):
                assert client.get(path).status_code == 200
                assert client.head(path).status_code == 200
        assert states(workshop) == [("zoe", "registered")]

    @pytest.mark.parametrize("token", ["x", "eyJ0b2tlbiI6MX0:1abcde:xxxx"])
    def test_a_link_that_was_cut_says_what_to_do(self, client: Any, token: str) -> None:
        page = client.get(reverse("registration_by_link", args=[token]))
        assert page.status_code == 410

    def test_the_page_does_not_tell_who_is_registered_the_mail_does(
        self, client: Any, workshop: Occurrence, outbox: Any
    ) -> None:
        come(workshop, "zoe@example.org")
        address, form = form_for(workshop, email="zoe@example.org")
        page = client.post(address, form, follow=True).content.decode()
        assert "Nous vous avons écrit" in page
        assert outbox()[0].subject == "Vous étiez déjà inscrit\xa0: Atelier laser"
        assert states(workshop) == [("zoe", "registered")]

    def test_a_program_that_fills_every_field_is_answered_and_ignored(
        self, client: Any, workshop: Occurrence, outbox: Any
    ) -> None:
        address, form = form_for(workshop, email="zoe@example.org", surname="Robot")
        assert client.post(address, form).status_code == 302
        assert (Registration.objects.count(), outbox()) == (0, [])

    def test_one_address_is_not_flooded(self, workshop: Occurrence) -> None:
        for _again in range(5):
            ask(workshop)
        with pytest.raises(TooOften):
            ask(workshop)

    def test_one_visitor_does_not_fill_the_list(self, adds_event: Adds) -> None:
        occurrence = adds_event("Atelier", entrance="here").occurrences.get()
        for rank in range(20):
            ask(occurrence, f"{rank}@example.org")
        with pytest.raises(TooOften):
            ask(occurrence, "encore@example.org")

    def test_a_form_that_fails_comes_back_filled_in(
        self, client: Any, workshop: Occurrence
    ) -> None:
        address, form = form_for(workshop, email="pas une adresse", note="Je viens en vélo")
        page = client.post(address, form)
        html = page.content.decode()
        assert page.status_code == 422
        assert 'value="Zoé Secrète"' in html
        assert "Je viens en vélo" in html

    def test_letters_are_in_the_language_of_the_reader(
        self, client: Any, workshop: Occurrence, outbox: Any
    ) -> None:
        address, form = form_for(workshop, email="zoe@example.org")
        client.post(address, form, headers={"accept-language": "en"})
        assert outbox()[0].subject == "Please confirm: Atelier laser"
        confirm_registration(registration=Registration.objects.get())
        assert outbox()[0].subject == "Registered: Atelier laser"


class TestTelling:
    def test_those_who_come_are_told_when_it_moves_and_when_it_does_not_happen(
        self, cast: Cast, workshop: Occurrence, outbox: Any
    ) -> None:
        come(workshop, "zoe@example.org")
        ask(workshop, "pending@example.org")
        start = datetime.combine(in_days(9), time(10))
        slot = Slot(start, start + timedelta(hours=2))
        event = move_time(by=cast.alice, event=workshop.event, day=workshop.day, slot=slot)
        moved = outbox()[0]
        assert (moved.to, moved.subject) == ("zoe@example.org", "A changé\xa0: Atelier laser")
        assert "de 10\u00a0h à 12\u00a0h" in moved.text
        count = len(outbox())
        cancel_time(by=cast.alice, event=event, day=workshop.day)
        assert outbox()[0].subject == "N’a pas lieu\xa0: Atelier laser"
        assert len(outbox()) == count + 1

    def test_a_removed_event_tells_them_too(
        self, cast: Cast, workshop: Occurrence, outbox: Any
    ) -> None:
        come(workshop, "zoe@example.org")
        remove_event(by=cast.alice, event=workshop.event)
        assert outbox()[0].subject == "N’a pas lieu\xa0: Atelier laser"
        assert Occurrence.objects.get().is_cancelled

    def test_another_word_in_the_description_tells_nobody(
        self, cast: Cast, workshop: Occurrence, outbox: Any
    ) -> None:
        come(workshop, "zoe@example.org")
        count = len(outbox())
        base = state_of(workshop.event)
        wanted = {**base, "description": "Venez avec un fichier."}
        change_event(by=cast.alice, event=workshop.event, base=base, values=wanted)
        assert len(outbox()) == count

    def test_those_who_asked_are_reminded_once_the_day_before(
        self, workshop: Occurrence, outbox: Any
    ) -> None:
        come(workshop, "zoe@example.org", wants_reminder=True)
        come(workshop, "ana@example.org")
        eve = workshop.starts_at.astimezone(PARIS) - timedelta(days=1)
        count = len(outbox())
        assert send_reminders(now=eve.replace(hour=8)) == 0
        assert send_reminders(now=eve - timedelta(days=1)) == 0
        assert send_reminders(now=eve.replace(hour=9)) == 1
        assert send_reminders(now=eve.replace(hour=10)) == 0
        assert [mail.to for mail in outbox()[: len(outbox()) - count]] == ["zoe@example.org"]

    def test_nobody_is_reminded_of_what_does_not_happen(
        self, cast: Cast, workshop: Occurrence
    ) -> None:
        come(workshop, "zoe@example.org", wants_reminder=True)
        cancel_time(by=cast.alice, event=workshop.event, day=workshop.day)
        assert send_reminders(now=workshop.starts_at - timedelta(hours=20)) == 0
