"""Locks and claims: the only place where something is taken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.db import IntegrityError, connection
from django.utils.translation import gettext as _

from entrelieux.activities.zones import zone_of
from entrelieux.bookings.errors import Unavailable
from entrelieux.bookings.models import Claim, Reservation, Time
from entrelieux.bookings.queries import Known, known_by, parents_of, places_of, read_books
from entrelieux.bookings.wanted import BookableLine
from entrelieux.core.booking import INSIDE, Span, around, claimed, locked
from entrelieux.platform.jobs import enqueue
from entrelieux.resources.models import Resource

FILL = "bookings.fill"


def hold_still(resources: Iterable[int]) -> dict[int, int | None]:
    """Locks what is taken and all that it is in, in the order of keys; returns what is in what.

    Whoever takes something waits here for whoever takes something related. A room that changes
    meanwhile is seen: what is read is read again.
    """
    wanted = sorted(set(resources))
    parents = parents_of(wanted)
    while connection.features.has_select_for_update:
        _lock(wanted, parents)
        now = parents_of(wanted)
        if now == parents:
            break
        parents = now
    return parents


def hold_and_read(
    lines: Sequence[BookableLine], window: Span, parents: Mapping[int, int | None]
) -> tuple[list[Known], Mapping[int, int | None]]:
    """The same with what is known of their time, in two queries; `parents` are those of before.

    What stands between the lock and the end of the transaction is what others wait for.
    """
    pairs = [(line.resource, line.bookable) for line in lines]
    keys = [line.resource.pk for line in lines]
    while True:
        _lock(keys, parents)
        books = read_books(parents, places_of(pairs), window)
        if books.inside == parents:
            return known_by(books, pairs, parents, window), parents
        parents = parents_of(keys)


def _lock(keys: Iterable[int], parents: Mapping[int, int | None]) -> None:
    """On SQLite one transaction writes at a time anyway: nothing is asked."""
    if connection.features.has_select_for_update:
        still = Resource.objects.select_for_update(no_key=True).filter(pk__in=locked(keys, parents))
        list(still.order_by("pk").values_list("pk", flat=True))


def claim_times(
    times: Sequence[Time], lines: Sequence[BookableLine], parents: Mapping[int, int | None]
) -> None:
    """Writes what each time takes, under the locks. `Unavailable` if the database refuses: then
    the transaction around it is over."""
    rows = [row for time in times for row in _claims_of(time, lines, parents)]
    try:
        Claim.objects.bulk_create(rows)
    except IntegrityError:
        raise Unavailable(
            _("Quelqu’un vient de le prendre : choisissez un autre moment.")
        ) from None


def _claims_of(
    time: Time, lines: Sequence[BookableLine], parents: Mapping[int, int | None]
) -> list[Claim]:
    """What is around something is taken for as long as the widest of what is in it."""
    use = Span(time.starts_at, time.ends_at)
    spans = {
        line.resource.pk: line.bookable.terms(zone_of(line.resource.card)).claimed(use)
        for line in lines
    }
    found = []
    for key, units in claimed({line.resource.pk: line.units for line in lines}, parents):
        inner = [spans[pk] for pk in spans if pk == key or key in around(pk, parents)]
        span = spans[key] if units != INSIDE else _widest(inner)
        found.append(
            Claim(time=time, resource_id=key, units=units, starts_at=span.start, ends_at=span.end)
        )
    return found


def _widest(spans: Sequence[Span]) -> Span:
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def give_up(times: Iterable[Time]) -> None:
    """What they claimed is free."""
    Claim.objects.filter(time__in=[time.pk for time in times]).delete()


def resources_of(reservation: Reservation) -> list[int]:
    return list(reservation.lines.values_list("resource", flat=True))


def tell_freed(resources: Iterable[int]) -> None:
    """Those who wait are given what came free, each in a transaction of her own."""
    for key in sorted(set(resources)):
        enqueue(FILL, unique_key=f"{FILL}:{key}", resource=key)
