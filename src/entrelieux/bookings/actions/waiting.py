"""The waiting list: what comes free goes to the first whom it is enough for."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from entrelieux.bookings.actions.agreeing import lines_needing_agreement, refuse_unseen
from entrelieux.bookings.actions.booking import HELD_FOR
from entrelieux.bookings.actions.charging import charge
from entrelieux.bookings.actions.claiming import claim_times, hold_still
from entrelieux.bookings.errors import BookingError, RefusedByRules
from entrelieux.bookings.lent import apart, loans_during
from entrelieux.bookings.mails import ask_hosts, write_news
from entrelieux.bookings.models import Reservation, State
from entrelieux.bookings.queries import waiting_for
from entrelieux.bookings.wanted import bookable_lines, verdicts_on
from entrelieux.core.booking import Span
from entrelieux.platform import audit


def give_freed(*, resource: int, now: datetime) -> list[Reservation]:
    """Each waiting reservation in its order, in a transaction of its own: one that does not fit
    keeps its rank, the next that fits is served."""
    given = []
    for key in list(waiting_for([resource], now).values_list("pk", flat=True)):
        try:
            served = _serve(key, now)
        except RefusedByRules:
            # Her community owes too much by now: she keeps her rank.
            continue
        if served:
            given.append(served)
    return given


@transaction.atomic
def _serve(key: int, now: datetime) -> Reservation | None:
    found = Reservation.objects.filter(pk=key, state=State.WAITING).select_related("person").first()
    if found is None:
        return None
    try:
        lines = bookable_lines([(one.resource, one.units) for one in found.lines.all()])
        refuse_unseen(found.person, lines)
        parents = hold_still(line.resource.pk for line in lines)
        found.refresh_from_db()
        times = list(found.times.filter(is_cancelled=False))
        uses = [(one.day, Span(one.starts_at, one.ends_at)) for one in times]
        spans = [use for _d, use in uses]
        loans = loans_during([line.resource for line in lines], spans)
        needing = lines_needing_agreement(
            found.person,
            lines,
            spans,
            found.purpose,
            community=found.community,
            group=found.group,
        )
    except BookingError:
        # What it waits for cannot be booked by her any more: it stays, she may give up.
        return None
    if found.state != State.WAITING or not all(v.fits for v in verdicts_on(lines, uses, now=now)):
        return None
    found.state = State.HELD if needing else State.CONFIRMED
    found.held_until = min(times[0].starts_at, now + HELD_FOR) if needing else None
    found.save(update_fields=["state", "held_until"])
    for line in found.lines.all():
        line.loan = loans.get(line.resource_id)
        line.save(update_fields=["loan"])
    claim_times(times, lines, apart(parents, loans))
    charge(found, times)
    audit.record("give_freed", found, state=found.state)
    write_news("promoted", found)
    if needing:
        ask_hosts(found)
    return found
