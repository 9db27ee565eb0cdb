"""What bookings keep of a person."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from entrelieux.accounts.models import Person
from entrelieux.accounts.personal import Erased, Kept
from entrelieux.bookings.actions import cancel, forget_calendar_key
from entrelieux.bookings.models import Reservation

HELD = _(
    "Les réservations d’autrui que vous avez acceptées, et les fermetures que vous avez dites."
)
LOAN = ("resource__name", "lender__name", "borrower__name", "starts_at", "ends_at")
END = ("loan__resource__name", "ends_at", "because")
LENDING = _("Les prêts entre lieux que vous avez signés ou notés : ils en sont convenus.")


def _reservations(person: Person) -> list[dict[str, Any]]:
    rows = Reservation.objects.filter(person=person).select_related("group")
    rows = rows.prefetch_related("times", "lines__resource")
    return [
        {
            "resources": [line.resource.name for line in one.lines.all()],
            "group": one.group.name if one.group else "",
            "purpose": one.purpose,
            "note": one.note,
            "answer": one.answer,
            "state": one.state,
            "asked_at": one.asked_at,
            "times": [[time.starts_at, time.ends_at] for time in one.times.all()],
        }
        for one in rows
    ]


KEPT = (
    Kept("reservations", "bookings.Reservation.person", Erased.DELETED, told=_reservations),
    Kept(
        "bookings_agreed",
        "bookings.Line.agreed_by",
        Erased.NAMELESS,
        ("resource__name", "agreed_at"),
        stays=HELD,
    ),
    Kept(
        "closures",
        "bookings.Closure.created_by",
        Erased.NAMELESS,
        ("starts_at", "ends_at", "reason", "note"),
        stays=HELD,
    ),
    *(
        Kept(name, f"bookings.{link}", Erased.NAMELESS, (*of, *columns), stays=LENDING)
        for name, link, of, columns in (
            ("loans_signed_lending", "Loan.lender_signed_by", LOAN, ("lender_signed_at",)),
            ("loans_signed_borrowing", "Loan.borrower_signed_by", LOAN, ("borrower_signed_at",)),
            ("loans_seen_leaving", "Loan.left_noted_by", LOAN, ("left_at", "left_note")),
            ("loans_seen_back", "Loan.returned_noted_by", LOAN, ("returned_at", "returned_note")),
            ("loan_ends_lending", "LoanChange.lender_signed_by", END, ("lender_signed_at",)),
            ("loan_ends_borrowing", "LoanChange.borrower_signed_by", END, ("borrower_signed_at",)),
        )
    ),
)


def forget(person: Person) -> None:
    """What she held is free for those who wait; the address of her calendar answers no more."""
    forget_calendar_key(by=person, of=person)
    held = Reservation.objects.filter(person=person, state__in=Reservation.LIVE)
    for reservation in held:
        time = reservation.times.first()
        if time:
            cancel(by=person, time=time, reach="all")
