"""Fifty people book the same things at once: nothing twice, no error, how long each waits.

    python bench/booking.py                       # SQLite
    scripts/postgres python bench/booking.py      # PostgreSQL

A room with two machines, three sewing machines, a room of eight seats, several of these together:
each client asks for one after the other, within two days. What is taken twice is counted from the
times and lines alone, half hour by half hour. The baseline looks first and writes afterwards, with
the guard of the database taken off.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sys
import tempfile
import time as clock
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from pathlib import Path
from threading import Barrier, local
from typing import Any

from table import percentile, print_table

CHOICES = [
    ("exclusive", ["laser"]),
    ("room with machines", ["room"]),
    ("machine in a room", ["saw"]),
    ("pooled", ["sewing"]),
    ("capacity", ["seats"]),
    ("several", ["laser", "seats"]),
    ("several", ["sewing", "saw", "seats"]),
    ("room with machines", ["room", "seats"]),
]
DAYS = 2


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--bookings", type=int, default=1_000)
    parser.add_argument("--pause-ms", type=int, default=1_000)
    parser.add_argument("--resources", type=int, default=500)
    parser.add_argument("--threads", type=int, default=4, help="that answer, as in one server")
    options = parser.parse_args()
    folder = tempfile.mkdtemp(prefix="entrelieux-bench-")
    os.environ["ENTRELIEUX_DATA_DIR"] = folder
    try:
        prepare()
        measure(options)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def prepare() -> None:
    sys.path.insert(0, str(Path(__file__).parents[1]))
    from entrelieux.cli.django import prepare_database, setup_django

    setup_django()
    prepare_database()


def measure(options: argparse.Namespace) -> None:
    from django.db import connection

    world = World(options.clients)
    rows, held, p99 = [], [], {}
    runs: list[tuple[str, Callable[..., Any], int]] = [
        ("locks, then guard; one a second each", world.book, options.pause_ms),
        ("look, then write; one a second each", world.look_then_write, options.pause_ms),
        ("locks, then guard; without a pause", world.book, 0),
        ("look, then write; without a pause", world.look_then_write, 0),
    ]
    for title, book, pause_ms in runs:
        is_baseline = book == world.look_then_write
        guard("remove" if is_baseline else None)
        world.warm(book)
        result = run(world, book, options, pause_ms)
        guard("install" if is_baseline else None)
        outcomes, asked = result.outcomes, result.outcomes.total()
        p99[book, pause_ms] = percentile(result.waits, 0.99)
        rows.append(
            [
                title,
                asked,
                outcomes["booked"],
                outcomes["refused"],
                sum(n for kind, n in outcomes.items() if kind not in {"booked", "refused"}),
                sum(1 for _one in taken_twice()),
                percentile(result.waits, 0.5),
                percentile(result.waits, 0.95),
                p99[book, pause_ms],
                asked / result.seconds,
                result.processor_seconds * 1000 / asked,
                result.load,
            ]
        )
        if result.locks.held:
            held.append([title, *result.locks.told()])
        for kind, number in outcomes.items():
            if kind not in {"booked", "refused"}:
                print(f"{title}: {number} × {kind}")
    print_table(
        f"{options.clients} clients, {options.bookings} bookings, {connection.vendor}",
        ["", "asked", "booked", "refused", "errors", "taken twice", "p50 ms", "p95 ms", "p99 ms",
         "a second", "processor ms each", "load"],
        rows,
    )  # fmt: skip
    print_table(
        "Of that, in the database",
        ["", "waited p50 ms", "waited p99 ms", "held p50 ms", "held p99 ms"],
        held,
    )
    for pause_ms in (options.pause_ms, 0):
        ratio = p99[world.book, pause_ms] / p99[world.look_then_write, pause_ms]
        print(f"p99, to that of looking and then writing, pause of {pause_ms} ms: × {ratio:.2f}")
    print_table(
        f"Free times of {options.resources} resources over 31 days, {connection.vendor}",
        ["", "ms", "queries"],
        availability(world, options.resources),
    )


class World:
    """The place, what it holds, and those who book."""

    def __init__(self, clients: int) -> None:
        from entrelieux.accounts.models import Person
        from entrelieux.communities.actions import add_member, create_community
        from entrelieux.communities.models import Membership
        from entrelieux.places.actions import create_place

        self.place = create_place(
            by=None,
            values={
                "name": "Bench",
                "hours": {"text": "Mo-Su 06:00-23:00", "osm": "Mo-Su 06:00-23:00"},
            },
        )
        community = create_community(by=None, name="Bench")
        self.place.communities.add(community)
        self.people = [
            Person.objects.create_user(f"{n}@example.org", name=f"{n}") for n in range(clients)
        ]
        for person in self.people:
            add_member(by=None, person=person, community=community, role=Membership.Role.MEMBER)
        room = self.offer("room")
        self.things = {
            "room": room,
            "laser": self.offer("laser", inside=room.pk),
            "saw": self.offer("saw", inside=room.pk),
            "sewing": self.offer("sewing", sharing="pooled", capacity=3),
            "seats": self.offer("seats", sharing="capacity", capacity=8),
        }

    def offer(self, name: str, inside: int | None = None, **values: Any) -> Any:
        from entrelieux.bookings.actions import offer_resource
        from entrelieux.resources.actions import add_resource

        told = {"name": name, "scope": "public", "inside": inside}
        made = add_resource(by=None, place=self.place, values=told)
        offer_resource(by=None, resource=made, values={"after_minutes": 0, **values})
        return made

    def clear(self) -> None:
        from entrelieux.bookings.models import Reservation

        Reservation.objects.all().delete()

    def warm(self, book: Callable[..., Any]) -> None:
        """What a server does once, with its first booking, is not what one waits for."""
        self.clear()
        book(self.people[0], self.wanted(random.Random(0)))
        self.clear()

    def wanted(self, chance: random.Random) -> Any:
        from entrelieux.bookings.wanted import Wanted
        from entrelieux.core.booking import Slot

        _title, names = chance.choice(CHOICES)
        day = datetime.now().date() + timedelta(days=2 + chance.randrange(DAYS))  # noqa: DTZ005
        start = datetime.combine(day, time(8)) + timedelta(minutes=30 * chance.randrange(26))
        length = timedelta(minutes=30 * chance.randrange(1, 4))
        lines = [(self.things[name], 1) for name in names]
        return Wanted(lines=lines, slot=Slot(start, start + length))

    def book(self, person: Any, wanted: Any) -> Any:
        from entrelieux.bookings.actions import book

        return book(by=person, wanted=wanted)

    def look_then_write(self, person: Any, wanted: Any) -> Any:
        """What stands here is what many programs do."""
        from django.utils import timezone

        from entrelieux.bookings.errors import Unavailable
        from entrelieux.bookings.models import Claim, Line, Reservation, Time
        from entrelieux.bookings.queries import parents_of
        from entrelieux.bookings.wanted import preview
        from entrelieux.core.booking import claimed

        (verdict,) = preview(wanted, now=timezone.now())
        if not verdict.fits:
            raise Unavailable("taken")
        reservation = Reservation(person=person, zone=wanted.zone)
        reservation.slot = wanted.slot
        reservation.save()
        for resource, units in wanted.lines:
            Line.objects.create(reservation=reservation, resource=resource, units=units)
        edges = {"starts_at": verdict.use.start, "ends_at": verdict.use.end}
        one = Time.objects.create(reservation=reservation, day=verdict.day, **edges)
        taken = {resource.pk: units for resource, units in wanted.lines}
        for key, units in claimed(taken, parents_of(taken)):
            Claim.objects.create(time=one, resource_id=key, units=units, **edges)
        return reservation


def guard(gesture: str | None) -> None:
    from django.db import connection

    from entrelieux.bookings import guard as module

    if gesture:
        with connection.schema_editor() as editor:
            getattr(module, gesture)(None, editor)


@dataclass
class Locks:
    """How long each waited for the others, and kept them waiting, in ms.

    From the statement that locks (on SQLite, the one that begins) to the first one after the
    transaction.
    """

    waited: list[float] = field(default_factory=list)
    held: list[float] = field(default_factory=list)
    mine: local = field(default_factory=local)

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        began = clock.perf_counter()
        if not context["connection"].in_atomic_block:
            self.release()
        try:
            return execute(sql, params, many, context)
        finally:
            if sql.startswith("BEGIN IMMEDIATE") or "FOR NO KEY UPDATE" in sql:
                self.mine.since = clock.perf_counter()
                self.waited.append((self.mine.since - began) * 1000)

    def release(self) -> None:
        since = getattr(self.mine, "since", None)
        if since is not None:
            self.held.append((clock.perf_counter() - since) * 1000)
        self.mine.since = None

    def told(self) -> list[float]:
        return [percentile(many, part) for many in (self.waited, self.held) for part in (0.5, 0.99)]


@dataclass
class Result:
    outcomes: Counter[str] = field(default_factory=Counter)
    waits: list[float] = field(default_factory=list)
    locks: Locks = field(default_factory=Locks)
    seconds: float = 0
    processor_seconds: float = 0
    load: float = 0


def run(
    world: World, book: Callable[..., Any], options: argparse.Namespace, pause_ms: int
) -> Result:
    from django.db import connections

    result = Result()
    start = Barrier(options.clients + 1)
    # As many are answered at once as a server has threads; the others queue, and that counts.
    answering = ThreadPoolExecutor(options.threads, initializer=connections.close_all)

    def client(rank: int) -> None:
        chance = random.Random(rank)
        start.wait()
        if pause_ms:
            clock.sleep(chance.random() * pause_ms / 1000)
        for _n in range(options.bookings // options.clients):
            wanted = world.wanted(chance)
            began = clock.perf_counter()
            outcome = answering.submit(ask, book, world.people[rank], wanted, result.locks).result()
            result.waits.append((clock.perf_counter() - began) * 1000)
            result.outcomes[outcome] += 1
            if pause_ms:
                clock.sleep(max(0, pause_ms / 1000 - (clock.perf_counter() - began)))

    with ThreadPoolExecutor(options.clients) as pool:
        done = [pool.submit(client, rank) for rank in range(options.clients)]
        start.wait()
        began, spent = clock.perf_counter(), clock.process_time()
        for one in done:
            one.result()
    result.seconds = clock.perf_counter() - began
    result.processor_seconds = clock.process_time() - spent
    result.load = os.getloadavg()[0]
    close(answering, options.threads)
    return result


def ask(book: Callable[..., Any], person: Any, wanted: Any, locks: Locks) -> str:
    from django.db import DatabaseError, connection

    from entrelieux.bookings.errors import Unavailable
    from entrelieux.platform.errors import EntrelieuxError

    try:
        with connection.execute_wrapper(locks):
            book(person, wanted)
    except Unavailable:
        return "refused"
    except (DatabaseError, EntrelieuxError) as error:
        return f"{type(error).__name__}: {error}"[:120]
    finally:
        locks.release()
    return "booked"


def close(answering: ThreadPoolExecutor, threads: int) -> None:
    """Each thread has a connection of its own to the database."""
    from django.db import connections

    meeting = Barrier(threads)

    def leave() -> None:
        meeting.wait()
        connections.close_all()

    for one in [answering.submit(leave) for _n in range(threads)]:
        one.result()
    answering.shutdown()


def taken_twice() -> Iterator[tuple[str, datetime]]:
    """Each half hour of each thing that holds too much, from times and lines; not from claims."""
    from entrelieux.bookings.models import Bookable, Line, Reservation

    capacity = dict(Bookable.objects.values_list("resource__name", "capacity"))
    inside = {"laser": "room", "saw": "room"}
    held: dict[tuple[str, datetime], int] = defaultdict(int)
    within: dict[tuple[str, datetime], int] = defaultdict(int)
    lines = Line.objects.filter(
        reservation__state__in=Reservation.TAKING, reservation__times__is_cancelled=False
    )
    for name, units, start, end in lines.values_list(
        "resource__name", "units", "reservation__times__starts_at", "reservation__times__ends_at"
    ):
        while start < end:
            held[name, start] += units
            if name in inside:
                within[inside[name], start] += units
            start += timedelta(minutes=30)
    for (name, moment), units in held.items():
        whole = units >= capacity[name]
        if units > capacity[name] or (whole and within[name, moment]):
            yield name, moment


def availability(world: World, count: int) -> list[list[object]]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from django.utils import timezone

    from entrelieux.bookings.models import Bookable
    from entrelieux.bookings.queries import known_of
    from entrelieux.core.booking import Span, free_spans
    from entrelieux.resources.models import Resource

    # A few things are booked, most are not, as in life: rows are copied from one that is offered.
    world.clear()
    place, model = world.place, world.things["laser"]
    made = Resource.objects.bulk_create(
        Resource(place=place, name=f"Thing {n}", inside=model.inside) for n in range(count)
    )
    Bookable.objects.bulk_create(Bookable(resource=one) for one in made)
    fill(world, made[: count // 2])
    resources = Resource.objects.filter(pk__in=[one.pk for one in made])
    pairs = [(one, one.bookable) for one in resources.select_related("bookable", "place__root")]
    now = timezone.now()
    window = Span(now, now + timedelta(days=31))
    spent = []
    for _n in range(5):
        with CaptureQueriesContext(connection) as found:
            began = clock.perf_counter()
            for known in known_of(pairs, window):
                free_spans(known.terms, known.calendar, window=window, now=now)
            spent.append((clock.perf_counter() - began) * 1000)
    return [["free times", percentile(spent, 0.5), len(found)]]


def fill(world: World, resources: list[Any]) -> None:
    """Twenty claims each over the month."""
    from django.utils import timezone

    from entrelieux.bookings.models import Claim, Reservation, Time
    from entrelieux.core.booking import Slot

    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    slot = Slot(midnight.replace(tzinfo=None), midnight.replace(tzinfo=None) + timedelta(hours=1))
    reservation = Reservation(person=world.people[0])
    reservation.slot = slot
    reservation.save()
    for n in range(20):
        start = midnight + timedelta(days=n + 1, hours=9 + n % 8)
        edges = {"starts_at": start, "ends_at": start + timedelta(hours=1)}
        one = Time.objects.create(reservation=reservation, day=start.date(), **edges)
        Claim.objects.bulk_create(
            Claim(time=one, resource=resource, units=1, **edges) for resource in resources
        )


if __name__ == "__main__":
    main()
