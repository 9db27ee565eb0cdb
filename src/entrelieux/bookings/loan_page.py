"""What the page of a loan shows to each side."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from entrelieux.bookings.forms import EndForm, SeenForm
from entrelieux.bookings.models import Loan, LoanChange, LoanState, Side, Time, other_side
from entrelieux.bookings.permissions import sides_of
from entrelieux.bookings.queries import booked_during, span_to_read, stamp_of
from entrelieux.bookings.wording import loan_days, when_words


def loan_page(
    loan: Loan,
    person: Any,
    now: datetime,
    *,
    seen_form: SeenForm | None = None,
    end_form: EndForm | None = None,
) -> dict[str, Any]:
    sides = sides_of(person, loan)
    change = loan.waiting_change
    span = span_to_read(loan)
    booked = booked_during(loan, span) if span and sides else []
    is_proposed = loan.state == LoanState.PROPOSED
    leaves, returns = loan.state == LoanState.SIGNED, loan.state == LoanState.GONE
    return {
        "loan": loan,
        "lender": loan.place_of(Side.LENDER),
        "borrower": loan.place_of(Side.BORROWER),
        "days": loan_days(loan),
        "is_late": loan.is_late(now),
        "sides": sides,
        "signs": _who_signs(loan, sides, person) if is_proposed else None,
        "own": next((side for side in sides if loan.is_signed_for(side)), None)
        if is_proposed
        else None,
        "cannot_sign_both": is_proposed and _signed_the_other(loan, sides, person),
        "booked": booked_lines(booked, Side.LENDER in sides),
        "stamp": stamp_of(booked),
        "change": change,
        "new_days": loan_days(loan, change.ends_at) if change and change.ends_at else "",
        "change_signs": _who_signs(change, sides, person) if change else None,
        "seen_form": seen_form or SeenForm(),
        "can_leave": bool(sides) and leaves and loan.leaves_from <= now < loan.ends_at,
        "can_return": bool(sides) and returns and loan.returns_from <= now,
        "leaves_from": loan.leaves_from if leaves and now < loan.leaves_from else None,
        "returns_from": loan.returns_from if returns and now < loan.returns_from else None,
        "can_change": bool(sides) and loan.state in Loan.UNDER_WAY and change is None,
        "end_form": end_form or EndForm(lender=loan.place_of(Side.LENDER)),
    }


def _who_signs(signed: Loan | LoanChange, sides: Sequence[Side], person: Any) -> Side | None:
    """The side whose signature she can give: that which misses, unless she gave the other."""
    for side in signed.missing:
        if side in sides and signed.signed_by(other_side(side)) != person.pk:
            return side
    return None


def _signed_the_other(loan: Loan, sides: Sequence[Side], person: Any) -> bool:
    return len(sides) == len(Side) and person.pk in {loan.signed_by(side) for side in Side}


def booked_lines(times: Sequence[Time], keeps: bool) -> list[dict[str, str]]:
    """When, and for the place that lends, who: names are nobody else's business."""
    return [
        {
            "when": when_words(one.starts_at, one.ends_at, one.reservation.zone),
            "who": one.reservation.person.name if keeps else "",
        }
        for one in times
    ]
