"""What one place does of a loan: it signs, refuses, notes what it sees, proposes another end."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from entrelieux.accounts.views import signed_in
from entrelieux.bookings.actions import (
    change_to_answer,
    note_departure,
    note_return,
    propose_change,
    refuse_change,
    refuse_loan,
    refuse_unread,
    sign_change,
    sign_loan,
    withdraw_loan,
)
from entrelieux.bookings.errors import BookingError
from entrelieux.bookings.forms import EndForm, SeenForm
from entrelieux.bookings.models import Loan, Side
from entrelieux.bookings.permissions import sides_of
from entrelieux.bookings.views.lending import shown_loan, wanted_loan

View = Callable[[HttpRequest, str], HttpResponseBase]


def for_a_side(gesture: Callable[[HttpRequest, Loan, Side], HttpResponseBase]) -> View:
    """For who hosts one of both places; what cannot be done is told on the page of the loan."""

    @login_required
    @require_POST
    @wraps(gesture)
    def view(request: HttpRequest, public_id: str) -> HttpResponseBase:
        loan = wanted_loan(request, public_id)
        side = _own_side(request, loan)
        try:
            return gesture(request, loan, side)
        except BookingError as refusal:
            messages.error(request, refusal.message)
        return redirect(loan)

    return view


def _own_side(request: HttpRequest, loan: Loan) -> Side:
    """Whom she speaks for: what the form says, among the places that she hosts."""
    told = request.POST.get("side", "")
    for side in sides_of(request.user, loan):
        if told in {side.value, ""}:
            return side
    raise PermissionDenied(_("Seules les personnes qui animent ce lieu signent pour lui."))


def _done(request: HttpRequest, loan: Loan, said: str) -> HttpResponseBase:
    messages.success(request, said)
    return redirect(loan)


@for_a_side
def loan_sign(request: HttpRequest, loan: Loan, side: Side) -> HttpResponseBase:
    refuse_unread(loan, request.POST.get("vu", ""))
    sign_loan(by=signed_in(request), loan=loan, side=side)
    return _done(request, loan, _("C’est signé par les deux lieux."))


@for_a_side
def loan_refuse(request: HttpRequest, loan: Loan, side: Side) -> HttpResponseBase:
    because = request.POST.get("because", "")
    refuse_loan(by=signed_in(request), loan=loan, side=side, because=because)
    return _done(request, loan, _("L’autre lieu lira pourquoi."))


@for_a_side
def loan_withdraw(request: HttpRequest, loan: Loan, side: Side) -> HttpResponseBase:
    withdraw_loan(by=signed_in(request), loan=loan, side=side)
    return _done(request, loan, _("La proposition est retirée."))


@for_a_side
def loan_leave(request: HttpRequest, loan: Loan, side: Side) -> HttpResponseBase:
    return _note(request, loan, side, note_departure, _("Son départ est noté."))


@for_a_side
def loan_return(request: HttpRequest, loan: Loan, side: Side) -> HttpResponseBase:
    return _note(request, loan, side, note_return, _("Son retour est noté."))


def _note(
    request: HttpRequest, loan: Loan, side: Side, note: Callable[..., Loan], said: str
) -> HttpResponseBase:
    form = SeenForm(request.POST)
    if not form.is_valid():
        return shown_loan(request, loan, seen_form=form)
    note(by=signed_in(request), loan=loan, side=side, now=timezone.now(), **form.cleaned_data)
    return _done(request, loan, said)


@for_a_side
def loan_end(request: HttpRequest, loan: Loan, side: Side) -> HttpResponseBase:
    form = EndForm(request.POST, lender=loan.place_of(Side.LENDER))
    if form.is_valid():
        because = form.cleaned_data["because"]
        try:
            propose_change(
                by=signed_in(request), loan=loan, side=side, ends_at=form.ends_at, because=because
            )
        except BookingError as refusal:
            form.add_error(None, refusal.message)
        else:
            return _done(request, loan, _("C’est proposé : l’autre lieu doit signer."))
    return shown_loan(request, loan, end_form=form)


@for_a_side
def loan_change_answer(request: HttpRequest, loan: Loan, side: Side) -> HttpResponseBase:
    change = change_to_answer(loan)
    by, because = signed_in(request), request.POST.get("because", "")
    if request.POST.get("geste") == "signer":
        refuse_unread(loan, request.POST.get("vu", ""))
        sign_change(by=by, change=change, side=side)
        return _done(request, loan, _("La nouvelle fin est signée par les deux lieux."))
    refuse_change(by=by, change=change, side=side, because=because)
    return _done(request, loan, _("La fin du prêt ne change pas."))
