"""Another end of a loan, signed by both as the loan was; or giving it up."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from entrelieux.accounts.models import Person
from entrelieux.bookings.actions.claiming import hold_still, tell_freed
from entrelieux.bookings.actions.lending import LONGEST
from entrelieux.bookings.actions.placing import hand_bookings, place_resource
from entrelieux.bookings.actions.signing import (
    give_signature,
    locked,
    reason_told,
    save_guarded,
)
from entrelieux.bookings.errors import AlreadyLent, NotLendable, StaleLoan
from entrelieux.bookings.loan_mails import write_to_side
from entrelieux.bookings.models import Loan, LoanChange, LoanState, other_side
from entrelieux.core.booking import Span
from entrelieux.platform import audit


@transaction.atomic
def propose_change(
    *, by: Person, loan: Loan, side: str, ends_at: datetime | None, because: str = ""
) -> LoanChange:
    """Another end, sooner or later; None gives up a loan that did not leave. Nothing changes until
    the other side signs. Raises `StaleLoan`, `NotLendable`."""
    loan = locked(loan)
    _refuse_change(loan, ends_at)
    if loan.waiting_change:
        raise StaleLoan(_("Un changement attend déjà une signature : répondez-y d’abord."))
    change = LoanChange(loan=loan, ends_at=ends_at, because=because.strip()[:300])
    change.put_signature(side, by, timezone.now())
    change.save()
    audit.record("propose_loan_change", loan, by=by, side=side, change=change.pk)
    write_to_side(loan, other_side(side), "change", change=change)
    return change


def _refuse_change(loan: Loan, ends_at: datetime | None) -> None:
    if loan.state not in Loan.UNDER_WAY:
        raise StaleLoan(_("Ce prêt n’a plus cours : proposez-en un autre."))
    if ends_at is None:
        if loan.state != LoanState.SIGNED:
            raise StaleLoan(_("Elle est partie : proposez plutôt une fin plus proche."))
        return
    if ends_at <= timezone.now() or ends_at <= loan.starts_at or ends_at == loan.ends_at:
        raise NotLendable(_("Choisissez une autre fin, à venir, après le début du prêt."))
    if ends_at - loan.starts_at > LONGEST:
        raise NotLendable(_("Un prêt dure un an au plus."))
    others = Loan.objects.in_force().filter(resource=loan.resource_id).exclude(pk=loan.pk)
    if others.over(Span(loan.starts_at, ends_at)).exists():
        raise AlreadyLent(_("Elle est promise à un autre lieu avant cette fin."))


def change_to_answer(loan: Loan) -> LoanChange:
    """Raises `StaleLoan` when no other end waits for a signature."""
    change = loan.waiting_change
    if change is None:
        raise StaleLoan(_("Aucun changement n’attend de réponse : rechargez la page."))
    return change


@transaction.atomic
def sign_change(*, by: Person, change: LoanChange, side: str) -> LoanChange:
    """By the other side, another person; what was booked in between is told to its owners.

    Raises `StaleLoan`, `NotLendable`.
    """
    hold_still([change.loan.resource_id])
    loan = locked(change.loan)
    change = LoanChange.objects.select_for_update(of=("self",)).get(pk=change.pk)
    if change.state != LoanChange.State.PROPOSED:
        raise StaleLoan(_("Ce changement n’attend plus de signature : rechargez la page."))
    columns = give_signature(change, by, side)
    _refuse_change(loan, change.ends_at)
    change.state = LoanChange.State.SIGNED
    save_guarded(change, [*columns, "state"])
    before = loan.ends_at
    if change.ends_at is None:
        loan.state, between = LoanState.CANCELLED, loan.span
    else:
        loan.ends_at, loan.late_told_at = change.ends_at, None
        between = Span(*sorted((before, change.ends_at)))
    save_guarded(loan, ["state", "ends_at", "late_told_at"])
    audit.record("sign_loan_change", loan, by=by, side=side, change=change.pk)
    hand_bookings(loan, between)
    place_resource(loan.resource)
    tell_freed([loan.resource_id])
    write_to_side(loan, other_side(side), "changed", change=change)
    return change


@transaction.atomic
def refuse_change(*, by: Person, change: LoanChange, side: str, because: str) -> LoanChange:
    """By the side whose signature is missing; by the other, it is taken back."""
    change = LoanChange.objects.select_for_update(of=("self",)).get(pk=change.pk)
    if change.state != LoanChange.State.PROPOSED:
        raise StaleLoan(_("Ce changement n’attend plus de signature : rechargez la page."))
    is_own = change.is_signed_for(side)
    change.state = LoanChange.State.REFUSED
    change.answer = because.strip()[:500] if is_own else reason_told(because)
    change.save(update_fields=["state", "answer"])
    audit.record("refuse_loan_change", change.loan, by=by, side=side, change=change.pk)
    write_to_side(change.loan, other_side(side), "change_refused", change=change)
    return change
