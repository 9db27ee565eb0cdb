"""Closures and maintenance: nothing can be booked any more, what was is flagged to both sides."""

from __future__ import annotations

from django.db import transaction

from entrelieux.accounts.models import Person
from entrelieux.bookings.actions.claiming import hold_still, tell_freed
from entrelieux.bookings.mails import write_news
from entrelieux.bookings.models import Closure, Flag, Reservation
from entrelieux.bookings.queries import times_under
from entrelieux.core.booking import Span
from entrelieux.places.models import Place
from entrelieux.platform import audit
from entrelieux.resources.models import Resource


@transaction.atomic
def add_closure(
    *,
    by: Person | None,
    of: Place | Resource,
    span: Span,
    reason: str = Closure.Reason.CLOSED,
    note: str = "",
) -> Closure:
    """Of a whole place, or of a resource with all that is inside."""
    keys = _keys(of)
    hold_still(keys)
    closure = Closure(
        starts_at=span.start, ends_at=span.end, reason=reason, note=note.strip()[:160]
    )
    closure.created_by = by
    if isinstance(of, Place):
        closure.place = of
    else:
        closure.resource = of
    closure.save()
    flag_under(keys, span)
    audit.record("add_closure", of, by=by, closure=closure.pk)
    return closure


def flag_under(keys: list[int], span: Span) -> int:
    """Flags what is booked then; people are told once. Returns how many reservations."""
    times = times_under(keys, span).exclude(reservation__flag=Flag.CLOSED)
    found = Reservation.objects.filter(pk__in=times.values("reservation"))
    for reservation in found.select_related("person"):
        reservation.flag = Flag.CLOSED
        reservation.save(update_fields=["flag"])
        write_news("flagged", reservation)
    return len(found)


@transaction.atomic
def remove_closure(*, by: Person, closure: Closure) -> None:
    keys = _keys(closure.place or closure.resource)
    audit.record("remove_closure", closure, by=by)
    span = Span(closure.starts_at, closure.ends_at)
    closure.delete()
    under = times_under(keys, span).values("reservation")
    Reservation.objects.filter(pk__in=under, flag=Flag.CLOSED).update(flag="")
    tell_freed(keys)


def _keys(of: Place | Resource | None) -> list[int]:
    if isinstance(of, Resource):
        return [of.pk]
    held = Resource.objects.of_place(of) if of else Resource.objects.none()
    return list(held.values_list("pk", flat=True))
