"""A loan from its proposal to its return: two signatures, one calendar."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from entrelieux.accounts.models import Person
from entrelieux.bookings.actions.claiming import hold_still, tell_freed
from entrelieux.bookings.actions.placing import hand_bookings, place_resource
from entrelieux.bookings.errors import NotLendable, StaleLoan
from entrelieux.bookings.loan_mails import write_to_side
from entrelieux.bookings.models import Loan, LoanChange, LoanState, Side
from entrelieux.bookings.models.loan import SignedByTwo
from entrelieux.communities.circles import Scope
from entrelieux.core.booking import Span
from entrelieux.places.models import Place
from entrelieux.platform import audit
from entrelieux.resources.models import Condition, Kind, Resource

LONGEST = timedelta(days=400)
# It may leave a little before the period: whoever has the van that day takes it.
LEAVES_BEFORE = timedelta(days=7)
NEVER_LENT = frozenset({Kind.ROOM, Kind.SERVICE, Kind.SKILL})


def other_side(side: str) -> Side:
    return Side.BORROWER if side == Side.LENDER else Side.LENDER


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
        raise NotLendable(
            _("Elle est déjà prêtée pendant cette période : choisissez-en une autre.")
        )


@transaction.atomic
def sign_loan(*, by: Person, loan: Loan, side: str) -> Loan:
    """By a host of the other place, another person. What is booked then is told to its owners.

    Raises `StaleLoan`, `NotLendable`.
    """
    hold_still([loan.resource_id])
    loan = _locked(loan)
    if loan.state != LoanState.PROPOSED:
        raise StaleLoan(_("Ce prêt n’attend plus de signature : rechargez la page."))
    columns = _put_signature(loan, by, side)
    if loan.ends_at <= timezone.now():
        raise StaleLoan(_("Cette période est passée : proposez-en une autre."))
    _refuse_unlendable(loan.resource, loan.place_of("lender"), loan.place_of("borrower"), loan.span)
    loan.state = LoanState.SIGNED
    _save(loan, [*columns, "state"])
    audit.record("sign_loan", loan, by=by, side=side)
    hand_bookings(loan, loan.span)
    place_resource(loan.resource)
    write_to_side(loan, other_side(side), "signed")
    return loan


@transaction.atomic
def refuse_loan(*, by: Person, loan: Loan, side: str, because: str) -> Loan:
    """By the side whose signature is missing, which says why. Raises `StaleLoan`."""
    loan = _locked(loan)
    if loan.state != LoanState.PROPOSED or loan.is_signed_for(side):
        raise StaleLoan(_("Ce prêt n’attend plus votre réponse : rechargez la page."))
    loan.state, loan.answer = LoanState.REFUSED, _reason(because)
    loan.save(update_fields=["state", "answer"])
    audit.record("refuse_loan", loan, by=by, side=side)
    write_to_side(loan, other_side(side), "refused")
    return loan


@transaction.atomic
def withdraw_loan(*, by: Person, loan: Loan, side: str) -> Loan:
    """By the side that proposed it, before the other signs. Raises `StaleLoan`."""
    loan = _locked(loan)
    if loan.state != LoanState.PROPOSED or not loan.is_signed_for(side):
        raise StaleLoan(_("Ce prêt ne peut plus être retiré : proposez plutôt une autre fin."))
    loan.state = LoanState.WITHDRAWN
    loan.save(update_fields=["state"])
    audit.record("withdraw_loan", loan, by=by, side=side)
    write_to_side(loan, other_side(side), "withdrawn")
    return loan


@transaction.atomic
def note_departure(
    *, by: Person, loan: Loan, side: str, condition: str, note: str = "", now: datetime
) -> Loan:
    """It left, in the state that was seen. Raises `StaleLoan`."""
    loan = _locked(loan)
    if loan.state != LoanState.SIGNED or now >= loan.ends_at:
        raise StaleLoan(_("Son départ est déjà noté, ou ce prêt n’a plus cours."))
    if now < loan.starts_at - LEAVES_BEFORE:
        raise StaleLoan(_("Elle part une semaine avant la période au plus tôt."))
    loan.state, loan.left_at, loan.left_noted_by = LoanState.GONE, now, by
    loan.left_condition, loan.left_note = _seen(condition), note.strip()[:300]
    columns = ["state", "left_at", "left_noted_by", "left_condition", "left_note"]
    loan.save(update_fields=columns)
    audit.record("note_departure", loan, by=by, side=side, condition=condition)
    place_resource(loan.resource)
    write_to_side(loan, other_side(side), "left")
    return loan


@transaction.atomic
def note_return(
    *, by: Person, loan: Loan, side: str, condition: str, note: str = "", now: datetime
) -> Loan:
    """It is back, in the state that was seen: from its last day on; sooner, the end is changed by
    both first. Raises `StaleLoan`."""
    loan = _locked(loan)
    if loan.state != LoanState.GONE:
        raise StaleLoan(_("Notez d’abord son départ ; ou son retour est déjà noté."))
    if now < loan.ends_at - timedelta(days=1):
        raise StaleLoan(
            _("Elle revient plus tôt : proposez cette nouvelle fin, l’autre lieu la signe.")
        )
    loan.state, loan.returned_at, loan.returned_noted_by = LoanState.RETURNED, now, by
    loan.returned_condition, loan.returned_note = _seen(condition), note.strip()[:300]
    columns = ["returned_at", "returned_noted_by", "returned_condition", "returned_note"]
    loan.save(update_fields=["state", *columns])
    audit.record("note_return", loan, by=by, side=side, condition=condition)
    LoanChange.objects.filter(loan=loan, state=LoanChange.State.PROPOSED).update(
        state=LoanChange.State.REFUSED
    )
    place_resource(loan.resource)
    write_to_side(loan, other_side(side), "returned")
    return loan


@transaction.atomic
def propose_change(
    *, by: Person, loan: Loan, side: str, ends_at: datetime | None, because: str = ""
) -> LoanChange:
    """Another end, sooner or later; None gives up a loan that did not leave. Nothing changes until
    the other side signs. Raises `StaleLoan`, `NotLendable`."""
    loan = _locked(loan)
    _refuse_change(loan, ends_at)
    if loan.changes.filter(state=LoanChange.State.PROPOSED).exists():
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
        raise NotLendable(_("Elle est promise à un autre lieu avant cette fin."))


@transaction.atomic
def sign_change(*, by: Person, change: LoanChange, side: str) -> LoanChange:
    """By the other side, another person; what was booked in between is told to its owners.

    Raises `StaleLoan`, `NotLendable`.
    """
    hold_still([change.loan.resource_id])
    loan = _locked(change.loan)
    change = LoanChange.objects.select_for_update(of=("self",)).get(pk=change.pk)
    if change.state != LoanChange.State.PROPOSED:
        raise StaleLoan(_("Ce changement n’attend plus de signature : rechargez la page."))
    columns = _put_signature(change, by, side)
    _refuse_change(loan, change.ends_at)
    change.state = LoanChange.State.SIGNED
    _save(change, [*columns, "state"])
    before = loan.ends_at
    if change.ends_at is None:
        loan.state, between = LoanState.CANCELLED, loan.span
    else:
        loan.ends_at, loan.late_told_at = change.ends_at, None
        between = Span(*sorted((before, change.ends_at)))
    _save(loan, ["state", "ends_at", "late_told_at"])
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
    change.answer = because.strip()[:500] if is_own else _reason(because)
    change.save(update_fields=["state", "answer"])
    audit.record("refuse_loan_change", change.loan, by=by, side=side, change=change.pk)
    write_to_side(change.loan, other_side(side), "change_refused", change=change)
    return change


@transaction.atomic
def tell_late(*, loan: Loan, now: datetime) -> bool:
    """Both places are told once that it should be back."""
    loan = _locked(loan)
    if not loan.is_late(now) or loan.late_told_at:
        return False
    loan.late_told_at = now
    loan.save(update_fields=["late_told_at"])
    for side in Side:
        write_to_side(loan, side, "late")
    audit.record("tell_late_loan", loan)
    return True


def _locked(loan: Loan) -> Loan:
    locked: Loan = Loan.objects.with_all().select_for_update(of=("self",)).get(pk=loan.pk)
    return locked


def _put_signature(signed: SignedByTwo, by: Person, side: str) -> list[str]:
    if signed.is_signed_for(side):
        raise StaleLoan(_("Ce côté a déjà signé : c’est à l’autre lieu."))
    if by.pk == signed.signed_by(other_side(side)):
        raise StaleLoan(
            _("Vous avez signé pour l’autre lieu : il faut la signature d’une autre personne.")
        )
    return signed.put_signature(side, by, timezone.now())


def _save(signed: SignedByTwo, columns: list[str]) -> None:
    """The database’s own guards have the last word."""
    try:
        with transaction.atomic():
            signed.save(update_fields=columns)
    except IntegrityError:
        raise NotLendable(
            _("Elle vient d’être prêtée à un autre lieu pendant cette période.")
        ) from None


def _seen(condition: str) -> str:
    if condition not in {Condition.WORKS, Condition.DEGRADED, Condition.DOWN}:
        raise StaleLoan(_("Dites dans quel état elle est."))
    return condition


def _reason(because: str) -> str:
    told = because.strip()[:500]
    if not told:
        raise StaleLoan(_("Dites pourquoi : l’autre lieu le lira."))
    return told
