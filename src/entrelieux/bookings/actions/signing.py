"""A signature of one of both places, and what its gestures have in common."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from entrelieux.accounts.models import Person
from entrelieux.bookings.errors import AlreadyLent, StaleLoan
from entrelieux.bookings.models import Loan, other_side
from entrelieux.bookings.models.signing import SignedByTwo
from entrelieux.bookings.queries import booked_during, span_to_read, stamp_of


def locked(loan: Loan) -> Loan:
    """The row as it is now, for one gesture at a time."""
    found: Loan = Loan.objects.with_all().select_for_update(of=("self",)).get(pk=loan.pk)
    return found


def refuse_unread(loan: Loan, stamp: str) -> None:
    """Nobody signs over bookings that she was not shown. Raises `StaleLoan`."""
    span = span_to_read(loan)
    if span and stamp != stamp_of(booked_during(loan, span)):
        raise StaleLoan(_("Les réservations de la période ont changé : relisez, puis signez."))


def give_signature(signed: SignedByTwo, by: Person, side: str) -> list[str]:
    """The names of the columns that changed. Raises `StaleLoan`."""
    if signed.is_signed_for(side):
        raise StaleLoan(_("Ce côté a déjà signé : c’est à l’autre lieu."))
    if by.pk == signed.signed_by(other_side(side)):
        raise StaleLoan(
            _("Vous avez signé pour l’autre lieu : il faut la signature d’une autre personne.")
        )
    return signed.put_signature(side, by, timezone.now())


def save_guarded(signed: SignedByTwo, columns: list[str]) -> None:
    """The database’s own guards have the last word. Raises `AlreadyLent`."""
    try:
        with transaction.atomic():
            signed.save(update_fields=columns)
    except IntegrityError:
        raise AlreadyLent(
            _("Elle vient d’être prêtée à un autre lieu pendant cette période.")
        ) from None


def reason_told(because: str) -> str:
    told = because.strip()[:500]
    if not told:
        raise StaleLoan(_("Dites pourquoi : l’autre lieu le lira."))
    return told
