"""The last seat of a workshop, asked for by several people at once, on each database."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from django.utils import timezone

from entrelieux.activities.actions import (
    Party,
    add_event,
    ask_to_register,
    cancel_registration,
    confirm_registration,
    register,
)
from entrelieux.activities.models import Occurrence, Registration
from entrelieux.places.actions import create_place
from tests.cast import Cast
from tests.database.threads import run_together

pytestmark = pytest.mark.django_db(transaction=True)


def workshop(seats: int) -> Occurrence:
    values = {
        "name": "Atelier",
        "first_day": timezone.localdate() + timedelta(days=7),
        "start_time": time(14),
        "end_time": time(17),
        "entrance": "here",
        "seats": seats,
    }
    place = create_place(by=None, values={"name": "L’Atelier"})
    return add_event(by=None, place=place, values=values).occurrences.get()


def asked(occurrence: Occurrence, rank: int) -> Registration:
    return ask_to_register(
        email=f"{rank}@example.org",
        language="fr",
        visitor=f"192.0.2.{rank}",
        occurrence=occurrence,
        party=Party(name=f"Personne {rank}"),
    )


def counts() -> dict[str, int]:
    states = list(Registration.objects.values_list("state", flat=True))
    return {state: states.count(state) for state in sorted(set(states))}


def test_two_people_take_the_last_seat_at_once_and_exactly_one_has_it(cast: Cast) -> None:
    occurrence = workshop(seats=1)

    def come(name: str) -> object:
        person = getattr(cast, name)
        return lambda: register(by=person, occurrence=occurrence, party=Party(name=name))

    outcomes = run_together([come("alice"), come("bob")])
    assert {type(outcome) for outcome in outcomes} == {Registration}
    assert counts() == {"registered": 1, "waiting": 1}


def test_eight_links_followed_at_once_fill_three_seats_exactly() -> None:
    occurrence = workshop(seats=3)
    requests = [asked(occurrence, rank) for rank in range(8)]

    def confirm(registration: Registration) -> object:
        return lambda: confirm_registration(registration=registration)

    outcomes = run_together([confirm(one) for one in requests])
    assert {type(outcome) for outcome in outcomes} == {Registration}
    assert counts() == {"registered": 3, "waiting": 5}


def test_giving_up_and_coming_at_once_leave_no_seat_empty_and_none_taken_twice() -> None:
    occurrence = workshop(seats=2)
    seated = [confirm_registration(registration=asked(occurrence, rank)) for rank in range(4)]
    more = [asked(occurrence, rank) for rank in range(4, 8)]
    gestures = [
        *[lambda one=one: cancel_registration(by=None, registration=one) for one in seated[:2]],
        *[lambda one=one: confirm_registration(registration=one) for one in more],
    ]
    outcomes = run_together(gestures)
    assert {type(outcome) for outcome in outcomes} == {Registration}
    assert counts() == {"cancelled": 2, "registered": 2, "waiting": 4}
    promoted = Registration.objects.filter(pk__in=[one.pk for one in seated[2:]])
    assert {one.state for one in promoted} == {"registered"}


def test_one_link_followed_twice_at_once_takes_one_seat() -> None:
    occurrence = workshop(seats=2)
    request = asked(occurrence, 1)
    outcomes = run_together([lambda: confirm_registration(registration=request)] * 2)
    assert {type(outcome) for outcome in outcomes} == {Registration}
    assert counts() == {"registered": 1}
