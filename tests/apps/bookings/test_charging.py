"""What bookings cost between two communities that agreed to count them."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from entrelieux.bookings.actions import (
    answer_line,
    book,
    cancel,
    give_back_unused,
    give_freed,
    move,
)
from entrelieux.bookings.errors import RefusedByRules
from entrelieux.bookings.models import Charge, Claim, Reservation, Time
from entrelieux.exchanges.actions.agreements import propose_agreement, sign_agreement, unit_named
from entrelieux.exchanges.actions.transfers import exchange
from entrelieux.exchanges.models import Entry, Transfer
from entrelieux.exchanges.queries import owed, unbalanced
from tests.apps.bookings.conftest import slot, wanted

pytestmark = pytest.mark.django_db
SOUND = {"units": [], "accounts": []}


@pytest.fixture
def counted(cast):
    """Of the Bergerie with the Atelier: two points for each hour that is booked."""

    def agree(**values):
        told = {
            "scope": "les machines",
            "review_on": timezone.localdate() + timedelta(days=365),
            "unit": unit_named("points"),
            "charges": "booked",
            "rate": 200,
            **values,
        }
        proposed = propose_agreement(
            by=cast.chloe, first=cast.bergerie, second=cast.atelier, values=told
        )
        return sign_agreement(by=cast.alice, agreement=proposed)

    return agree


def test_a_confirmed_booking_writes_four_entries_and_who_belongs_pays_nothing(
    cast, offered, counted
):
    agreement, laser = counted(), offered("Laser")
    book(by=cast.bob, wanted=wanted(laser, day=1))
    assert Entry.objects.count() == 0
    book(by=cast.chloe, wanted=wanted(laser, end="10:30"))
    assert sorted(Entry.objects.values_list("amount", flat=True)) == [-300, -300, 300, 300]
    assert (owed(agreement)[cast.bergerie.pk], unbalanced()) == (300, SOUND)


def test_each_time_and_each_unit_counts(cast, offered, counted):
    agreement, seats = counted(), offered("Places", sharing="capacity", capacity=4)
    book(by=cast.chloe, wanted=wanted(seats, units=3, rule="FREQ=DAILY;COUNT=2"))
    assert owed(agreement)[cast.bergerie.pk] == 2 * 3 * 200


def test_cancelling_gives_back_and_moving_counts_anew(cast, offered, counted):
    agreement, laser = counted(), offered("Laser")
    mine = book(by=cast.chloe, wanted=wanted(laser))
    moved = move(by=cast.chloe, time=mine.times.get(), slot=slot("13:00", "16:00"))
    assert owed(agreement)[cast.bergerie.pk] == 600
    moved = move(by=cast.chloe, time=moved.times.get(), slot=slot("09:00", "10:00"))
    assert owed(agreement)[cast.bergerie.pk] == 200
    cancel(by=cast.chloe, time=moved.times.get())
    cancel(by=cast.chloe, time=moved.times.get())
    assert (owed(agreement)[cast.bergerie.pk], unbalanced()) == (0, SOUND)
    assert (Transfer.objects.count(), Charge.objects.standing().count()) == (6, 0)


def test_the_ceiling_stops_the_booking_before_it_is_confirmed_and_says_what_to_do(
    cast, offered, counted
):
    agreement, laser = counted(ceiling=300), offered("Laser")
    book(by=cast.chloe, wanted=wanted(laser))
    with pytest.raises(RefusedByRules) as refused:
        book(by=cast.chloe, wanted=wanted(laser, day=1))
    reason = refused.value.message
    assert ("il en reste 1" in reason, "dans l’autre sens" in reason) == (True, True)
    assert (Reservation.objects.count(), Claim.objects.count()) == (1, 1)
    exchange(by=None, agreement=agreement, guest=cast.bob, home=cast.atelier, amount=Decimal(2))
    assert book(by=cast.chloe, wanted=wanted(laser, day=1)).state == "confirmed"


def test_what_is_held_costs_once_the_place_agrees(cast, offered, counted):
    agreement, laser = counted(ceiling=200), offered("Laser", asks="everyone")
    mine = book(by=cast.chloe, wanted=wanted(laser))
    other = book(by=cast.chloe, wanted=wanted(laser, day=1))
    assert owed(agreement)[cast.bergerie.pk] == 0
    answer_line(by=cast.alice, line=mine.lines.get(), agrees=True)
    assert owed(agreement)[cast.bergerie.pk] == 200
    with pytest.raises(RefusedByRules):
        answer_line(by=cast.alice, line=other.lines.get(), agrees=True)
    other.refresh_from_db()
    assert (other.state, owed(agreement)[cast.bergerie.pk]) == ("held", 200)


def test_who_waits_pays_when_it_is_her_turn_and_keeps_her_rank_when_she_cannot(
    cast, offered, counted
):
    agreement, laser = counted(ceiling=200), offered("Laser")
    bobs = book(by=cast.bob, wanted=wanted(laser))
    waiting = book(by=cast.chloe, wanted=wanted(laser, waits=True))
    mine = book(by=cast.chloe, wanted=wanted(laser, day=1))
    cancel(by=cast.bob, time=bobs.times.get())
    assert give_freed(resource=laser.pk, now=timezone.now()) == []
    cancel(by=cast.chloe, time=mine.times.get())
    assert give_freed(resource=laser.pk, now=timezone.now()) == [waiting]
    assert owed(agreement)[cast.bergerie.pk] == 200


def test_where_who_comes_counts_what_nobody_came_to_costs_nothing(cast, offered, counted):
    agreement, laser = counted(charges="used"), offered("Laser")
    mine = book(by=cast.chloe, wanted=wanted(laser, rule="FREQ=DAILY;COUNT=2"))
    assert owed(agreement)[cast.bergerie.pk] == 400
    first = mine.times.first()
    Time.objects.filter(pk=first.pk).update(arrived_at=first.starts_at)
    after = mine.times.last().ends_at
    assert [give_back_unused(now=after), give_back_unused(now=after)] == [1, 0]
    assert (owed(agreement)[cast.bergerie.pk], unbalanced()) == (200, SOUND)


def test_what_cannot_be_given_back_under_the_ceiling_is_once_there_is_room(cast, offered, counted):
    """The other place came so often meanwhile that giving back would pass it."""
    agreement, laser = counted(ceiling=200), offered("Laser")
    mine = book(by=cast.chloe, wanted=wanted(laser))
    exchange(by=None, agreement=agreement, guest=cast.bob, home=cast.atelier, amount=Decimal(4))
    cancel(by=cast.chloe, time=mine.times.get())
    assert (owed(agreement)[cast.bergerie.pk], Claim.objects.count()) == (-200, 0)
    now = timezone.now()
    assert give_back_unused(now=now) == 0
    exchange(by=None, agreement=agreement, guest=cast.chloe, home=cast.bergerie, amount=Decimal(2))
    assert give_back_unused(now=now) == 1
    assert (owed(agreement)[cast.bergerie.pk], unbalanced()) == (-200, SOUND)
