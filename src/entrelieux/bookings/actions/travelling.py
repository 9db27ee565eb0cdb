"""A lent resource leaves, comes back, or is late."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from django.db import transaction
from django.utils.translation import gettext as _

from entrelieux.accounts.models import Person
from entrelieux.bookings.actions.placing import place_resource
from entrelieux.bookings.actions.signing import locked
from entrelieux.bookings.errors import StaleLoan
from entrelieux.bookings.loan_mails import write_to_side
from entrelieux.bookings.models import Loan, LoanChange, LoanState, Side, other_side
from entrelieux.bookings.models.loan import SEEN
from entrelieux.platform import audit


@transaction.atomic
def note_departure(
    *, by: Person, loan: Loan, side: str, condition: str, note: str = "", now: datetime
) -> Loan:
    """It left, in the state that was seen. Raises `StaleLoan`."""
    loan = locked(loan)
    if loan.state != LoanState.SIGNED or now >= loan.ends_at:
        raise StaleLoan(_("Son départ est déjà noté, ou ce prêt n’a plus cours."))
    if now < loan.leaves_from:
        raise StaleLoan(_("Elle part une semaine avant la période au plus tôt."))
    loan.state = LoanState.GONE
    _write(loan, "left", by, condition, note, now)
    audit.record("note_departure", loan, by=by, side=side, condition=condition)
    write_to_side(loan, other_side(side), "left")
    return loan


@transaction.atomic
def note_return(
    *, by: Person, loan: Loan, side: str, condition: str, note: str = "", now: datetime
) -> Loan:
    """It is back, in the state that was seen: from its last day on; sooner, the end is changed by
    both first. Raises `StaleLoan`."""
    loan = locked(loan)
    if loan.state != LoanState.GONE:
        raise StaleLoan(_("Notez d’abord son départ ; ou son retour est déjà noté."))
    if now < loan.returns_from:
        raise StaleLoan(
            _("Elle revient plus tôt : proposez cette nouvelle fin, l’autre lieu la signe.")
        )
    loan.state = LoanState.RETURNED
    _write(loan, "returned", by, condition, note, now)
    audit.record("note_return", loan, by=by, side=side, condition=condition)
    loan.changes.filter(state=LoanChange.State.PROPOSED).update(state=LoanChange.State.REFUSED)
    write_to_side(loan, other_side(side), "returned")
    return loan


def _write(
    loan: Loan,
    gesture: Literal["left", "returned"],
    by: Person,
    condition: str,
    note: str,
    now: datetime,
) -> None:
    """What was seen, and where the resource is from now on."""
    if condition not in dict(SEEN):
        raise StaleLoan(_("Dites dans quel état elle est."))
    seen = {"at": now, "noted_by": by, "condition": condition, "note": note.strip()[:300]}
    told = {f"{gesture}_{name}": value for name, value in seen.items()}
    for name, value in told.items():
        setattr(loan, name, value)
    loan.save(update_fields=["state", *told])
    place_resource(loan.resource)


@transaction.atomic
def tell_late(*, loan: Loan, now: datetime) -> bool:
    """Both places are told once that it should be back."""
    loan = locked(loan)
    if not loan.is_late(now) or loan.late_told_at:
        return False
    loan.late_told_at = now
    loan.save(update_fields=["late_told_at"])
    for side in Side:
        write_to_side(loan, side, "late")
    audit.record("tell_late_loan", loan)
    return True
