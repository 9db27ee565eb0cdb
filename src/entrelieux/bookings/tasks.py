"""What time does to bookings: requests lapse, what is freed is given, calendars are read again."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from entrelieux.bookings.actions import (
    flag_for_agreement,
    flag_for_recognition,
    give_back_unused,
    give_freed,
    lapse_held,
    place_lent,
    realign_claims,
    reread_blocking,
    review_for_habilitation,
    tell_late,
)
from entrelieux.bookings.actions.claiming import FILL
from entrelieux.bookings.models import BlockingCalendar, Line, Loan, LoanState, State
from entrelieux.charters.actions.habilitations import HABILITATION
from entrelieux.charters.models import Habilitation
from entrelieux.exchanges.actions.agreements import ENDED, WITHDRAWN
from entrelieux.exchanges.models import Agreement, Recognition
from entrelieux.platform.jobs import enqueue, every, job

REREAD = "bookings.reread"
REREAD_AFTER = timedelta(hours=1)


@job(FILL)
def fill(*, resource: int) -> None:
    """Also who waits for the room around it, or for something inside."""
    now = timezone.now()
    for key in sorted(_related(resource)):
        give_freed(resource=key, now=now)


def _related(resource: int) -> set[int]:
    waited = Line.objects.filter(reservation__state=State.WAITING)
    return {resource, *waited.values_list("resource", flat=True)}


@job(ENDED)
def tell_ended(*, agreement: int) -> None:
    ended = Agreement.objects.select_related("first", "second").get(pk=agreement)
    flag_for_agreement(agreement=ended, now=timezone.now())


@job(WITHDRAWN)
def tell_withdrawn(*, recognition: int) -> None:
    found = Recognition.objects.select_related("agreement__first", "agreement__second", "accepting")
    flag_for_recognition(recognition=found.get(pk=recognition), now=timezone.now())


@job(HABILITATION)
def follow_habilitation(*, habilitation: int) -> None:
    """Nothing when its person closed her account since."""
    held = Habilitation.objects.select_related("community", "person")
    found = held.filter(pk=habilitation).first()
    if found:
        review_for_habilitation(habilitation=found, now=timezone.now())


@every(minutes=10)
@job("bookings.lapse")
def lapse() -> None:
    lapse_held(now=timezone.now())


@every(minutes=10)
@job("bookings.loans")
def follow_loans() -> None:
    """Where what is lent is from now on; what should be back is told."""
    now = timezone.now()
    place_lent(now=now)
    late = Loan.objects.filter(state=LoanState.GONE, ends_at__lte=now, late_told_at=None)
    for loan in late:
        tell_late(loan=loan, now=now)


@every(minutes=60)
@job("bookings.unused")
def unused() -> None:
    give_back_unused(now=timezone.now())


@every(minutes=24 * 60)
@job("bookings.realign", lease_minutes=30)
def realign() -> None:
    realign_claims(now=timezone.now())


@every(minutes=15)
@job("bookings.calendars")
def ask_for_due_calendars() -> None:
    """One job per calendar: one that fails does not hold back the others."""
    late = Q(read_at=None) | Q(read_at__lt=timezone.now() - REREAD_AFTER)
    for calendar in BlockingCalendar.objects.filter(late):
        enqueue(REREAD, unique_key=f"{REREAD}:{calendar.pk}", calendar=calendar.pk)


@job(REREAD, retries=1)
def reread(*, calendar: int) -> None:
    wanted = BlockingCalendar.objects.filter(pk=calendar).select_related("resource").first()
    if wanted:
        reread_blocking(calendar=wanted)
