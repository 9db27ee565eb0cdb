"""Loans of the places that one hosts: read, propose, sign, refuse, withdraw."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Field, Router, Schema, Status

from entrelieux.api.loan_out import (
    LoanDay,
    LoanOut,
    RefuseIn,
    SideIn,
    SignIn,
    loan_json,
    loan_line,
    signed_for,
    spoken_for,
    wanted_loan,
)
from entrelieux.api.people import signed_in
from entrelieux.api.places import wanted_place
from entrelieux.api.schemas import REFUSED, Problem
from entrelieux.bookings.actions import propose_loan, refuse_loan, sign_loan, withdraw_loan
from entrelieux.bookings.forms.loan import end_of, start_of
from entrelieux.bookings.models import Side
from entrelieux.bookings.permissions import can_propose_loan, can_sign_for
from entrelieux.bookings.queries import find_bookable_resource, loans_for
from entrelieux.core.booking import Span
from entrelieux.platform.errors import Forbidden, NotFound

router = Router(tags=["loans"])
PUBLIC_ID = r"^[0-9a-z_-]{6,12}$"
MOST_LISTED = 500


class LoanIn(Schema):
    """Both days are in the loan, by the clock of the place that lends."""

    resource: str = Field(pattern=PUBLIC_ID)
    borrower: str = Field(pattern=PUBLIC_ID, description="The place that it goes to")
    first_day: LoanDay
    last_day: LoanDay
    condition_told: str = Field("", max_length=300)
    terms: str = Field("", max_length=2_000)
    carried_by: str = Field("", max_length=160)


@router.get(
    "/loans",
    response={200: list[LoanOut], 403: Problem},
    exclude_none=True,
    summary="The loans of the places that one hosts",
)
def list_loans(request: HttpRequest) -> list[dict[str, Any]]:
    found = loans_for(signed_in(request)).prefetch_related("changes")
    return [loan_line(one) for one in found[:MOST_LISTED]]


@router.post(
    "/loans",
    response={201: LoanOut, **REFUSED},
    exclude_none=True,
    summary="Propose a loan, which is signing it for one’s place",
)
def create_loan(request: HttpRequest, asked: LoanIn) -> Status[dict[str, Any]]:
    person = signed_in(request)
    resource = find_bookable_resource(asked.resource, person)
    if resource is None or resource.card is None:
        raise NotFound(_("Cette ressource n’existe pas, ou n’est pas montrée à tout le monde."))
    lender, borrower = resource.card, wanted_place(asked.borrower)
    is_lender = can_sign_for(person, lender)
    if not can_propose_loan(person, resource) or not (is_lender or can_sign_for(person, borrower)):
        raise Forbidden(
            _("Un prêt se propose entre personnes qui animent un lieu, pour ce qui peut en sortir.")
        )
    loan = propose_loan(
        by=person,
        side=Side.LENDER if is_lender else Side.BORROWER,
        resource=resource,
        borrower=borrower,
        span=Span(start_of(asked.first_day, lender), end_of(asked.last_day, lender)),
        values={
            name: getattr(asked, name).strip() for name in ("condition_told", "terms", "carried_by")
        },
    )
    return Status(201, loan_json(loan))


@router.get(
    "/loans/{id}",
    response={200: LoanOut, 403: Problem, 404: Problem},
    exclude_none=True,
    summary="One loan, for the hosts of both places",
)
def read_loan(request: HttpRequest, id: str) -> dict[str, Any]:
    return loan_json(wanted_loan(request, id))


@router.post(
    "/loans/{id}/sign",
    response={200: LoanOut, **REFUSED},
    exclude_none=True,
    summary="Sign for the other place; what is booked then is kept, and its owners are told",
)
def sign(request: HttpRequest, id: str, asked: SignIn) -> dict[str, Any]:
    loan = signed_for(request, id, asked)
    return loan_json(sign_loan(by=signed_in(request), loan=loan, side=asked.side))


@router.post(
    "/loans/{id}/refuse",
    response={200: LoanOut, **REFUSED},
    exclude_none=True,
    summary="Refuse it, with the reason",
)
def refuse(request: HttpRequest, id: str, asked: RefuseIn) -> dict[str, Any]:
    loan = spoken_for(request, id, asked.side)
    by = signed_in(request)
    return loan_json(refuse_loan(by=by, loan=loan, side=asked.side, because=asked.because))


@router.post(
    "/loans/{id}/withdraw",
    response={200: LoanOut, **REFUSED},
    exclude_none=True,
    summary="Take a proposal back before the other place signs",
)
def withdraw(request: HttpRequest, id: str, asked: SideIn) -> dict[str, Any]:
    loan = spoken_for(request, id, asked.side)
    return loan_json(withdraw_loan(by=signed_in(request), loan=loan, side=asked.side))
