"""Transfers at once, and a crash in the middle of one, on each database."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from datetime import datetime, time, timedelta
from decimal import Decimal
from itertools import count
from random import Random
from typing import Any

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone

from entrelieux.bookings.actions import book, cancel, offer_resource
from entrelieux.bookings.models import Claim
from entrelieux.bookings.wanted import Wanted
from entrelieux.core.booking import Slot
from entrelieux.exchanges.actions.agreements import propose_agreement, sign_agreement, unit_named
from entrelieux.exchanges.actions.transfers import exchange
from entrelieux.exchanges.errors import CeilingReached
from entrelieux.exchanges.models import Agreement, Entry, Transfer
from entrelieux.exchanges.queries import owed, unbalanced
from entrelieux.places.actions import create_place
from entrelieux.places.models import Place
from entrelieux.resources.actions import add_resource
from entrelieux.resources.models import Resource
from tests.cast import Cast
from tests.database.threads import run_together

pytestmark = pytest.mark.django_db(transaction=True)
SOUND = {"units": [], "accounts": []}


def agreed(cast: Cast, ceiling: int | None) -> Agreement:
    agreement = propose_agreement(
        by=None,
        first=cast.atelier,
        second=cast.bergerie,
        values={
            "scope": "Tout",
            "unit": unit_named("hours"),
            "ceiling": ceiling,
            "review_on": timezone.localdate() + timedelta(days=30),
        },
    )
    return sign_agreement(by=None, agreement=agreement)


def test_eight_people_at_once_never_pass_the_ceiling(cast: Cast) -> None:
    agreement = agreed(cast, ceiling=500)

    def go(key: int) -> object:
        return lambda: exchange(
            by=None,
            agreement=agreement,
            guest=cast.chloe,
            home=cast.bergerie,
            amount=Decimal(1),
            key=f"go:{key}",
        )

    outcomes = run_together([go(key) for key in range(8)])
    kinds = sorted(type(outcome).__name__ for outcome in outcomes)
    assert kinds == ["CeilingReached"] * 3 + ["Transfer"] * 5
    assert (owed(agreement)[cast.bergerie.pk], unbalanced()) == (500, SOUND)


def test_the_same_gesture_sent_twice_at_once_passes_once(cast: Cast) -> None:
    agreement = agreed(cast, ceiling=None)
    outcomes = run_together(
        [
            lambda: exchange(
                by=None,
                agreement=agreement,
                guest=cast.chloe,
                home=cast.bergerie,
                amount=Decimal(1),
                key="once",
            )
        ]
        * 4
    )
    assert (len(set(outcomes)), Entry.objects.count()) == (1, 4)


@pytest.mark.parametrize("seed", range(3))
def test_random_crossings_both_ways_keep_every_sum_at_zero(cast: Cast, seed: int) -> None:
    agreement, random = agreed(cast, ceiling=700), Random(seed)  # noqa: S311
    people = [(cast.bob, cast.atelier), (cast.alice, cast.atelier), (cast.chloe, cast.bergerie)]

    def history(number: int) -> object:
        gestures = [(random.choice(people), random.randrange(1, 400)) for _ in range(6)]

        def perform() -> None:
            for (person, home), hundredths in gestures:
                amount = Decimal(hundredths) / 100
                try:
                    exchange(by=None, agreement=agreement, guest=person, home=home, amount=amount)
                except CeilingReached:
                    continue

        return perform

    outcomes = run_together([history(number) for number in range(6)])
    assert outcomes == [None] * 6
    assert unbalanced() == SOUND
    assert max(map(abs, owed(agreement).values())) <= 700


def test_a_crash_before_the_commit_leaves_nothing_and_the_gesture_can_be_made_again(
    cast: Cast,
) -> None:
    agreement = agreed(cast, ceiling=None)
    told = {"by": None, "agreement": agreement, "guest": cast.chloe, "home": cast.bergerie}
    connections.close_all()
    child = os.fork()
    if child == 0:
        connections.close_all()
        with transaction.atomic():
            exchange(**told, amount=Decimal(1), key="booking:1")
            os.kill(os.getpid(), signal.SIGKILL)
    _pid, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL
    assert (Transfer.objects.count(), unbalanced()) == (0, SOUND)
    exchange(**told, amount=Decimal(1), key="booking:1")
    assert (owed(agreement)[cast.bergerie.pk], unbalanced()) == (100, SOUND)


def test_a_crash_at_any_statement_loses_and_doubles_nothing(cast: Cast) -> None:
    """The process dies when it sends its first statement to the database, then its second… until it
    outlives them all; each time the same gesture is made again, as by who saw no answer."""
    agreement = agreed(cast, ceiling=None)
    told = {"by": None, "agreement": agreement, "guest": cast.chloe, "home": cast.bergerie}
    for fatal in count(1):

        def perform(key: str = f"booking:{fatal}") -> None:
            exchange(**told, amount=Decimal(1), key=key)

        died = died_at(fatal, perform)
        assert (Transfer.objects.count() - fatal in (-1, 0), unbalanced()) == (True, SOUND)
        perform()
        assert Transfer.objects.count() == fatal
        assert (owed(agreement)[cast.bergerie.pk], unbalanced()) == (100 * fatal, SOUND)
        if not died:
            break
    assert fatal > 4


def died_at(fatal: int, perform: Callable[[], None]) -> bool:
    """Whether another process that performs it sends as many statements: it is killed there."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        connections.close_all()
        sent = count(1)

        def die(execute: Any, *statement: Any) -> Any:
            if next(sent) == fatal:
                os.kill(os.getpid(), signal.SIGKILL)
            return execute(*statement)

        with connection.execute_wrapper(die):
            perform()
        os._exit(0)
    _pid, status = os.waitpid(child, 0)
    assert status in (0, signal.SIGKILL)
    return status != 0


