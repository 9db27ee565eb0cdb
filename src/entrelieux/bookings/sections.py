"""What bookings show on the page of a place."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from entrelieux.bookings.permissions import can_see_day
from entrelieux.bookings.queries import bookables_at, lent_here, lines_to_answer
from entrelieux.bookings.wording import loan_days
from entrelieux.places.models import Place
from entrelieux.places.sections import Section

SHOWN = 12


def bookings_section(place: Place, request: HttpRequest) -> Section | None:
    """What can be booked there; for those who keep it, the way to its day."""
    resources = list(bookables_at(place, request.user)[:SHOWN])
    if not resources:
        return None
    keeps = can_see_day(request.user, place)
    waiting = lines_to_answer(place).count() if keeps else 0
    return Section(
        template="bookings/_section.html",
        title=_("Ce qui s’y réserve"),
        anchor="bookings",
        rank=8,
        context={"place": place, "resources": resources, "keeps": keeps, "waiting": waiting},
    )


def loans_section(place: Place, request: HttpRequest) -> Section | None:
    """What it has of other places, and until when."""
    now = timezone.now()
    loans = lent_here(place, request.user, now)[:SHOWN]
    if not loans:
        return None
    return Section(
        template="bookings/_lent_here.html",
        title=_("Prêté par d’autres lieux"),
        anchor="lent-here",
        rank=11,
        context={
            "loans": [(loan, loan_days(loan), loan.is_late(now)) for loan in loans],
            "keeps": can_see_day(request.user, place),
        },
    )
