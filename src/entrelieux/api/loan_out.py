"""What the API tells of a loan, and who may speak for one of its places."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Field, Schema

from entrelieux.activities.zones import on_clock, zone_of
from entrelieux.api.entries import known
from entrelieux.api.people import signed_in
from entrelieux.bookings.actions import refuse_unread
from entrelieux.bookings.forms.loan import FIRST_DAY, LAST_DAY
from entrelieux.bookings.models import Loan, LoanChange, Side
from entrelieux.bookings.permissions import can_see_loan, sides_of
from entrelieux.bookings.queries import booked_during, find_loan, span_to_read, stamp_of
from entrelieux.platform.errors import Forbidden, NotFound

LoanDay = Annotated[date, Field(ge=FIRST_DAY, le=LAST_DAY)]
WORDS = ("condition_told", "terms", "carried_by", "answer")
SEEN = ("left_condition", "left_note", "returned_condition", "returned_note")


class SideIn(Schema):
    """Whom one speaks for: a place whose host one is."""

    side: Literal["lender", "borrower"]


class SignIn(SideIn):
    read: str | None = Field(
        None,
        max_length=20,
        description="The `stamp` that was read: with other bookings since, nothing is signed",
    )


class RefuseIn(SideIn):
    because: str = Field(min_length=1, max_length=500, pattern=r"\S")


class BookedSpan(Schema):
    start: datetime
    end: datetime


class NewEnd(Schema):
    """Another end that one place proposed and signed; without `end`, the loan is given up."""

    end: datetime | None = None
    because: str | None = None
    missing: list[str] = Field(description="The sides that have not signed it")


class LoanOut(Schema):
    """On the clocks of the place that lends. Fields not known are absent."""

    id: str
    url: str
    state: str = Field(
        description="proposed, refused, withdrawn, signed, gone, returned or cancelled"
    )
    resource: str
    lender: str
    borrower: str
    start: datetime
    end: datetime = Field(description="The midnight after the last day")
    late: bool | None = Field(None, description="It should be back, and no return was noted")
    missing: list[str] | None = Field(None, description="The sides that have not signed it")
    condition_told: str | None = None
    terms: str | None = None
    carried_by: str | None = None
    answer: str | None = None
    left_at: datetime | None = None
    left_condition: str | None = None
    left_note: str | None = None
    returned_at: datetime | None = None
    returned_condition: str | None = None
    returned_note: str | None = None
    new_end: NewEnd | None = None
    booked: list[BookedSpan] | None = Field(
        None,
        description="What is booked already in what waits for a signature; not told in lists",
    )
    stamp: str | None = Field(None, description="Of what is booked, to be sent back when signing")


def wanted_loan(request: HttpRequest, public_id: str) -> Loan:
    """For whoever may not see it, it is not there."""
    loan = find_loan(public_id)
    if loan is None or not can_see_loan(request.user, loan):
        raise NotFound(_("Ce prêt n’existe pas."))
    return loan


def spoken_for(request: HttpRequest, public_id: str, side: str) -> Loan:
    loan = wanted_loan(request, public_id)
    if side not in sides_of(signed_in(request), loan):
        raise Forbidden(_("Seules les personnes qui animent ce lieu signent pour lui."))
    return loan


def signed_for(request: HttpRequest, public_id: str, asked: SignIn) -> Loan:
    """With the bookings that were read, when it is told which. Raises `StaleLoan`."""
    loan = spoken_for(request, public_id, asked.side)
    if asked.read is not None:
        refuse_unread(loan, asked.read)
    return loan


def loan_line(loan: Loan) -> dict[str, Any]:
    """As a list tells it."""
    zone = zone_of(loan.place_of(Side.LENDER))
    told = {
        "id": loan.public_id,
        "url": settings.BASE_URL + loan.get_absolute_url(),
        "state": loan.state,
        "resource": loan.resource.public_id,
        "lender": loan.place_of(Side.LENDER).public_id,
        "borrower": loan.place_of(Side.BORROWER).public_id,
        "start": on_clock(loan.starts_at, zone),
        "end": on_clock(loan.ends_at, zone),
        "late": loan.is_late(timezone.now()) or None,
        "missing": [side.value for side in loan.missing],
        "left_at": on_clock(loan.left_at, zone) if loan.left_at else None,
        "returned_at": on_clock(loan.returned_at, zone) if loan.returned_at else None,
        "new_end": _new_end(loan.waiting_change, zone),
    }
    return known({**told, **{name: getattr(loan, name) for name in (*WORDS, *SEEN)}})


def loan_json(loan: Loan) -> dict[str, Any]:
    """With what is booked in the stretch that waits for a signature."""
    span = span_to_read(loan)
    if span is None:
        return loan_line(loan)
    zone = zone_of(loan.place_of(Side.LENDER))
    times = booked_during(loan, span)
    booked = [
        {"start": on_clock(one.starts_at, zone), "end": on_clock(one.ends_at, zone)}
        for one in times
    ]
    return known({**loan_line(loan), "booked": booked, "stamp": stamp_of(times)})


def _new_end(change: LoanChange | None, zone: str) -> dict[str, Any] | None:
    if change is None:
        return None
    return known(
        {
            "end": on_clock(change.ends_at, zone) if change.ends_at else None,
            "because": change.because,
            "missing": [side.value for side in change.missing],
        }
    )
