"""Nothing is taken twice: the last guard alone, and many who book at once, on each database."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, time, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from entrelieux.bookings.actions import book, cancel, offer_resource
from entrelieux.bookings.actions.claiming import hold_and_read
from entrelieux.bookings.errors import Unavailable
from entrelieux.bookings.models import Bookable, Claim, Reservation, Time
from entrelieux.bookings.queries import parents_of
from entrelieux.bookings.wanted import Wanted, bookable_lines
from entrelieux.core.booking import Slot, Span, obstacles
from entrelieux.places.actions import create_place
from entrelieux.resources.actions import add_resource
from entrelieux.resources.models import Resource
from tests.cast import Cast
from tests.database.threads import run_together

pytestmark = pytest.mark.django_db(transaction=True)


def day() -> datetime:
    return datetime.combine(timezone.localdate() + timedelta(days=3), time(8))


def workshop(cast: Cast) -> dict[str, Resource]:
    """A room with two machines, three sewing machines, a room of four seats."""
    place = create_place(by=None, values={"name": "L’Atelier"})
    place.communities.add(cast.atelier)

    def offer(name: str, inside: Resource | None = None, **values: object) -> Resource:
        told = {"name": name, "scope": "public", "inside": inside and inside.pk}
        made = add_resource(by=None, place=place, values=told)
        offer_resource(by=None, resource=made, values=values)
        return made

    room = offer("salle")
    return {
        "salle": room,
        "laser": offer("laser", inside=room),
        "scie": offer("scie", inside=room),
        "couture": offer("couture", sharing="pooled", capacity=3),
        "places": offer("places", sharing="capacity", capacity=4),
    }


def overlaps() -> Iterator[str]:
    """What must never be, counted minute by minute from the claims alone."""
    for resource in Resource.objects.all():
        claims = list(Claim.objects.filter(resource=resource))
        most = Bookable.objects.get(resource=resource).capacity
        for moment in {claim.starts_at for claim in claims}:
            here = [c for c in claims if c.starts_at <= moment < c.ends_at]
            if sum(c.units for c in here) > most:
                yield f"{resource.name}: {sum(c.units for c in here)} > {most}"
            if any(c.units >= most for c in here) and len(here) > 1:
                yield f"{resource.name}: whole, with something inside"


@pytest.mark.parametrize(
    ("capacity", "first", "second", "is_refused"),
    [
        (1, (0, 60, 1), (30, 90, 1), True),
        (1, (0, 60, 1), (60, 90, 1), False),
        (3, (0, 60, 2), (30, 90, 1), False),
        (3, (0, 60, 2), (30, 90, 2), True),
        (1, (0, 60, 0), (30, 90, 1), True),
        (1, (0, 60, 1), (30, 90, 0), True),
        (3, (0, 60, 0), (30, 90, 2), False),
        (1, (0, 60, 0), (30, 90, 0), False),
    ],
)
def test_the_database_itself_refuses_what_passes_the_capacity(
    cast: Cast,
    capacity: int,
    first: tuple[int, int, int],
    second: tuple[int, int, int],
    is_refused: bool,
) -> None:
    resource = workshop(cast)["places"]
    Bookable.objects.filter(resource=resource).update(capacity=capacity)
    start = timezone.make_aware(day())

    def claim(begin: int, end: int, units: int) -> Claim:
        reservation = Reservation(person=cast.bob)
        reservation.slot = Slot(day(), day() + timedelta(hours=1))
        reservation.save()
        span = {
            "starts_at": start + timedelta(minutes=begin),
            "ends_at": start + timedelta(minutes=end),
        }
        one = Time.objects.create(reservation=reservation, day=day().date(), **span)
        return Claim.objects.create(time=one, resource=resource, units=units, **span)

    claim(*first)
    if is_refused:
        with pytest.raises(IntegrityError), transaction.atomic():
            claim(*second)
        later = claim(200, 260, second[2])
        later.starts_at, later.ends_at = start, start + timedelta(minutes=60)
        with pytest.raises(IntegrityError), transaction.atomic():
            later.save()
    else:
        claim(*second)
    assert Claim.objects.count() == 2


def test_little_is_asked_of_the_database_and_least_while_others_wait(cast: Cast) -> None:
    held = workshop(cast)
    slot = Slot(day(), day() + timedelta(hours=1))
    asked = Wanted(lines=[(held["laser"], 1), (held["places"], 2)], slot=slot)
    with CaptureQueriesContext(connection) as found:
        book(by=cast.bob, wanted=asked)
    told = [query["sql"] for query in found]
    lock = "BEGIN IMMEDIATE" if connection.vendor == "sqlite" else "FOR NO KEY UPDATE"
    (locked,) = [n for n, sql in enumerate(told) if lock in sql]
    asks = [n for n, sql in enumerate(told) if sql.lstrip("(").startswith(("SELECT", "INSERT"))]
    counted = (len(asks), sum(1 for n in asks if n >= locked))
    assert counted == {"sqlite": (11, 6), "postgresql": (12, 4)}[connection.vendor]


def test_what_went_to_another_room_meanwhile_is_seen_under_the_lock(cast: Cast) -> None:
    """All is known before the lock but what is asked again: the rooms, the claims."""
    held = workshop(cast)
    slot = Slot(day(), day() + timedelta(hours=1))
    window = Span(*(timezone.make_aware(edge) for edge in (slot.start, slot.end)))
    laser = bookable_lines([(held["laser"], 1)])
    before = parents_of([held["laser"].pk])
    Resource.objects.filter(pk=held["laser"].pk).update(inside=held["places"])
    book(by=cast.alice, wanted=Wanted(lines=[(held["places"], 4)], slot=slot))
    with transaction.atomic():
        (known,), parents = hold_and_read(laser, window, before)
    assert parents == {held["laser"].pk: held["places"].pk, held["places"].pk: None}
    assert [
        one.reason for one in obstacles(known.terms, known.calendar, window, now=window.start)
    ] == ["taken"]


def test_many_who_book_at_once_take_nothing_twice_and_meet_no_other_error(cast: Cast) -> None:
    held = workshop(cast)
    chance = random.Random(5)  # noqa: S311 - a fixed choice of bookings

    def gesture() -> object:
        names = chance.choice(
            [["laser"], ["salle"], ["scie"], ["couture"], ["places"], ["places", "laser"],
             ["laser", "scie"], ["couture", "salle"]]
        )  # fmt: skip
        chance.shuffle(names)
        start = day() + timedelta(minutes=30 * chance.randrange(6))
        lines = [(held[name], 1) for name in names]
        asked = Wanted(lines=lines, slot=Slot(start, start + timedelta(minutes=60)))
        person = chance.choice([cast.alice, cast.bob])
        return lambda: book(by=person, wanted=asked)

    outcomes = run_together([gesture() for _n in range(16)])
    outcomes += run_together([gesture() for _n in range(16)])
    kinds = {type(outcome) for outcome in outcomes}
    assert kinds <= {Reservation, Unavailable}, [o for o in outcomes if isinstance(o, Exception)]
    assert list(overlaps()) == []
    taken = [outcome for outcome in outcomes if isinstance(outcome, Reservation)]
    assert Time.objects.count() == len(taken) > 0


def test_the_same_moment_asked_for_by_eight_is_one_persons(cast: Cast) -> None:
    laser = workshop(cast)["laser"]
    asked = Wanted(lines=[(laser, 1)], slot=Slot(day(), day() + timedelta(hours=1)))
    outcomes = run_together([lambda: book(by=cast.bob, wanted=asked)] * 8)
    assert sorted(type(outcome).__name__ for outcome in outcomes) == [
        "Reservation",
        *["Unavailable"] * 7,
    ]


def test_giving_up_and_booking_at_once_leave_it_taken_once(cast: Cast) -> None:
    laser = workshop(cast)["laser"]
    asked = Wanted(lines=[(laser, 1)], slot=Slot(day(), day() + timedelta(hours=1)))
    mine = book(by=cast.bob, wanted=asked)
    gestures = [
        lambda: cancel(by=cast.bob, time=mine.times.get()),
        *[lambda: book(by=cast.alice, wanted=asked)] * 3,
    ]
    outcomes = run_together(gestures)
    assert {type(outcome) for outcome in outcomes} <= {Reservation, Unavailable}
    assert list(overlaps()) == []
    assert Claim.objects.filter(resource=laser).count() <= 1
