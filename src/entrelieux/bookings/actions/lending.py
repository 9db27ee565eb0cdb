"""A loan from its proposal to the second signature."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from entrelieux.accounts.models import Person
from entrelieux.bookings.actions.claiming import hold_still
from entrelieux.bookings.actions.placing import hand_bookings, place_resource
from entrelieux.bookings.actions.signing import (
    give_signature,
    locked,
    reason_told,
    save_guarded,
)
from entrelieux.bookings.errors import AlreadyLent, NotLendable, StaleLoan
from entrelieux.bookings.loan_mails import write_to_side
from entrelieux.bookings.models import Loan, LoanState, Side, other_side
from entrelieux.communities.circles import Scope
from entrelieux.core.booking import Span
from entrelieux.places.models import Place
from entrelieux.platform import audit
from entrelieux.resources.models import Kind, Resource

LONGEST = timedelta(days=400)
NEVER_LENT = frozenset({Kind.ROOM, Kind.SERVICE, Kind.SKILL})


@transaction.atomic
def propose_loan(
    *,
    by: Person,
    side: str,
    resource: Resource,
    borrower: Place,
    span: Span,
    values: Mapping[str, Any] | None = None,
    is_example: bool = False,
) -> Loan:
    """By a host of `side`, whose signature it is; the other place has to sign. It holds nothing.

    Raises `NotLendable`.
    """
    lender, borrower = resource.card, borrower.root or borrower
    if lender is None:
        raise NotLendable(_("Seul ce qu’un lieu tient peut être prêté."))
    _refuse_unlendable(resource, lender, borrower, span)
    loan = Loan(
        resource=resource,
        lender=lender,
        borrower=borrower,
        starts_at=span.start,
        ends_at=span.end,
        is_example=is_example,
        **(values or {}),
    )
    loan.put_signature(side, by, timezone.now())
    loan.save()
    audit.record("propose_loan", loan, by=by, side=side)
    write_to_side(loan, other_side(side), "proposed")
    return loan


def _refuse_unlendable(resource: Resource, lender: Place, borrower: Place, span: Span) -> None:
    if not resource.portable or resource.kind in NEVER_LENT:
        raise NotLendable(
            _("« %(name)s » ne sort pas de son lieu : sa page doit dire qu’elle peut en sortir.")
            % {"name": resource.name}
        )
    if resource.scope not in {Scope.NETWORK, Scope.PUBLIC}:
        raise NotLendable(
            _("« %(name)s » n’est montrée qu’à son lieu : montrez-la d’abord à son réseau.")
            % {"name": resource.name}
        )
    if resource.contents.filter(removed_at=None).exists():
        raise NotLendable(
            _("« %(name)s » contient d’autres ressources : rangez-les ailleurs d’abord.")
            % {"name": resource.name}
        )
    if lender == borrower:
        raise NotLendable(_("Elle est déjà dans ce lieu : choisissez-en un autre."))
    if not borrower.communities.exists() or not lender.communities.exists():
        raise NotLendable(_("Un prêt se signe entre deux lieux que quelqu’un anime ici."))
    if span.end <= timezone.now() or span.start >= span.end:
        raise NotLendable(_("Choisissez une période qui n’est pas finie."))
    if span.length > LONGEST:
        raise NotLendable(_("Un prêt dure un an au plus : vous pourrez le prolonger."))
    if Loan.objects.in_force().filter(resource=resource).over(span).exists():
        raise AlreadyLent(
            _("Elle est déjà prêtée pendant cette période : choisissez-en une autre.")
        )


@transaction.atomic
def sign_loan(*, by: Person, loan: Loan, side: str) -> Loan:
    """By a host of the other place, another person. What is booked then is told to its owners.

    Raises `StaleLoan`, `NotLendable`.
    """
    hold_still([loan.resource_id])
    loan = locked(loan)
    if loan.state != LoanState.PROPOSED:
        raise StaleLoan(_("Ce prêt n’attend plus de signature : rechargez la page."))
    columns = give_signature(loan, by, side)
    if loan.ends_at <= timezone.now():
        raise StaleLoan(_("Cette période est passée : proposez-en une autre."))
    _refuse_unlendable(
        loan.resource, loan.place_of(Side.LENDER), loan.place_of(Side.BORROWER), loan.span
    )
    loan.state = LoanState.SIGNED
    save_guarded(loan, [*columns, "state"])
    audit.record("sign_loan", loan, by=by, side=side)
    hand_bookings(loan, loan.span)
    place_resource(loan.resource)
    write_to_side(loan, other_side(side), "signed")
    return loan


@transaction.atomic
def refuse_loan(*, by: Person, loan: Loan, side: str, because: str) -> Loan:
    """By the side whose signature is missing, which says why. Raises `StaleLoan`."""
    loan = locked(loan)
    if loan.state != LoanState.PROPOSED or loan.is_signed_for(side):
        raise StaleLoan(_("Ce prêt n’attend plus votre réponse : rechargez la page."))
    loan.state, loan.answer = LoanState.REFUSED, reason_told(because)
    loan.save(update_fields=["state", "answer"])
    audit.record("refuse_loan", loan, by=by, side=side)
    write_to_side(loan, other_side(side), "refused")
    return loan


@transaction.atomic
def withdraw_loan(*, by: Person, loan: Loan, side: str) -> Loan:
    """By the side that proposed it, before the other signs. Raises `StaleLoan`."""
    loan = locked(loan)
    if loan.state != LoanState.PROPOSED or not loan.is_signed_for(side):
        raise StaleLoan(_("Ce prêt ne peut plus être retiré : proposez plutôt une autre fin."))
    loan.state = LoanState.WITHDRAWN
    loan.save(update_fields=["state"])
    audit.record("withdraw_loan", loan, by=by, side=side)
    write_to_side(loan, other_side(side), "withdrawn")
    return loan
