"""Reads of loans: those of a place, what is booked in the period of one, what is lent somewhere."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any
from zlib import crc32

from entrelieux.bookings.models import Loan, LoanState, Side, Time
from entrelieux.bookings.models.loan import LoanQuerySet
from entrelieux.bookings.queries.reservations import times_under
from entrelieux.core.booking import Span
from entrelieux.places.models import Place
from entrelieux.resources.models import Resource

MOST_TOLD = 50
CURRENT = (LoanState.PROPOSED, *Loan.UNDER_WAY)


def find_loan(public_id: str) -> Loan | None:
    return Loan.objects.with_all().filter(public_id=public_id).first()


def loans_of(place: Place) -> LoanQuerySet:
    """What a card lends and borrows, what has not begun last."""
    return Loan.objects.of_places([place.pk]).with_all().order_by("-starts_at", "-pk")


def loans_for(person: Any) -> LoanQuerySet:
    """Those of the places that a person hosts."""
    return Loan.objects.visible_to(person).with_all()


def loans_since(subject: Place | Resource, since: datetime) -> LoanQuerySet:
    """Signed by both: those of a resource, or what a place lends and borrows."""
    is_place = isinstance(subject, Place)
    of = Loan.objects.of_places([subject.pk]) if is_place else Loan.objects.filter(resource=subject)
    found = of.in_force().filter(ends_at__gt=since, resource__removed_at=None)
    return found.with_all().order_by("starts_at", "pk")


def coming_loans(resource: Resource, now: datetime) -> LoanQuerySet:
    """Signed by both, not over: where it is, and where it will be."""
    found = Loan.objects.filter(resource=resource, state__in=Loan.UNDER_WAY, ends_at__gt=now)
    return found.select_related("lender", "borrower__root").order_by("starts_at")


def lent_here(place: Place, person: Any, now: datetime) -> list[Loan]:
    """What a place has of others, and will have, as a person may see it."""
    here = Loan.objects.of_places([place.pk]).filter(state__in=Loan.UNDER_WAY)
    seen = Resource.objects.visible_to(person).filter(pk__in=here.values("resource"))
    found = here.filter(resource__in=seen.values("pk")).with_all().order_by("starts_at")
    return [
        loan
        for loan in found
        if loan.place_of(Side.BORROWER).pk == place.pk
        and (loan.ends_at > now or loan.state == LoanState.GONE)
    ]


def span_to_read(loan: Loan) -> Span | None:
    """The stretch whose bookings whoever signs has to read: the loan’s, or that which another end
    adds or gives back; None when nothing waits for a signature."""
    if loan.state == LoanState.PROPOSED:
        return loan.span
    change = loan.waiting_change
    if change is None:
        return None
    return Span(*sorted((loan.ends_at, change.ends_at))) if change.ends_at else loan.span


def booked_during(loan: Loan, span: Span) -> list[Time]:
    """What is booked of it in the period: listed to who signs, told to who booked."""
    found = times_under([loan.resource_id], span).order_by("starts_at", "pk").distinct()
    return list(found.select_related("reservation__person")[:MOST_TOLD])


def stamp_of(times: Collection[Time]) -> str:
    """What a form sends back, so that nobody signs over bookings that were not shown."""
    told = ";".join(f"{one.pk}:{one.starts_at.isoformat()}" for one in times)
    return f"{crc32(told.encode()):08x}"
