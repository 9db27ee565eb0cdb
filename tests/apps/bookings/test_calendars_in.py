"""Calendars kept elsewhere keep others away; booked is not used."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from entrelieux.bookings.actions import (
    arrive,
    block_by_calendar,
    book,
    leave,
    reread_blocking,
    stop_blocking,
)
from entrelieux.bookings.errors import AlreadyAnswered, Unavailable
from entrelieux.bookings.models import Closure, Time
from entrelieux.core.booking import Series, parse_rule
from entrelieux.core.interchange.icalendar import CalendarEvent, write_calendar
from tests.apps.bookings.conftest import slot, wanted

pytestmark = pytest.mark.django_db


def elsewhere(*events: tuple[str, str, str]) -> bytes:
    written = [
        CalendarEvent(
            uid=f"{start}@mairie.example",
            name="Mariage de Zoé",
            series=Series(slot(start, end), "Europe/Paris", parse_rule(rule) if rule else None),
        )
        for start, end, rule in events
    ]
    return write_calendar(written, name="Mairie")


def test_what_another_calendar_has_is_taken_here_and_its_titles_are_not_kept(cast, offered):
    room = offered("Salle")
    calendar = block_by_calendar(by=cast.alice, resource=room, url="https://mairie.example/a.ics")
    told = elsewhere(("09:00", "11:00", "FREQ=WEEKLY;COUNT=2"), ("14:00", "15:00", ""))
    assert reread_blocking(calendar=calendar, content=told) == 3
    assert not [one for one in Closure.objects.all() if "Zoé" in one.note]
    for more in (
        {"start": "10:00", "end": "12:00"},
        {"day": 7},
        {"start": "14:00", "end": "14:30"},
    ):
        with pytest.raises(Unavailable):
            book(by=cast.bob, wanted=wanted(room, **more))
    assert reread_blocking(calendar=calendar, content=elsewhere(("14:00", "15:00", ""))) == 1
    assert book(by=cast.bob, wanted=wanted(room)).state == "confirmed"


def test_a_calendar_that_cannot_be_read_changes_nothing_and_says_why(cast, offered):
    calendar = block_by_calendar(by=cast.alice, resource=offered("Salle"), url="https://a.example/")
    reread_blocking(calendar=calendar, content=elsewhere(("14:00", "15:00", "")))
    assert reread_blocking(calendar=calendar, content=b"<html>") == 0
    calendar.refresh_from_db()
    assert (Closure.objects.count(), bool(calendar.error)) == (1, True)
    stop_blocking(by=cast.alice, calendar=calendar)
    assert not Closure.objects.exists()


def test_what_is_private_is_taken_and_what_is_not_understood_is_told(cast, offered):
    room = offered("Salle")
    calendar = block_by_calendar(by=cast.alice, resource=room, url="https://a.example/")
    private = elsewhere(("09:00", "11:00", "")).replace(b"UID:", b"CLASS:PRIVATE\r\nUID:")
    assert reread_blocking(calendar=calendar, content=private) == 1
    assert calendar.error == ""
    with pytest.raises(Unavailable):
        book(by=cast.bob, wanted=wanted(room))
    hourly = elsewhere(("09:00", "11:00", "FREQ=DAILY;COUNT=2")).replace(b"DAILY", b"HOURLY")
    assert reread_blocking(calendar=calendar, content=hourly) == 1
    assert calendar.error.startswith("1 événement de cet agenda n’est pas compris en entier")


def test_what_was_booked_before_is_flagged_and_stays(cast, offered):
    room = offered("Salle")
    mine = book(by=cast.bob, wanted=wanted(room))
    calendar = block_by_calendar(by=cast.alice, resource=room, url="https://a.example/")
    reread_blocking(calendar=calendar, content=elsewhere(("09:30", "11:00", "")))
    mine.refresh_from_db()
    assert (mine.flag, mine.state) == ("closed", "confirmed")


def test_one_says_that_one_is_there_on_the_spot_and_when_one_goes(cast, offered):
    mine = book(by=cast.bob, wanted=wanted(offered("Salle")))
    time = mine.times.get()
    with pytest.raises(AlreadyAnswered):
        arrive(by=cast.bob, time=time)
    now = timezone.now()
    Time.objects.filter(pk=time.pk).update(
        starts_at=now - timedelta(minutes=5), ends_at=now + timedelta(hours=1)
    )
    with pytest.raises(AlreadyAnswered):
        leave(by=cast.bob, time=time)
    there = arrive(by=cast.bob, time=time)
    assert (there.arrived_at is not None, there.left_at) == (True, None)
    gone = leave(by=cast.bob, time=time)
    assert gone.left_at >= gone.arrived_at
