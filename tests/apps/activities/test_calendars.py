"""The calendars that places publish elsewhere: seen first, then followed; what goes is flagged."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from entrelieux.activities.actions import (
    apply_reading,
    change_event,
    drop_reading,
    propose_calendar,
    remove_event,
    reread_calendar,
    stop_calendar,
)
from entrelieux.activities.calendar_difference import difference_of
from entrelieux.activities.errors import UnusableCalendar
from entrelieux.activities.models import CalendarReading, Event, PlaceCalendar
from entrelieux.activities.tasks import REREAD, ask_for_due_calendars
from entrelieux.inventory.queries import history_of
from entrelieux.inventory.states import state_of
from entrelieux.places.models import Place
from entrelieux.platform.errors import CannotFetch
from entrelieux.platform.models import Job
from tests.apps.activities.conftest import Adds, in_days, text
from tests.cast import Cast

pytestmark = pytest.mark.django_db
URL = "https://agenda.exemple.fr/lab.ics"
Reads = Callable[..., CalendarReading]


def ics(*events: dict[str, str]) -> bytes:
    """A calendar of events, each from 14:00 to 17:00 in a week unless it says otherwise."""
    day = f"{in_days(7):%Y%m%d}"
    usual = {
        "DTSTART;TZID=Europe/Paris": f"{day}T140000",
        "DTEND;TZID=Europe/Paris": f"{day}T170000",
    }
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//FR", "X-WR-CALNAME:Le lab"]
    for event in events:
        is_usual = not any(name.startswith("DTSTART") for name in event)
        told = {**(usual if is_usual else {}), **event}
        lines += ["BEGIN:VEVENT", *(f"{name}:{value}" for name, value in told.items())]
        lines.append("END:VEVENT")
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


CAFE = {"UID": "1@lab", "SUMMARY": "Café couture", "RRULE": "FREQ=WEEKLY"}
OPEN = {"UID": "2@lab", "SUMMARY": "Portes ouvertes", "DESCRIPTION": "Entrez."}


@pytest.fixture
def reads(cast: Cast, atelier: Place) -> Reads:
    def read(*events: dict[str, str], url: str = URL, **more: Any) -> CalendarReading:
        return propose_calendar(by=cast.alice, place=atelier, content=ics(*events), url=url, **more)

    return read


@pytest.fixture
def followed(cast: Cast, reads: Reads) -> PlaceCalendar:
    """The lab's calendar with a café and an open day, followed."""
    apply_reading(by=cast.alice, reading=reads(CAFE, OPEN))
    return PlaceCalendar.objects.get()


def effects(reading: CalendarReading) -> dict[str, str]:
    changes = difference_of(reading, timezone.now()).changes
    return {change.name: change.effect.value for change in changes}


def again(calendar: PlaceCalendar, *events: dict[str, str]) -> str:
    calendar.refresh_from_db()
    return reread_calendar(calendar=calendar, fetch=lambda _address: ics(*events))


class TestDryRun:
    def test_it_says_what_would_come_and_changes_nothing(self, reads: Reads) -> None:
        over = {"UID": "3", "SUMMARY": "Passé", "DTSTART;VALUE=DATE": "20200101"}
        reading = reads(CAFE, OPEN, over)
        assert effects(reading) == {
            "Café couture": "new",
            "Portes ouvertes": "new",
            "Passé": "over",
        }
        assert Event.objects.count() == 0

    def test_a_host_looks_then_says_yes(self, cast: Cast, client_of: Any, atelier: Place) -> None:
        client = client_of(cast.alice)
        file = SimpleUploadedFile("lab.ics", ics(CAFE, {"UID": "9", "CLASS": "PRIVATE"}))
        address = reverse("place_calendars", args=[atelier.public_id])
        page = client.post(address, {"file": file, "scope": "network"}, follow=True)
        html = page.content.decode()
        assert ("Café couture" in html, "est privé dans son agenda" in html) == (True, True)
        assert Event.objects.count() == 0
        page = client.post(page.request["PATH_INFO"], {"geste": "reprendre"}, follow=True)
        assert "1 nouveaux" in page.content.decode()
        event = Event.objects.get()
        assert (event.name, event.rule, event.scope, event.concept) == (
            "Café couture",
            "FREQ=WEEKLY",
            "network",
            "usages:sewing-cafe",
        )
        assert event.occurrences.count() > 50

    def test_a_host_looks_then_says_no(self, cast: Cast, client_of: Any, reads: Reads) -> None:
        reading = reads(CAFE)
        address = reverse("calendar_reading", args=[reading.public_id])
        client_of(cast.alice).post(address, {"geste": "laisser"})
        assert (Event.objects.count(), PlaceCalendar.objects.count()) == (0, 0)

    @pytest.mark.parametrize(
        ("form", "message"),
        [
            ({}, "l’un des deux"),
            ({"url": "http://127.0.0.1:1/x.ics"}, "n’est pas publique"),
            ({"url": "file:///etc/passwd"}, "commence par https"),
            ({"url": "webcal://localhost/x.ics"}, "n’est pas publique"),
        ],
    )
    def test_what_cannot_be_read_is_told_and_the_form_comes_back(
        self, cast: Cast, client_of: Any, atelier: Place, form: dict[str, str], message: str
    ) -> None:
        address = reverse("place_calendars", args=[atelier.public_id])
        page = client_of(cast.alice).post(address, {**form, "scope": "public"})
        assert (page.status_code, message in page.content.decode()) == (422, True)

    def test_a_page_of_the_web_is_no_calendar(self, cast: Cast, atelier: Place) -> None:
        with pytest.raises(UnusableCalendar):
            propose_calendar(by=cast.alice, place=atelier, content=b"<html></html>", url=URL)

    def test_our_own_feeds_are_not_read_back(self, reads: Reads, settings: Any) -> None:
        settings.BASE_URL = "https://entrelieux.example"
        with pytest.raises(UnusableCalendar):
            reads(CAFE, url="https://entrelieux.example/rendez-vous/agenda.ics")

    def test_what_an_event_cannot_hold_is_told_and_left_out(self, cast: Cast, reads: Reads) -> None:
        far = {"UID": "8", "SUMMARY": "Trop loin", "DTSTART;VALUE=DATE": "21500101"}
        reading = reads(CAFE, far)
        assert effects(reading)["Trop loin"] == "over"
        apply_reading(by=cast.alice, reading=reading)
        assert [event.name for event in Event.objects.all()] == ["Café couture"]


