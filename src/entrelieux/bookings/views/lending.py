"""Loans of what travels: those of a place, one of them, proposing one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from entrelieux.accounts.views import signed_in
from entrelieux.bookings.actions import propose_loan
from entrelieux.bookings.errors import BookingError
from entrelieux.bookings.forms import LoanForm
from entrelieux.bookings.loan_page import booked_lines, loan_page
from entrelieux.bookings.models import Loan, Side
from entrelieux.bookings.permissions import can_propose_loan, can_see_loan, can_sign_for
from entrelieux.bookings.queries import booked_during, find_loan, loans_of, stamp_of
from entrelieux.bookings.views.asking import kept_place, wanted_resource
from entrelieux.bookings.wording import loan_days
from entrelieux.communities.circles import circle_of
from entrelieux.places.models import Place
from entrelieux.resources.models import Resource

SHOW_OR_SEND = ["GET", "HEAD", "POST"]
SHOWN = 100


@never_cache
@login_required
@require_safe
def place_loans(request: HttpRequest, public_id: str) -> HttpResponseBase:
    place = kept_place(request, public_id)
    now = timezone.now()
    found = [(loan, loan_days(loan), loan.is_late(now)) for loan in loans_of(place)[:SHOWN]]
    return render(request, "bookings/loans.html", {"place": place, "loans": found})


@never_cache
@login_required
@require_http_methods(SHOW_OR_SEND)
def loan_new(request: HttpRequest, public_id: str) -> HttpResponseBase:
    resource = wanted_resource(request, public_id)
    lender = resource.card
    if lender is None or not can_propose_loan(request.user, resource):
        raise PermissionDenied(
            _("Un prêt se propose entre personnes qui animent un lieu, pour ce qui peut en sortir.")
        )
    side = Side.LENDER if can_sign_for(request.user, lender) else Side.BORROWER
    form = LoanForm(request.POST or None, lender=lender, places=_borrowers(request, lender, side))
    context: dict[str, Any] = {"resource": resource, "place": lender, "side": side, "form": form}
    if request.method == "POST" and form.is_valid():
        made = _proposed(request, resource, side, form, context)
        if made:
            messages.success(request, _("C’est proposé : l’autre lieu est prévenu."))
            return redirect(made)
    status = 422 if form.errors else 409 if "booked" in context else 200
    return render(request, "bookings/loan_new.html", context, status=status)


def _borrowers(request: HttpRequest, lender: Place, side: str) -> Any:
    """For who lends, any place that somebody hosts; for who borrows, those that she hosts."""
    places = Place.objects.shown().filter(communities__isnull=False).exclude(pk=lender.pk)
    if side == Side.BORROWER:
        places = places.filter(communities__in=circle_of(request.user).hosted)
    return places.distinct().order_by("name")


def _proposed(
    request: HttpRequest, resource: Resource, side: str, form: LoanForm, context: dict[str, Any]
) -> Loan | None:
    """Proposing is signing: what is booked then is shown first, and sent back as seen."""
    draft = Loan(resource=resource, starts_at=form.span.start, ends_at=form.span.end)
    booked = booked_during(draft, form.span)
    if booked and request.POST.get("vu") != stamp_of(booked):
        keeps = side == Side.LENDER
        context |= {"booked": booked_lines(booked, keeps), "stamp": stamp_of(booked)}
        return None
    try:
        return propose_loan(
            by=signed_in(request),
            side=side,
            resource=resource,
            borrower=form.cleaned_data["borrower"],
            span=form.span,
            values=form.values,
        )
    except BookingError as refusal:
        form.add_error(None, refusal.message)
    return None


@never_cache
@login_required
@require_safe
def loan(request: HttpRequest, public_id: str) -> HttpResponseBase:
    return shown_loan(request, wanted_loan(request, public_id))


def shown_loan(request: HttpRequest, wanted: Loan, **forms: Any) -> HttpResponseBase:
    context = loan_page(wanted, request.user, timezone.now(), **forms)
    status = 422 if any(form.errors for form in forms.values()) else 200
    return render(request, "bookings/loan.html", context, status=status)


def wanted_loan(request: HttpRequest, public_id: str) -> Loan:
    found = find_loan(public_id)
    if found is None:
        raise Http404(_("Ce prêt n’existe pas."))
    if not can_see_loan(request.user, found):
        raise PermissionDenied(_("Un prêt se lit par les personnes qui animent les deux lieux."))
    return found
