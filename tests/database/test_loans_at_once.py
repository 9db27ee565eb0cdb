"""A loan is signed once, and a resource is lent to one place at a time, on each database."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from entrelieux.accounts.models import Person
from entrelieux.bookings.actions import propose_loan, sign_loan
from entrelieux.bookings.errors import BookingError
from entrelieux.bookings.models import Loan
from entrelieux.communities.actions import change_role
from entrelieux.core.booking import Span
from entrelieux.places.actions import create_place
from entrelieux.resources.actions import add_resource
from tests.cast import Cast, Role
from tests.database.threads import run_together

pytestmark = pytest.mark.django_db(transaction=True)


def test_many_sign_at_once_and_one_is_lent(cast: Cast) -> None:
    """Two loans over the same days, each signed by four hosts at the same moment."""
    change_role(by=None, person=cast.chloe, community=cast.bergerie, role=Role.HOST)
    place = create_place(by=None, values={"name": "L’Atelier"})
    place.communities.add(cast.atelier)
    barn = create_place(by=None, values={"name": "La Bergerie"})
    barn.communities.add(cast.bergerie)
    told = {"name": "Presse", "scope": "public", "portable": True}
    press = add_resource(by=None, place=place, values=told)
    now = timezone.now()
    loans = [
        propose_loan(
            by=cast.alice,
            side="lender",
            resource=press,
            borrower=barn,
            span=Span(now + timedelta(days=first), now + timedelta(days=first + 30)),
        )
        for first in (1, 5)
    ]
    hosts = [Person.objects.create_user(f"berger{n}@example.org", name="B") for n in range(4)]

    def signs(loan: Loan, host: Person) -> object:
        return sign_loan(by=host, loan=Loan.objects.get(pk=loan.pk), side="borrower")

    outcomes = run_together(
        [lambda loan=loan, host=host: signs(loan, host) for loan in loans for host in hosts]  # type: ignore[misc]
    )
    signed = [one for one in outcomes if isinstance(one, Loan)]
    assert len(signed) == 1
    assert all(isinstance(one, Loan | BookingError) for one in outcomes), outcomes
    assert [one.pk for one in Loan.objects.in_force()] == [signed[0].pk]
    assert Loan.objects.get(pk=signed[0].pk).borrower_signed_by == signed[0].borrower_signed_by
