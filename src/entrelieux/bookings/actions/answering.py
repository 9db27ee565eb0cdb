"""The agreement of a place, with or without an account; requests that nobody answers."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from entrelieux.accounts.models import Person
from entrelieux.bookings.actions.charging import charge
from entrelieux.bookings.actions.claiming import give_up, hold_still, resources_of, tell_freed
from entrelieux.bookings.errors import AlreadyAnswered
from entrelieux.bookings.mails import write_news
from entrelieux.bookings.models import Line, Reservation, State
from entrelieux.platform import audit


@transaction.atomic
def answer_line(*, by: Person | None, line: Line, agrees: bool, note: str = "") -> Reservation:
    """What was asked for together is refused together; agreed to when every place has agreed.

    `by` is None for who follows the link of the mail. Raises `AlreadyAnswered`, and
    `RefusedByRules` when the agreement by which it was asked for does not go as far any more.
    """
    resources = resources_of(line.reservation)
    hold_still(resources)
    reservation = Reservation.objects.get(pk=line.reservation_id)
    current = reservation.lines.get(pk=line.pk)
    if reservation.state != State.HELD or current.agreed_at:
        raise AlreadyAnswered(
            _("Quelqu’un a déjà répondu, ou la personne y a renoncé : il n’y a plus rien à faire.")
        )
    reservation.answer = note.strip()[:500] or reservation.answer
    audit.record("answer_booking", reservation, by=by, agrees=agrees, line=line.pk)
    if not agrees:
        return _let_go(reservation, State.REFUSED, "refused")
    current.agreed_at, current.agreed_by = timezone.now(), by
    current.save(update_fields=["agreed_at", "agreed_by"])
    if not reservation.lines.filter(agreed_at=None).exists():
        reservation.state, reservation.held_until = State.CONFIRMED, None
        charge(reservation, list(reservation.times.filter(is_cancelled=False)))
        write_news("confirmed", reservation)
    reservation.save(update_fields=["state", "held_until", "answer"])
    return reservation


def lapse_held(*, now: datetime) -> int:
    """Requests that nobody answered in time no longer keep others away; returns how many."""
    late = Reservation.objects.filter(state=State.HELD, held_until__lte=now)
    return sum(1 for key in list(late.values_list("pk", flat=True)) if _lapse(key, now))


@transaction.atomic
def _lapse(key: int, now: datetime) -> bool:
    reservation = Reservation.objects.get(pk=key)
    hold_still(resources_of(reservation))
    reservation.refresh_from_db()
    if reservation.state != State.HELD or not reservation.held_until:
        return False
    if reservation.held_until > now:
        return False
    audit.record("lapse_booking", reservation)
    _let_go(reservation, State.LAPSED, "lapsed")
    return True


def _let_go(reservation: Reservation, state: State, news: str) -> Reservation:
    give_up(reservation.times.all())
    reservation.state, reservation.held_until = state, None
    reservation.save(update_fields=["state", "held_until", "answer"])
    write_news(news, reservation)
    tell_freed(resources_of(reservation))
    return reservation
