"""What pages, the search and bridges show of a loan, in the reader's language."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import formats, timezone

from entrelieux.bookings.actions import place_lent, propose_loan, refuse_loan
from entrelieux.bookings.models import Loan, LoanState
from entrelieux.bookings.wording import loan_days
from entrelieux.bridges.offering.resources import resource_offers
from entrelieux.places.models import Place
from entrelieux.resources.documents import resource_document
from entrelieux.resources.models import Resource
from tests.apps.bookings.conftest import days
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_the_pages_of_both_places_say_where_it_is(
    cast: Cast, client_of: Any, signed: Loan, barn: Place, press: Resource
) -> None:
    place_lent(now=signed.starts_at)
    press.refresh_from_db()
    client = client_of(None)
    there = client.get(barn.get_absolute_url()).content.decode()
    assert "Prêté par d’autres lieux" in there
    assert press.get_absolute_url() in there
    home = client.get(press.card.get_absolute_url()).content.decode()
    assert "à La Bergerie jusqu’au" in home


def test_search_and_bridges_find_it_where_it_is(
    cast: Cast, signed: Loan, barn: Place, press: Resource
) -> None:
    Place.objects.filter(pk=barn.pk).update(lat=45.1, lon=2.9)
    place_lent(now=signed.starts_at)
    press.refresh_from_db()
    found = resource_document(press)
    assert (found.lat, found.lon) == (45.1, 2.9)
    (offer,) = [one for one in resource_offers() if one.public_id == press.public_id]
    assert (offer.place_name, offer.offer.lat) == ("La Bergerie", 45.1)
    assert "prêtée par L’Atelier" in offer.offer.description


def test_its_page_lets_note_only_what_can_be_noted_today(
    cast: Cast, client_of: Any, signed: Loan
) -> None:
    def offered_on(page: str) -> list[bool]:
        return [f"/prets/{signed.public_id}/{gesture}/" in page for gesture in ("depart", "retour")]

    def read() -> str:
        told: str = client_of(cast.alice).get(signed.get_absolute_url()).content.decode()
        return told

    now = timezone.now()

    def moved(first: int, last: int, **more: Any) -> str:
        start, end = now + timedelta(days=first), now + timedelta(days=last)
        Loan.objects.filter(pk=signed.pk).update(starts_at=start, ends_at=end, **more)
        return read()

    far = moved(8, 20)
    assert (offered_on(far), "Son départ se notera à partir du" in far) == ([False, False], True)
    assert offered_on(moved(6, 20)) == [True, False]
    gone = moved(-6, 20, state=LoanState.GONE, left_at=now, left_condition="works")
    assert (offered_on(gone), "Son retour se notera à partir du" in gone) == ([False, False], True)
    assert offered_on(moved(-6, 1)) == [False, True]
    assert "pas encore rendue" in moved(-6, -1)


def test_a_loan_of_one_day_is_told_as_one_day(cast: Cast, barn: Place, press: Resource) -> None:
    day = propose_loan(by=cast.alice, side="lender", resource=press, borrower=barn, span=days(3, 3))
    thursday = days(3, 3).start.astimezone(timezone.get_current_timezone())
    assert loan_days(day) == f"le {formats.date_format(thursday, 'j F Y')}"
    assert loan_days(day, days(4, 4).end).startswith("du ")


def test_in_english_what_was_written_stands_between_english_quotes(
    cast: Cast, client_of: Any, proposed: Loan
) -> None:
    refuse_loan(by=cast.chloe, loan=proposed, side="borrower", because="Too heavy")
    type(cast.alice).objects.filter(pk=cast.alice.pk).update(language="en")
    page = client_of(cast.alice).get(proposed.get_absolute_url()).content.decode()
    assert ("Refused: “Too heavy”" in page, "«" in page) == (True, False)
    assert (
        "“Too heavy”" not in client_of(cast.chloe).get(proposed.get_absolute_url()).content.decode()
    )
