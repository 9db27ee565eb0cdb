"""What is booked in the demonstration: believable, by the rules, nothing twice."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from django.utils import timezone

from entrelieux.bookings.models import Bookable, Claim, Reservation, State, Time
from entrelieux.demo.agreements import make_agreements
from entrelieux.demo.bookings import bookings_told, make_bookings
from entrelieux.demo.build import (
    add_invented_places,
    cast,
    gather_people,
    give_places_to_communities,
)
from entrelieux.demo.charters import write_charters
from entrelieux.demo.inventory import fill_places
from entrelieux.places.actions import create_place

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Any:
    found = gather_people()
    add_invented_places()
    listed = {one["name"] for one in cast()["places"]}
    for community in cast()["communities"]:
        for name in [one for one in community.get("places", [])[-1:] if one not in listed]:
            create_place(by=None, values={"name": name})
    give_places_to_communities()
    make_agreements(found)
    write_charters(found)
    fill_places(found)
    return found


def test_each_becomes_what_it_says_once_and_lies_ahead(people: Any) -> None:
    make_bookings(people)
    make_bookings(people)
    told = bookings_told()["booking"]
    found = Reservation.objects.values_list("person__email", "purpose", "state")
    assert Counter(found) == Counter(
        (people[one["person"]].email, one["purpose"], one["state"]) for one in told
    )
    assert {State.CONFIRMED, State.HELD, State.WAITING} == {one["state"] for one in told}
    assert not Time.objects.filter(starts_at__lte=timezone.now()).exists()


def test_nothing_is_taken_twice(people: Any) -> None:
    make_bookings(people)
    most = dict(Bookable.objects.values_list("resource", "capacity"))
    claims = list(Claim.objects.filter(resource__in=most))
    assert {claim.resource.place.communities.get().slug for claim in claims} == {
        "cocotte-numerique",
        "fablab-lapalisse",
        "sigmake",
        "college-saint-eloy",
    }
    for claim in claims:
        here = [
            one
            for one in claims
            if one.resource_id == claim.resource_id
            and one.starts_at <= claim.starts_at < one.ends_at
        ]
        assert sum(one.units for one in here) <= most[claim.resource_id]
