"""What was booked follows what changed since: a machine elsewhere, an agreement that ended."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from entrelieux.bookings.actions.claiming import claim_times, give_up, hold_still
from entrelieux.bookings.errors import BookingError, Unavailable
from entrelieux.bookings.lent import apart
from entrelieux.bookings.mails import tell_hosts, write_news
from entrelieux.bookings.models import Flag, Time
from entrelieux.bookings.queries import coming_by_agreement, parents_of
from entrelieux.bookings.wanted import bookable_lines
from entrelieux.core.booking import claimed
from entrelieux.exchanges.models import Agreement
from entrelieux.platform import audit


def realign_claims(*, now: datetime) -> int:
    """Claims of the times to come around the rooms where things are now; returns how many moved.

    What cannot be any more, because somebody took the new room whole, is flagged and stays.
    """
    times = Time.objects.taking_place().filter(starts_at__gt=now).select_related("reservation")
    moved = 0
    for time in times.prefetch_related("reservation__lines", "claims").iterator(chunk_size=500):
        taken = {line.resource_id: line.units for line in time.reservation.lines.all()}
        parents = apart(parents_of(taken), _lent(time))
        wanted = {key for key, _units in claimed(taken, parents)}
        if wanted != {claim.resource_id for claim in time.claims.all()}:
            moved += _realign(time)
    return moved


def _lent(time: Time) -> set[int]:
    return {line.resource_id for line in time.reservation.lines.all() if line.loan_id}


@transaction.atomic
def _realign(time: Time) -> bool:
    reservation = time.reservation
    try:
        lines = bookable_lines([(one.resource, one.units) for one in reservation.lines.all()])
    except BookingError:
        return False
    parents = hold_still(line.resource.pk for line in lines)
    try:
        with transaction.atomic():
            give_up([time])
            claim_times([time], lines, apart(parents, _lent(time)))
    except Unavailable:
        reservation.flag = Flag.INSIDE
        reservation.save(update_fields=["flag"])
        return False
    audit.record("realign_claims", reservation, time=time.pk)
    return True


@transaction.atomic
def flag_for_agreement(*, agreement: Agreement, now: datetime) -> int:
    """What was booked by an agreement that ended: flagged to its person and to the hosts, kept
    until they say. Returns how many."""
    flagged = 0
    for reservation in coming_by_agreement(agreement.first, agreement.second, now):
        if reservation.flag != Flag.AGREEMENT:
            reservation.flag = Flag.AGREEMENT
            reservation.save(update_fields=["flag"])
            write_news("flagged", reservation)
            tell_hosts(reservation)
            audit.record("flag_for_agreement", reservation, agreement=agreement.pk)
            flagged += 1
    return flagged
