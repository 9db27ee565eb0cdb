"""A resource travels to another place: two signatures, one calendar, the rules of where it is."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from entrelieux.bookings.actions import (
    book,
    note_departure,
    note_return,
    place_lent,
    propose_change,
    propose_loan,
    refuse_loan,
    sign_change,
    sign_loan,
    tell_late,
    withdraw_loan,
)
from entrelieux.bookings.errors import AcrossLoan, NotLendable, StaleLoan, Unavailable
from entrelieux.bookings.models import Claim, Flag, Line, Loan, LoanState, Reservation, State
from entrelieux.bookings.permissions import can_answer, sides_of
from entrelieux.bookings.queries import times_at_place
from entrelieux.places.models import Place
from entrelieux.resources.actions import add_resource
from entrelieux.resources.models import Resource
from tests.apps.bookings.conftest import days, wanted
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def letters_to(who: str) -> list[str]:
    return [one.subject for one in mail.outbox if one.to == [f"{who}@example.org"]]


def test_one_host_of_each_place_signs_and_the_other_is_written_to(
    cast: Cast, proposed: Loan
) -> None:
    assert proposed.missing == ["borrower"]
    assert letters_to("chloe") == ["Un prêt à signer\xa0: Presse"]
    signed = sign_loan(by=cast.chloe, loan=proposed, side="borrower")
    assert (signed.state, signed.missing, signed.signed_at is None) == ("signed", [], False)
    assert letters_to("alice") == ["Le prêt de «\xa0Presse\xa0»"]


def test_nobody_signs_twice_nor_for_both_places(cast: Cast, barn: Place, proposed: Loan) -> None:
    barn.communities.add(cast.atelier)
    assert sides_of(cast.alice, proposed) == ["lender", "borrower"]
    with pytest.raises(StaleLoan, match="une autre personne"):
        sign_loan(by=cast.alice, loan=proposed, side="borrower")
    with pytest.raises(StaleLoan, match="déjà signé"):
        sign_loan(by=cast.chloe, loan=proposed, side="lender")
    with pytest.raises(IntegrityError), transaction.atomic():
        Loan.objects.filter(pk=proposed.pk).update(
            borrower_signed_by=cast.alice, borrower_signed_at=timezone.now()
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Loan.objects.filter(pk=proposed.pk).update(state="signed")


def test_what_is_not_signed_holds_nothing(cast: Cast, proposed: Loan, press: Resource) -> None:
    made = book(by=cast.bob, wanted=wanted(press))
    assert made.state == State.CONFIRMED
    assert made.lines.get().card == press.card


def test_the_database_refuses_two_signed_loans_that_overlap(
    cast: Cast, signed: Loan, barn: Place, press: Resource
) -> None:
    with pytest.raises(NotLendable, match="déjà prêtée"):
        propose_loan(by=cast.alice, side="lender", resource=press, borrower=barn, span=days(6, 9))
    after = propose_loan(
        by=cast.alice, side="lender", resource=press, borrower=barn, span=days(7, 9)
    )
    sign_loan(by=cast.chloe, loan=after, side="borrower")
    with pytest.raises(IntegrityError), transaction.atomic():
        Loan.objects.filter(pk=after.pk).update(starts_at=days(6, 6).start)


def test_during_the_loan_the_place_where_it_is_decides_who_books(
    cast: Cast, signed: Loan, barn: Place, press: Resource
) -> None:
    there = book(by=cast.chloe, wanted=wanted(press))
    assert (there.state, there.lines.get().card) == (State.CONFIRMED, barn)
    from_home = book(by=cast.bob, wanted=wanted(press, start="14:00", end="15:00"))
    assert from_home.state == State.HELD
    line = from_home.lines.get()
    assert (can_answer(cast.chloe, line), can_answer(cast.alice, line)) == (True, False)
    week = days(0, 6)
    assert [one.reservation for one in times_at_place(barn, week)] == [there, from_home]
    assert list(times_at_place(press.card, week)) == []
    after = book(by=cast.bob, wanted=wanted(press, day=7))
    assert (after.state, after.lines.get().card) == (State.CONFIRMED, press.card)


def test_it_stays_one_calendar(cast: Cast, signed: Loan, press: Resource) -> None:
    book(by=cast.chloe, wanted=wanted(press))
    with pytest.raises(Unavailable):
        book(by=cast.bob, wanted=wanted(press))


def test_a_series_that_leaves_the_loan_is_asked_in_two(
    cast: Cast, signed: Loan, press: Resource
) -> None:
    with pytest.raises(AcrossLoan, match="réservez à part"):
        book(by=cast.bob, wanted=wanted(press, rule="FREQ=WEEKLY;COUNT=2"))
    assert not Reservation.objects.exists()


def test_while_it_is_away_the_room_it_is_kept_in_is_free(
    cast: Cast, signed: Loan, press: Resource, offered: Any
) -> None:
    room = offered("Salle", keeps_hours=False)
    Resource.objects.filter(pk=press.pk).update(inside=room)
    book(by=cast.chloe, wanted=wanted(press))
    assert [one.resource_id for one in Claim.objects.all()] == [press.pk]
    assert book(by=cast.bob, wanted=wanted(room)).state == State.CONFIRMED


def test_who_had_booked_is_told_and_nothing_is_cancelled(
    cast: Cast, proposed: Loan, press: Resource, barn: Place
) -> None:
    inside = book(by=cast.bob, wanted=wanted(press))
    astride = book(by=cast.bob, wanted=wanted(press, day=1, rule="FREQ=WEEKLY;COUNT=2"))
    mail.outbox.clear()
    sign_loan(by=cast.chloe, loan=proposed, side="borrower")
    for one in (inside, astride):
        one.refresh_from_db()
        assert (one.state, one.flag) == (State.CONFIRMED, Flag.LENT)
    assert sorted(letters_to("bob")) == [
        "À revoir\xa0: Presse (La Bergerie)",
        "À revoir\xa0: Presse (L’Atelier)",
    ]
    assert [line.card for line in Line.objects.order_by("pk")] == [barn, press.card]


def test_where_it_is_follows_the_loan(
    cast: Cast, signed: Loan, press: Resource, barn: Place
) -> None:
    def where() -> tuple[Any, Any]:
        press.refresh_from_db()
        return press.lent_to, press.lent_until

    start, end = signed.span
    assert where() == (None, None)
    place_lent(now=start)
    assert where() == (barn, end)
    place_lent(now=end)
    assert where() == (None, None)
    note_departure(by=cast.alice, loan=signed, side="lender", condition="works", now=start)
    place_lent(now=end + timedelta(days=3))
    assert where() == (barn, end)
    note_return(
        by=cast.alice, loan=signed, side="lender", condition="degraded", note="Une courroie",
        now=end + timedelta(days=3),
    )  # fmt: skip
    assert where() == (None, None)


def test_a_late_return_is_told_to_both_once(cast: Cast, signed: Loan) -> None:
    start, end = signed.span
    note_departure(by=cast.chloe, loan=signed, side="borrower", condition="works", now=start)
    mail.outbox.clear()
    assert not tell_late(loan=signed, now=end - timedelta(hours=1))
    assert tell_late(loan=signed, now=end + timedelta(hours=1))
    assert not tell_late(loan=signed, now=end + timedelta(days=1))
    assert letters_to("alice") == letters_to("chloe") == ["Pas encore rendue\xa0: Presse"]


def test_another_end_takes_the_same_two_signatures(
    cast: Cast, signed: Loan, press: Resource
) -> None:
    booked = book(by=cast.bob, wanted=wanted(press, day=8))
    change = propose_change(by=cast.chloe, loan=signed, side="borrower", ends_at=days(9, 9).end)
    signed.refresh_from_db()
    assert signed.ends_at == days(6, 6).end
    with pytest.raises(StaleLoan, match="déjà signé"):
        sign_change(by=cast.chloe, change=change, side="borrower")
    sign_change(by=cast.alice, change=change, side="lender")
    signed.refresh_from_db()
    booked.refresh_from_db()
    assert (signed.ends_at, booked.flag) == (days(9, 9).end, Flag.LENT)
    sooner = propose_change(by=cast.alice, loan=signed, side="lender", ends_at=days(7, 7).end)
    sign_change(by=cast.chloe, change=sooner, side="borrower")
    assert booked.lines.get().loan is None


def test_it_does_not_come_back_sooner_than_both_said(cast: Cast, signed: Loan) -> None:
    note_departure(
        by=cast.alice, loan=signed, side="lender", condition="works", now=signed.starts_at
    )
    with pytest.raises(StaleLoan, match="nouvelle fin"):
        note_return(
            by=cast.alice, loan=signed, side="lender", condition="works", now=signed.starts_at
        )


def test_both_can_give_up_before_it_leaves(cast: Cast, signed: Loan, press: Resource) -> None:
    change = propose_change(by=cast.chloe, loan=signed, side="borrower", ends_at=None)
    sign_change(by=cast.alice, change=change, side="lender")
    signed.refresh_from_db()
    assert signed.state == LoanState.CANCELLED
    assert book(by=cast.bob, wanted=wanted(press)).lines.get().card == press.card


def test_a_refusal_says_why_and_a_proposal_is_withdrawn_by_who_made_it(
    cast: Cast, proposed: Loan, barn: Place, press: Resource
) -> None:
    with pytest.raises(StaleLoan, match="Dites pourquoi"):
        refuse_loan(by=cast.chloe, loan=proposed, side="borrower", because=" ")
    refused = refuse_loan(by=cast.chloe, loan=proposed, side="borrower", because="Trop lourde")
    assert (refused.state, refused.answer) == (LoanState.REFUSED, "Trop lourde")
    again = propose_loan(
        by=cast.chloe, side="borrower", resource=press, borrower=barn, span=days(0, 6)
    )
    with pytest.raises(StaleLoan):
        withdraw_loan(by=cast.alice, loan=again, side="lender")
    assert withdraw_loan(by=cast.chloe, loan=again, side="borrower").state == "withdrawn"
    with pytest.raises(StaleLoan):
        sign_loan(by=cast.alice, loan=again, side="lender")


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"portable": False}, "ne sort pas"),
        ({"portable": True, "kind": "room"}, "ne sort pas"),
        ({"portable": True, "scope": "place"}, "montrée qu’à son lieu"),
    ],
)
def test_what_does_not_travel_is_not_lent(
    cast: Cast, place: Place, barn: Place, values: dict[str, Any], why: str
) -> None:
    told = {"name": "Tour", "scope": "public", **values}
    resource = add_resource(by=None, place=place, values=told)
    with pytest.raises(NotLendable, match=why):
        propose_loan(
            by=cast.alice, side="lender", resource=resource, borrower=barn, span=days(0, 6)
        )