def bookable(cast: Cast, name: str) -> Resource:
    place = Place.objects.filter(name="L’Atelier").first()
    if place is None:
        place = create_place(by=None, values={"name": "L’Atelier"})
        place.communities.add(cast.atelier)
    made = add_resource(by=None, place=place, values={"name": name, "scope": "public"})
    offer_resource(by=None, resource=made, values={})
    return made


def test_bookings_at_once_never_pass_the_ceiling_and_what_is_refused_takes_nothing(
    cast: Cast,
) -> None:
    """Eight different machines: nothing but the accounts makes one wait for the other."""
    agreement = agreed(cast, ceiling=500)
    Agreement.objects.filter(pk=agreement.pk).update(charges="booked", rate=100)
    start = datetime.combine(timezone.localdate() + timedelta(days=3), time(9))
    slot = Slot(start, start + timedelta(hours=1))
    machines = [bookable(cast, f"Machine {n}") for n in range(8)]

    def go(machine: Resource) -> object:
        return lambda: book(by=cast.chloe, wanted=Wanted(lines=[(machine, 1)], slot=slot))

    outcomes = run_together([go(machine) for machine in machines])
    kinds = sorted(type(outcome).__name__ for outcome in outcomes)
    assert kinds == ["RefusedByRules"] * 3 + ["Reservation"] * 5
    assert (Claim.objects.count(), Transfer.objects.count()) == (5, 5)
    assert (owed(agreement)[cast.bergerie.pk], unbalanced()) == (500, SOUND)


def test_giving_up_twice_at_once_gives_back_once(cast: Cast) -> None:
    agreement = agreed(cast, ceiling=None)
    Agreement.objects.filter(pk=agreement.pk).update(charges="booked", rate=100)
    start = datetime.combine(timezone.localdate() + timedelta(days=3), time(9))
    slot = Slot(start, start + timedelta(hours=1))
    mine = book(by=cast.chloe, wanted=Wanted(lines=[(bookable(cast, "Laser"), 1)], slot=slot))
    run_together([lambda: cancel(by=cast.chloe, time=mine.times.get())] * 4)
    assert (Transfer.objects.count(), Entry.objects.count()) == (2, 8)
    assert (owed(agreement)[cast.bergerie.pk], unbalanced()) == (0, SOUND)
