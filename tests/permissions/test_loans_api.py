"""By the API, each gesture of a loan is done by the hosts of the place that it is done for, and by
nobody else: the cells of the table of permissions, sent to."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from django.db import transaction

from entrelieux.bookings.models import Loan, LoanChange
from entrelieux.bookings.permissions import can_see_loan, can_sign_for
from entrelieux.places.models import Place
from tests.cast import Cast
from tests.permissions.row import on
from tests.permissions.table import rows_of

pytestmark = pytest.mark.django_db


def gestures() -> dict[str, tuple[Loan, dict[str, Any]]]:
    """Each on a loan in the state where the hosts of the Atelier, who lend, can do it."""
    asked = Loan.objects.get(state="proposed", lender_signed_at=None)
    offered = Loan.objects.get(state="proposed", borrower_signed_at=None)
    signed, gone = Loan.objects.get(state="signed"), LoanChange.objects.get().loan
    seen = {"condition": "works"}
    return {
        "sign": (asked, {}),
        "refuse": (asked, {"because": "Elle sert ici"}),
        "withdraw": (offered, {}),
        "leave": (signed, seen),
        "return": (gone, seen),
        "end": (signed, {}),
        "end/sign": (gone, {}),
        "end/refuse": (gone, {"because": "Elle sert ici"}),
    }


def test_each_gesture_is_for_the_hosts_of_its_side(
    cast: Cast, client_of: Any, live_atlas: None
) -> None:
    list(rows_of(cast))
    place = Place.objects.get(name="L’Atelier")
    hosts = cast.who(partial(on, can_sign_for, place))
    found = {
        gesture: cast.who(partial(_does, client_of, f"{loan.public_id}/{gesture}", sent))
        for gesture, (loan, sent) in gestures().items()
    }
    assert found == dict.fromkeys(found, hosts)
    assert hosts == {"alice"}


def test_a_loan_is_read_by_both_places_and_is_not_there_for_others(
    cast: Cast, client_of: Any, live_atlas: None
) -> None:
    list(rows_of(cast))
    loan = Loan.objects.get(state="signed")
    address = f"/api/v1/loans/{loan.public_id}"
    answers = {
        name: client_of(person if person.is_authenticated else None).get(address).status_code
        for name, person in cast.everyone()
    }
    readers = cast.who(partial(on, can_see_loan, loan))
    assert answers == {name: 200 if name in readers else 404 for name in answers}


def _does(client_of: Any, address: str, sent: dict[str, Any], person: Any) -> bool:
    """Undone at once, for the next one to find things as they were."""
    client = client_of(person if person.is_authenticated else None)
    with transaction.atomic():
        told = {"side": "lender", **sent}
        answer = client.post(f"/api/v1/loans/{address}", told, "application/json")
        transaction.set_rollback(True)
    is_done = answer.status_code in {200, 201}
    assert is_done or answer.status_code in {403, 404}, (address, answer.content)
    assert is_done or answer["Content-Type"] == "application/problem+json"
    return is_done
