"""Loans of the places that one hosts: read, propose, sign, refuse, withdraw."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Field, Router, Schema, Status

from entrelieux.activities.zones import on_clock, zone_of
from entrelieux.api.entries import known
from entrelieux.api.people import signed_in
from entrelieux.api.places import wanted_place
from entrelieux.api.schemas import Problem
from entrelieux.bookings.actions import propose_loan, refuse_loan, sign_loan, withdraw_loan
from entrelieux.bookings.errors import NotLendable
from entrelieux.bookings.forms.loan import FIRST_DAY, LAST_DAY, end_of, start_of
from entrelieux.bookings.models import Loan, Side
from entrelieux.bookings.permissions import can_propose_loan, can_see_loan, can_sign_for, sides_of
from entrelieux.bookings.queries import (
    booked_during,
    find_bookable_resource,
    find_loan,
    loans_for,
)
from entrelieux.core.booking import Span
from entrelieux.platform.errors import Forbidden, NotFound

router = Router(tags=["loans"])
PUBLIC_ID = r"^[0-9a-z_-]{6,12}$"
REFUSED = {403: Problem, 404: Problem, 409: Problem, 422: Problem}
SideName = Literal["lender", "borrower"]


class LoanIn(Schema):
    """Both days are in the loan, by the clock of the place that lends."""

    resource: str = Field(pattern=PUBLIC_ID)
    borrower: str = Field(pattern=PUBLIC_ID, description="The place that it goes to")
    first_day: date
    last_day: date
    condition_told: str = Field("", max_length=300)
    terms: str = Field("", max_length=2_000)
    carried_by: str = Field("", max_length=160)


class SideIn(Schema):
    """Whom one speaks for: a place whose host one is."""

    side: SideName


class RefuseIn(SideIn):
    because: str = Field(min_length=1, max_length=500)


class BookedSpan(Schema):
    start: datetime
    end: datetime


class LoanOut(Schema):
    """`booked` are the bookings already made in the period of a loan that is not signed."""

    id: str
    url: str
    state: str
    resource: str
    lender: str
    borrower: str
    start: datetime
    end: datetime
    missing: list[str] | None = None
    condition_told: str | None = None
    terms: str | None = None
    carried_by: str | None = None
    answer: str | None = None
    left_at: datetime | None = None
    left_condition: str | None = None
    returned_at: datetime | None = None
    returned_condition: str | None = None
    booked: list[BookedSpan] | None = None


@router.get(
    "/loans",
    response={200: list[LoanOut], 403: Problem},
    exclude_none=True,
    summary="The loans of the places that one hosts",
)
def list_loans(request: HttpRequest) -> list[dict[str, Any]]:
    return [_loan(one) for one in loans_for(signed_in(request))[:500]]


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
    if not all(FIRST_DAY <= day <= LAST_DAY for day in (asked.first_day, asked.last_day)):
        raise NotLendable(_("Cette date est trop loin : choisissez-en une plus proche."))
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
    return Status(201, _loan(loan))


@router.get(
    "/loans/{id}",
    response={200: LoanOut, 403: Problem, 404: Problem},
    exclude_none=True,
    summary="One loan, for the hosts of both places",
)
def read_loan(request: HttpRequest, id: str) -> dict[str, Any]:
    return _loan(_wanted(request, id))


@router.post(
    "/loans/{id}/sign",
    response={200: LoanOut, **REFUSED},
    exclude_none=True,
    summary="Sign for the other place; what is booked then is kept, and its owners are told",
)
def sign(request: HttpRequest, id: str, asked: SideIn) -> dict[str, Any]:
    loan = _spoken_for(request, id, asked.side)
    return _loan(sign_loan(by=signed_in(request), loan=loan, side=asked.side))


@router.post(
    "/loans/{id}/refuse",
    response={200: LoanOut, **REFUSED},
    exclude_none=True,
    summary="Refuse it, with the reason",
)
def refuse(request: HttpRequest, id: str, asked: RefuseIn) -> dict[str, Any]:
    loan = _spoken_for(request, id, asked.side)
    by = signed_in(request)
    return _loan(refuse_loan(by=by, loan=loan, side=asked.side, because=asked.because))


@router.post(
    "/loans/{id}/withdraw",
    response={200: LoanOut, **REFUSED},
    exclude_none=True,
    summary="Take a proposal back before the other place signs",
)
def withdraw(request: HttpRequest, id: str, asked: SideIn) -> dict[str, Any]:
    loan = _spoken_for(request, id, asked.side)
    return _loan(withdraw_loan(by=signed_in(request), loan=loan, side=asked.side))


def _wanted(request: HttpRequest, public_id: str) -> Loan:
    """For whoever may not see it, it is not there."""
    loan = find_loan(public_id)
    if loan is None or not can_see_loan(request.user, loan):
        raise NotFound(_("Ce prêt n’existe pas."))
    return loan


def _spoken_for(request: HttpRequest, public_id: str, side: str) -> Loan:
    loan = _wanted(request, public_id)
    if side not in sides_of(signed_in(request), loan):
        raise Forbidden(_("Seules les personnes qui animent ce lieu signent pour lui."))
    return loan


def _loan(loan: Loan) -> dict[str, Any]:
    zone = zone_of(loan.place_of(Side.LENDER))
    told = {
        "id": loan.public_id,
        "url": loan.get_absolute_url(),
        "state": loan.state,
        "resource": loan.resource.public_id,
        "lender": loan.place_of(Side.LENDER).public_id,
        "borrower": loan.place_of(Side.BORROWER).public_id,
        "start": on_clock(loan.starts_at, zone),
        "end": on_clock(loan.ends_at, zone),
        "missing": [side.value for side in loan.missing] or None,
        "left_at": on_clock(loan.left_at, zone) if loan.left_at else None,
        "returned_at": on_clock(loan.returned_at, zone) if loan.returned_at else None,
        "booked": None if loan.signed_at else _booked(loan, zone),
    }
    words = ("condition_told", "terms", "carried_by", "answer")
    seen = ("left_condition", "returned_condition")
    return known({**told, **{name: getattr(loan, name) or None for name in (*words, *seen)}})


def _booked(loan: Loan, zone: str) -> list[dict[str, datetime]]:
    return [
        {"start": on_clock(one.starts_at, zone), "end": on_clock(one.ends_at, zone)}
        for one in booked_during(loan, loan.span)
    ]
