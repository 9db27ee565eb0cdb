"""Where a lent resource is now, and what becomes of what is booked of it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from entrelieux.bookings.mails import tell_hosts, write_news
from entrelieux.bookings.models import Flag, Line, Loan, LoanState, Reservation
from entrelieux.bookings.models.loan import LoanQuerySet
from entrelieux.bookings.queries import times_under
from entrelieux.core.booking import Span
from entrelieux.inventory.documents import mark_entry_changed
from entrelieux.platform import audit
from entrelieux.resources.models import Resource
from entrelieux.search.actions import mark_changed


def hand_bookings(loan: Loan, span: Span) -> int:
    """What is booked in the span is used elsewhere than was said: its owners and the hosts are
    told, nothing is cancelled. Those that lie whole in the loan go to the place where it is."""
    times = times_under([loan.resource_id], span)
    found = Reservation.objects.filter(pk__in=times.values("reservation")).select_related("person")
    for reservation in found:
        _hand(reservation, loan)
        reservation.flag = Flag.LENT
        reservation.save(update_fields=["flag"])
        write_news("flagged", reservation)
        tell_hosts(reservation)
        audit.record("flag_for_loan", reservation, loan=loan.pk)
    return len(found)


def _hand(reservation: Reservation, loan: Loan) -> None:
    coming = reservation.times.to_come(timezone.now())
    is_inside = loan.state in Loan.UNDER_WAY and all(
        loan.span.holds(Span(one.starts_at, one.ends_at)) for one in coming
    )
    lines = Line.objects.filter(reservation=reservation, resource=loan.resource_id)
    if is_inside:
        lines.update(loan=loan)
    else:
        lines.filter(loan=loan).update(loan=None)


def place_resource(resource: Resource, now: datetime | None = None) -> bool:
    """Writes on a resource where it is now; returns whether it moved.

    It is away from its departure, or from the first day, until its return is noted; one that never
    left is at home again after the last day.
    """
    now = now or timezone.now()
    away = _away(now).filter(resource=resource).select_related("borrower__root").first()
    place, until = (away.place_of("borrower"), away.ends_at) if away else (None, None)
    was = resource.lent_to_id
    if was == (place.pk if place else None) and resource.lent_until == until:
        return False
    resource.lent_to, resource.lent_until = place, until
    resource.save(update_fields=["lent_to", "lent_until", "updated_at"])
    mark_entry_changed(resource)
    mark_changed({key for key in (was, place.pk if place else None) if key})
    return True


def _away(now: datetime) -> LoanQuerySet:
    begun = Q(state=LoanState.SIGNED, starts_at__lte=now, ends_at__gt=now)
    return Loan.objects.filter(Q(state=LoanState.GONE) | begun).order_by("starts_at")


def place_lent(*, now: datetime) -> int:
    """Those whose loan begins, or ends without having left; returns how many moved."""
    moved = 0
    due = Resource.objects.filter(
        Q(pk__in=_away(now).values("resource")) | Q(lent_to__isnull=False)
    ).select_related("place__root", "lent_to")
    for resource in due:
        with transaction.atomic():
            moved += place_resource(resource, now)
    return moved
