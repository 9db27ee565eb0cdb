"""What calendar programs read of what is lent: where it is, when it is taken, and nobody's name."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from entrelieux.bookings.actions import book, sign_loan
from entrelieux.bookings.feeds import calendar_of
from entrelieux.bookings.models import Loan
from entrelieux.inventory.actions import remove_entry
from entrelieux.places.models import Place
from entrelieux.resources.models import Resource
from tests.apps.bookings.conftest import monday, wanted
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def told(subject: Place | Resource) -> list[tuple[str, str]]:
    """The day and the title of each event, in order."""
    feed = calendar_of(subject, timezone.now()).decode().replace("\r\n ", "")
    events = re.findall(r"BEGIN:VEVENT.*?END:VEVENT", feed, re.DOTALL)
    found = [
        (re.search(r"DTSTART[^:]*:(\d{8})", one), re.search(r"SUMMARY:([^\r]*)", one))
        for one in events
    ]
    return sorted(
        (start[1], name[1].replace("\\", "").replace("\xa0", " "))
        for start, name in found
        if start and name
    )


def on(day: int) -> str:
    return f"{monday() + timedelta(days=day):%Y%m%d}"


@pytest.fixture
def booked(cast: Cast, signed: Loan, press: Resource) -> None:
    """On the second day of the loan, and on the day after it."""
    for who, day in ((cast.chloe, 1), (cast.bob, 7)):
        book(by=who, wanted=wanted(press, day=day, purpose="Trophées secrets", note="Chut"))


@pytest.mark.usefixtures("booked")
def test_the_place_that_lends_sees_where_it_is_and_what_is_used_at_home(place: Place) -> None:
    assert told(place) == [(on(0), "Presse : à La Bergerie"), (on(7), "Presse : pris")]


@pytest.mark.usefixtures("booked")
def test_the_place_that_borrows_sees_whose_it_is_and_what_is_used_there(barn: Place) -> None:
    assert told(barn) == [
        (on(0), "Presse : ici, prêtée par L’Atelier"),
        (on(1), "Presse : pris"),
    ]


@pytest.mark.usefixtures("booked")
def test_the_resource_has_one_calendar(press: Resource) -> None:
    assert told(press) == [
        (on(0), "Presse : à La Bergerie"),
        (on(1), "Presse : pris"),
        (on(7), "Presse : pris"),
    ]


@pytest.mark.usefixtures("booked")
def test_no_address_of_a_place_tells_who_or_what_for(place: Place, barn: Place) -> None:
    for one in (place, barn):
        feed = calendar_of(one, timezone.now()).decode()
        assert not [word for word in ("Bob", "Chloé", "Trophées", "Chut") if word in feed]


def test_what_waits_for_a_signature_is_in_no_calendar(
    cast: Cast, proposed: Loan, place: Place, barn: Place
) -> None:
    assert (told(place), told(barn)) == ([], [])
    sign_loan(by=cast.chloe, loan=proposed, side="borrower")
    assert len(told(place)) == len(told(barn)) == 1


def test_what_was_booked_astride_stays_at_home(
    cast: Cast, proposed: Loan, press: Resource, place: Place, barn: Place
) -> None:
    book(by=cast.bob, wanted=wanted(press, day=1, rule="FREQ=WEEKLY;COUNT=2"))
    sign_loan(by=cast.chloe, loan=proposed, side="borrower")
    assert told(barn) == [(on(0), "Presse : ici, prêtée par L’Atelier")]
    assert [day for day, name in told(place) if name == "Presse : pris"] == [on(1), on(8)]


def test_what_its_place_took_off_is_in_no_calendar(
    cast: Cast, signed: Loan, press: Resource, barn: Place
) -> None:
    assert told(barn) != []
    remove_entry(by=cast.alice, entry=press)
    assert told(barn) == []
