"""Booked is not used: who comes says so, if she wants."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from entrelieux.accounts.models import Person
from entrelieux.bookings.errors import AlreadyAnswered
from entrelieux.bookings.models import State, Time
from entrelieux.platform import audit

EARLY = timedelta(minutes=30)


@transaction.atomic
def arrive(*, by: Person, time: Time) -> Time:
    """Said on the spot, from half an hour before. Raises `AlreadyAnswered`."""
    now = timezone.now()
    current = Time.objects.select_for_update(of=("self",)).get(pk=time.pk)
    if not current.starts_at - EARLY <= now <= current.ends_at or current.is_cancelled:
        raise AlreadyAnswered(
            _("L’arrivée se dit sur le moment, une demi-heure avant au plus tôt.")
        )
    if time.reservation.state != State.CONFIRMED:
        raise AlreadyAnswered(_("Cette réservation n’est pas confirmée."))
    current.arrived_at = current.arrived_at or now
    current.save(update_fields=["arrived_at"])
    audit.record("arrive", current, by=by)
    return current


@transaction.atomic
def leave(*, by: Person, time: Time) -> Time:
    """What was really used ends now; the rest stays booked: cancel it to free it."""
    now = timezone.now()
    current = Time.objects.select_for_update(of=("self",)).get(pk=time.pk)
    if current.arrived_at is None:
        raise AlreadyAnswered(_("Dites d’abord que vous êtes là."))
    current.left_at = now
    current.save(update_fields=["left_at"])
    audit.record("leave", current, by=by)
    return current
