"""Giving up a time, those that follow, or all."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from entrelieux.accounts.models import Person
from entrelieux.bookings.actions.charging import give_back
from entrelieux.bookings.actions.claiming import give_up, hold_still, resources_of, tell_freed
from entrelieux.bookings.mails import write_news
from entrelieux.bookings.models import Reservation, State, Time
from entrelieux.platform import audit

Reach = Literal["this", "following", "all"]


@transaction.atomic
def cancel(*, by: Person | None, time: Time, reach: Reach = "this", note: str = "") -> Reservation:
    """What is over stays as it was; who waits is given what comes free."""
    reservation = time.reservation
    resources = resources_of(reservation)
    hold_still(resources)
    reservation.refresh_from_db()
    if reservation.state not in Reservation.LIVE:
        return reservation
    times = reached(reservation, time, reach, timezone.now())
    give_up(times)
    give_back(times, by=by, because=_("Réservation annulée"))
    for one in times:
        one.is_cancelled = True
    Time.objects.bulk_update(times, ["is_cancelled"])
    if not reservation.times.filter(is_cancelled=False).exists():
        reservation.state = State.CANCELLED
    reservation.answer = note[:500] or reservation.answer
    reservation.save(update_fields=["state", "answer"])
    audit.record("cancel_booking", reservation, by=by, days=[str(one.day) for one in times])
    write_news("cancelled", reservation, times=times, is_by_host=by != reservation.person)
    tell_freed(resources)
    return reservation


def reached(reservation: Reservation, time: Time, reach: Reach, now: datetime) -> list[Time]:
    """The times that a gesture concerns: not over, not given up."""
    found = reservation.times.to_come(now)
    match reach:
        case "this":
            found = found.filter(pk=time.pk)
        case "following":
            found = found.filter(day__gte=time.day)
        case "all":
            pass
    return list(found)