class TestFollowing:
    def test_what_changes_there_changes_here_with_its_history(
        self, followed: PlaceCalendar
    ) -> None:
        assert again(followed, {**CAFE, "SUMMARY": "Café tricot"}, OPEN) == "changed"
        event = Event.objects.get(uid="1@lab")
        assert (event.name, history_of(event)[0].note) == ("Café tricot", "relu dans son agenda")
        assert history_of(event)[0].by is None

    def test_what_has_not_changed_writes_nothing(self, followed: PlaceCalendar) -> None:
        assert again(followed, CAFE, OPEN) == "same"
        assert set(Event.objects.values_list("version", flat=True)) == {1}

    def test_what_disappears_is_flagged_and_comes_back(
        self, client: Any, followed: PlaceCalendar
    ) -> None:
        again(followed, OPEN)
        gone = Event.objects.get(uid="1@lab")
        assert (gone.gone_since is not None, gone.removed_at) == (True, None)
        page = text(client, gone.get_absolute_url())
        assert "a disparu de l’agenda du lieu" in page
        assert "à confirmer" in text(client, reverse("agenda"))
        since = gone.gone_since
        again(followed, {**OPEN, "DESCRIPTION": "Entrez !"})
        assert Event.objects.get(uid="1@lab").gone_since == since
        again(followed, CAFE, OPEN)
        assert Event.objects.get(uid="1@lab").gone_since is None

    def test_what_is_over_is_not_missed(self, cast: Cast, reads: Reads) -> None:
        apply_reading(by=cast.alice, reading=reads(CAFE, OPEN))
        opened = Event.objects.get(uid="2@lab")
        past = timezone.now() - timedelta(days=2)
        opened.occurrences.update(starts_at=past, ends_at=past)
        again(PlaceCalendar.objects.get(), CAFE)
        assert Event.objects.get(uid="2@lab").gone_since is None

    def test_what_the_place_changed_here_stays(self, cast: Cast, followed: PlaceCalendar) -> None:
        event = Event.objects.get(uid="2@lab")
        base = state_of(event)
        mine = {**base, "description": "Entrez, il y a du café.", "price": "2 €"}
        change_event(by=cast.alice, event=event, base=base, values=mine)
        again(followed, CAFE, {**OPEN, "DESCRIPTION": "Fermé.", "SUMMARY": "Journée ouverte"})
        after = Event.objects.get(uid="2@lab")
        assert (after.name, after.description, after.price) == (
            "Journée ouverte",
            "Entrez, il y a du café.",
            "2 €",
        )

    def test_what_the_place_removed_here_does_not_come_back(
        self, cast: Cast, followed: PlaceCalendar
    ) -> None:
        remove_event(by=cast.alice, event=Event.objects.get(uid="2@lab"))
        again(followed, CAFE, {**OPEN, "SUMMARY": "Journée ouverte"})
        assert Event.objects.get(uid="2@lab").removed_at is not None

    def test_one_date_that_moves_there_moves_here(self, followed: PlaceCalendar) -> None:
        day, later = in_days(14), datetime.combine(in_days(15), time(10))
        apart = {
            "UID": "1@lab",
            "SUMMARY": "Café couture",
            "RECURRENCE-ID;TZID=Europe/Paris": f"{day:%Y%m%d}T140000",
            "DTSTART;TZID=Europe/Paris": f"{later:%Y%m%dT%H%M%S}",
            "DTEND;TZID=Europe/Paris": f"{later:%Y%m%d}T120000",
        }
        again(followed, CAFE, apart, OPEN)
        moved = Event.objects.get(uid="1@lab").occurrences.get(day=day)
        assert (moved.is_moved, timezone.localtime(moved.starts_at).hour) == (True, 10)

    def test_an_address_that_does_not_answer_keeps_everything_and_says_so(
        self, cast: Cast, client_of: Any, followed: PlaceCalendar
    ) -> None:
        def silent(_address: str) -> bytes:
            raise CannotFetch("Cette adresse ne répond pas.")

        assert reread_calendar(calendar=followed, fetch=silent) == "failed"
        assert Event.objects.filter(gone_since=None).count() == 2
        page = text(client_of(cast.alice), reverse("place_calendars", args=[_card(followed)]))
        assert "Cette adresse ne répond pas." in page

    def test_a_page_instead_of_a_calendar_takes_nothing_away(self, followed: PlaceCalendar) -> None:
        outcome = reread_calendar(calendar=followed, fetch=lambda _address: b"<html>502</html>")
        assert (outcome, Event.objects.filter(gone_since=None).count()) == ("failed", 2)

    def test_one_stops_following_and_keeps_its_events(
        self, cast: Cast, followed: PlaceCalendar
    ) -> None:
        stop_calendar(by=cast.alice, calendar=followed)
        assert list(Event.objects.values_list("calendar", "removed_at")) == [(None, None)] * 2

    def test_one_stops_following_and_removes_them(
        self, cast: Cast, followed: PlaceCalendar
    ) -> None:
        stop_calendar(by=cast.alice, calendar=followed, with_events=True)
        assert Event.objects.filter(removed_at=None).count() == 0

    def test_following_again_finds_the_same_events(
        self, cast: Cast, followed: PlaceCalendar, reads: Reads
    ) -> None:
        stop_calendar(by=cast.alice, calendar=followed)
        reading = reads(CAFE, OPEN)
        assert effects(reading) == {"Café couture": "same", "Portes ouvertes": "same"}
        apply_reading(by=cast.alice, reading=reading)
        assert Event.objects.count() == 2
        assert set(Event.objects.values_list("calendar", flat=True)) == {
            PlaceCalendar.objects.get().pk
        }

    def test_those_that_are_due_are_asked_for_once(self, followed: PlaceCalendar) -> None:
        ask_for_due_calendars()
        assert not Job.objects.filter(kind=REREAD).exists()
        PlaceCalendar.objects.update(read_at=timezone.now() - timedelta(hours=7))
        ask_for_due_calendars()
        ask_for_due_calendars()
        assert [job.arguments for job in Job.objects.filter(kind=REREAD)] == [
            {"calendar": followed.pk}
        ]

    def test_a_file_is_read_once(self, cast: Cast, reads: Reads) -> None:
        apply_reading(by=cast.alice, reading=reads(CAFE, url=""))
        PlaceCalendar.objects.update(read_at=timezone.now() - timedelta(hours=7))
        ask_for_due_calendars()
        assert not Job.objects.filter(kind=REREAD).exists()


