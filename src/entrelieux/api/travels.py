"""What becomes of a signed loan: it leaves, comes back, or ends another day than was said."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, Router, Status

from entrelieux.api.loan_out import (
    LoanDay,
    LoanOut,
    SideIn,
    SignIn,
    loan_json,
    signed_for,
    spoken_for,
    wanted_loan,
)
from entrelieux.api.people import signed_in
from entrelieux.api.schemas import REFUSED
from entrelieux.bookings.actions import (
    change_to_answer,
    note_departure,
    note_return,
    propose_change,
    refuse_change,
    sign_change,
)
from entrelieux.bookings.forms.loan import end_of
from entrelieux.bookings.models import Loan, Side

router = Router(tags=["loans"])


class SeenIn(SideIn):
    """In which state it was seen."""

    condition: Literal["works", "degraded", "down"]
    note: str = Field("", max_length=300)


class EndIn(SideIn):
    """By the clock of the place that lends; without a day, the loan is given up."""

    last_day: LoanDay | None = Field(
        None, description="The last day of the loan; absent: give it up"
    )
    because: str = Field("", max_length=300)


class AnswerIn(SideIn):
    because: str = Field("", max_length=500, description="Needed to refuse what the other proposed")


@router.post(
    "/loans/{id}/leave",
    response={200: LoanOut, **REFUSED},
    exclude_none=True,
    summary="Note that it left, and in which state",
)
def leave(request: HttpRequest, id: str, seen: SeenIn) -> dict[str, Any]:
    return _noted(request, id, seen, note_departure)


@router.post(
    "/loans/{id}/return",
    response={200: LoanOut, **REFUSED},
    exclude_none=True,
    summary="Note that it is back, and in which state; from its last day on",
)
def come_back(request: HttpRequest, id: str, seen: SeenIn) -> dict[str, Any]:
    return _noted(request, id, seen, note_return)


@router.post(
    "/loans/{id}/end",
    response={201: LoanOut, **REFUSED},
    exclude_none=True,
    summary="Propose another end, which is signing it; nothing changes until the other place signs",
)
def propose_end(request: HttpRequest, id: str, asked: EndIn) -> Status[dict[str, Any]]:
    loan, day = spoken_for(request, id, asked.side), asked.last_day
    change = propose_change(
        by=signed_in(request),
        loan=loan,
        side=asked.side,
        ends_at=end_of(day, loan.place_of(Side.LENDER)) if day else None,
        because=asked.because,
    )
    return Status(201, loan_json(change.loan))


@router.post(
    "/loans/{id}/end/sign",
    response={200: LoanOut, **REFUSED},
    exclude_none=True,
    summary="Sign the other end that is proposed; what is booked in between is told to its owners",
)
def sign_end(request: HttpRequest, id: str, asked: SignIn) -> dict[str, Any]:
    change = change_to_answer(signed_for(request, id, asked))
    sign_change(by=signed_in(request), change=change, side=asked.side)
    return loan_json(wanted_loan(request, id))


@router.post(
    "/loans/{id}/end/refuse",
    response={200: LoanOut, **REFUSED},
    exclude_none=True,
    summary="Refuse the other end, with the reason; or take back what one proposed",
)
def refuse_end(request: HttpRequest, id: str, asked: AnswerIn) -> dict[str, Any]:
    change = change_to_answer(spoken_for(request, id, asked.side))
    by = signed_in(request)
    refuse_change(by=by, change=change, side=asked.side, because=asked.because)
    return loan_json(wanted_loan(request, id))


def _noted(
    request: HttpRequest, public_id: str, seen: SeenIn, note: Callable[..., Loan]
) -> dict[str, Any]:
    noted = note(
        by=signed_in(request),
        loan=spoken_for(request, public_id, seen.side),
        side=seen.side,
        condition=seen.condition,
        note=seen.note,
        now=timezone.now(),
    )
    return loan_json(noted)
