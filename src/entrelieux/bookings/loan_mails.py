"""What the hosts of both places are told of a loan."""

from __future__ import annotations

from django.conf import settings
from django.utils import translation

from entrelieux.bookings.models import Loan, LoanChange, Side, other_side
from entrelieux.bookings.wording import loan_days
from entrelieux.messaging.letters import write_letter
from entrelieux.places.permissions import keepers_of

TEMPLATE = "bookings/mail/loan.txt"


def write_to_side(loan: Loan, side: str, news: str, *, change: LoanChange | None = None) -> None:
    """To each host of a place, in her language. `news` is what the other place did."""
    for person in keepers_of(loan.place_of(side)):
        with translation.override(person.language):
            facts = {
                "news": news,
                "thing": loan.resource.name,
                "here": loan.place_of(side).name,
                "other": loan.place_of(other_side(side)).name,
                "lender": loan.place_of(Side.LENDER).name,
                "borrower": loan.place_of(Side.BORROWER).name,
                "days": loan_days(loan),
                "new_days": loan_days(loan, change.ends_at) if change and change.ends_at else "",
                "because": change.because if change else "",
                "answer": (change.answer if change else "") or loan.answer,
                "seen": _seen(loan, news),
                "link": settings.BASE_URL + loan.get_absolute_url(),
            }
        write_letter(TEMPLATE, to=person.email, language=person.language, facts=facts)


def _seen(loan: Loan, news: str) -> str:
    told = {
        "left": (loan.get_left_condition_display(), loan.left_note),
        "returned": (loan.get_returned_condition_display(), loan.returned_note),
    }.get(news, ())
    return ", ".join(str(words) for words in told if words)