class TestWho:
    def test_only_those_who_keep_the_place_follow_its_calendars(
        self, cast: Cast, client_of: Any, followed: PlaceCalendar, reads: Reads
    ) -> None:
        reading = reads({**CAFE, "SUMMARY": "Secret d’agenda"})
        pages = [
            reverse("place_calendars", args=[_card(followed)]),
            reverse("calendar_reading", args=[reading.public_id]),
        ]
        posts = [
            *pages,
            reverse("calendar_reread", args=[followed.public_id]),
            reverse("calendar_stop", args=[followed.public_id]),
        ]
        for person in (None, cast.driss, cast.chloe, cast.bob):
            client = client_of(person)
            for page in pages:
                assert "Secret d’agenda" not in text(client, page)
                assert client.get(page).status_code in {302, 403}
            for address in posts:
                assert client.post(address).status_code in {302, 403}
        assert (PlaceCalendar.objects.count(), CalendarReading.objects.count()) == (1, 1)
        assert Event.objects.count() == 2

    def test_a_calendar_that_is_looked_at_costs_the_same_whatever_it_holds(
        self,
        cast: Cast,
        client_of: Any,
        reads: Reads,
        django_assert_max_num_queries: Any,
    ) -> None:
        client = client_of(cast.alice)
        events = [{**OPEN, "UID": f"{rank}", "SUMMARY": f"Café {rank}"} for rank in range(30)]
        for count in (1, 30):
            reading = reads(*events[:count])
            address = reverse("calendar_reading", args=[reading.public_id])
            with django_assert_max_num_queries(14):
                assert client.get(address).content.count(b"<h3>") == count

    def test_nothing_of_a_dropped_file_is_kept(self, cast: Cast, reads: Reads) -> None:
        drop_reading(by=cast.alice, reading=reads(CAFE))
        assert (CalendarReading.objects.count(), PlaceCalendar.objects.count()) == (0, 0)


def _card(calendar: PlaceCalendar) -> str:
    return calendar.place.public_id


def test_an_event_that_disappeared_takes_no_registration(adds_event: Adds, client: Any) -> None:
    event = adds_event("Atelier", entrance="here")
    Event.objects.update(gone_since=timezone.now())
    page = client.get(reverse("event_register", args=[event.public_id]))
    assert (page.status_code, page["Location"]) == (302, event.get_absolute_url())
