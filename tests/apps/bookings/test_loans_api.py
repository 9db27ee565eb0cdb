"""Loans by the API: each place reads them, signs for itself, notes what it sees."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone

from entrelieux.bookings.actions import book, place_lent, propose_change, propose_loan
from entrelieux.bookings.models import Loan
from entrelieux.places.actions import create_place
from entrelieux.places.models import Place
from entrelieux.resources.models import Resource
from tests.apps.bookings.conftest import days, monday, wanted
from tests.cast import Cast

pytestmark = pytest.mark.django_db
PROBLEM = "application/problem+json"


@pytest.fixture
def post(client_of: Any) -> Any:
    def send(person: Any, address: str, **told: Any) -> Any:
        return client_of(person).post(f"/api/v1/loans{address}", told, "application/json")

    return send


@pytest.fixture
def begun(signed: Loan) -> Loan:
    """Since yesterday, and until today."""
    now = timezone.now()
    signed.starts_at, signed.ends_at = now - timedelta(days=1), now + timedelta(hours=1)
    signed.save(update_fields=["starts_at", "ends_at"])
    return signed


def test_by_the_api_each_place_reads_it_and_signs_for_itself(
    cast: Cast, client_of: Any, post: Any, barn: Place, press: Resource
) -> None:
    first, last = monday(), monday() + timedelta(days=6)
    asked = {
        "resource": press.public_id,
        "borrower": barn.public_id,
        "first_day": first.isoformat(),
        "last_day": last.isoformat(),
    }
    assert post(cast.bob, "", **asked).status_code == 403
    made = post(cast.chloe, "", **asked)
    told = made.json()
    assert (made.status_code, told["state"], told["missing"]) == (201, "proposed", ["lender"])
    loan = Loan.objects.get()
    assert (loan.span, told["url"]) == (
        days(0, 6),
        settings.BASE_URL + loan.get_absolute_url(),
    )
    one = f"/{told['id']}"
    assert client_of(cast.bob).get(f"/api/v1/loans{one}").status_code == 404
    assert post(cast.chloe, f"{one}/sign", side="lender").status_code == 403
    assert post(cast.alice, f"{one}/sign", side="lender").json()["state"] == "signed"
    assert [row["id"] for row in client_of(cast.alice).get("/api/v1/loans").json()] == [told["id"]]
    assert client_of(cast.bob).get("/api/v1/loans").json() == []


def test_who_signs_reads_first_what_is_booked_then_and_nobody_s_name(
    cast: Cast, client_of: Any, proposed: Loan, press: Resource
) -> None:
    book(by=cast.bob, wanted=wanted(press))
    book(by=cast.bob, wanted=wanted(press, day=7))
    read = client_of(cast.chloe).get(f"/api/v1/loans/{proposed.public_id}")
    at_nine = f"{monday()}T09:00:00"
    assert [one["start"][:19] for one in read.json()["booked"]] == [at_nine]
    assert "Bob" not in read.content.decode()


def test_nothing_is_signed_over_bookings_that_came_since_it_was_read(
    cast: Cast, client_of: Any, post: Any, proposed: Loan, press: Resource
) -> None:
    at = f"/{proposed.public_id}"
    chloe = client_of(cast.chloe)
    stamp = chloe.get(f"/api/v1/loans{at}").json()["stamp"]
    book(by=cast.bob, wanted=wanted(press))
    late = post(cast.chloe, f"{at}/sign", side="borrower", read=stamp)
    assert (late.status_code, "ont changé" in late.json()["title"]) == (409, True)
    told = chloe.get(f"/api/v1/loans{at}").json()
    assert len(told["booked"]) == 1
    done = post(cast.chloe, f"{at}/sign", side="borrower", read=told["stamp"])
    assert (done.json()["state"], "stamp" in done.json()) == ("signed", False)


def test_it_leaves_and_comes_back_as_each_side_sees_it(cast: Cast, post: Any, begun: Loan) -> None:
    at = f"/{begun.public_id}"
    left = post(cast.alice, f"{at}/leave", side="lender", condition="works", note="Avec sa lame")
    told = left.json()
    assert (left.status_code, told["state"], told["left_note"]) == (200, "gone", "Avec sa lame")
    back = post(cast.chloe, f"{at}/return", side="borrower", condition="degraded").json()
    assert (back["state"], back["returned_condition"]) == ("returned", "degraded")
    assert not {"late", "missing", "new_end", "booked"} & back.keys()


def test_another_end_waits_for_the_other_place_and_tells_what_is_booked_in_between(
    cast: Cast, post: Any, signed: Loan, press: Resource
) -> None:
    book(by=cast.bob, wanted=wanted(press, day=8))
    at, last = f"/{signed.public_id}", monday() + timedelta(days=9)
    told = {"side": "borrower", "last_day": last.isoformat(), "because": "La moisson tarde"}
    made = post(cast.chloe, f"{at}/end", **told)
    asked = made.json()
    assert (made.status_code, asked["new_end"]["missing"]) == (201, ["lender"])
    assert [one["start"][:10] for one in asked["booked"]] == [str(monday() + timedelta(days=8))]
    assert asked["end"][:10] == str(monday() + timedelta(days=7))
    done = post(cast.alice, f"{at}/end/sign", side="lender").json()
    assert (done["end"][:10], "new_end" in done) == (str(last + timedelta(days=1)), False)


def test_without_a_day_both_give_it_up(cast: Cast, post: Any, signed: Loan) -> None:
    at = f"/{signed.public_id}"
    asked = post(cast.alice, f"{at}/end", side="lender", because="Elle est cassée").json()
    assert asked["new_end"] == {"because": "Elle est cassée", "missing": ["borrower"]}
    assert post(cast.chloe, f"{at}/end/sign", side="borrower").json()["state"] == "cancelled"


def test_another_end_is_refused_with_its_reason_or_taken_back_without_one(
    cast: Cast, post: Any, signed: Loan
) -> None:
    at, last = f"/{signed.public_id}", (monday() + timedelta(days=9)).isoformat()
    for person, side, because in (
        (cast.alice, "lender", "Trop long"),
        (cast.chloe, "borrower", ""),
    ):
        post(cast.chloe, f"{at}/end", side="borrower", last_day=last)
        answer = post(person, f"{at}/end/refuse", side=side, because=because)
        assert (answer.status_code, "new_end" in answer.json()) == (200, False)
    assert [one.answer for one in signed.changes.order_by("pk")] == ["Trop long", ""]


@pytest.mark.parametrize(
    ("address", "told", "status", "why"),
    [
        ("leave", {"condition": "works"}, 409, "une semaine avant"),
        ("leave", {"condition": "mangled"}, 422, "à corriger"),
        ("return", {"condition": "works"}, 409, "Notez d’abord son départ"),
        ("end", {"last_day": "2001-01-01"}, 422, "Choisissez une autre fin"),
        ("end", {"last_day": "9999-12-31"}, 422, "à corriger"),
        ("end/sign", {}, 409, "Aucun changement"),
        ("end/refuse", {"because": "Non"}, 409, "Aucun changement"),
        ("sign", {}, 409, "n’attend plus"),
        ("refuse", {"because": " "}, 422, "à corriger"),
    ],
)
def test_what_cannot_be_done_says_why(
    cast: Cast, post: Any, signed: Loan, address: str, told: dict[str, Any], status: int, why: str
) -> None:
    in_a_month = timezone.now() + timedelta(days=30)
    Loan.objects.update(starts_at=in_a_month, ends_at=in_a_month + timedelta(days=9))
    answer = post(cast.alice, f"/{signed.public_id}/{address}", side="lender", **told)
    assert (answer.status_code, answer["Content-Type"]) == (status, PROBLEM)
    assert why in answer.json()["title"]


def test_the_end_that_another_place_waits_for_is_refused_and_nobody_signs_twice(
    cast: Cast, post: Any, signed: Loan, press: Resource
) -> None:
    third = create_place(by=None, values={"name": "La Cure"})
    third.communities.add(cast.bergerie)
    after = propose_loan(
        by=cast.chloe, side="borrower", resource=press, borrower=third, span=days(8, 9)
    )
    assert post(cast.alice, f"/{after.public_id}/sign", side="lender").status_code == 200
    at, last = f"/{signed.public_id}/end", (monday() + timedelta(days=8)).isoformat()
    clash = post(cast.chloe, at, side="borrower", last_day=last)
    assert (clash.status_code, clash.json()["title"]) == (
        409,
        "Elle est promise à un autre lieu avant cette fin.",
    )
    propose_change(by=cast.chloe, loan=signed, side="borrower", ends_at=days(7, 7).end)
    again = post(cast.chloe, f"{at}/sign", side="borrower")
    assert (again.status_code, again["Content-Type"]) == (409, PROBLEM)


def test_a_list_of_loans_asks_as_much_for_three_as_for_one(
    cast: Cast, client_of: Any, count_queries: Any, signed: Loan, barn: Place, press: Resource
) -> None:
    client = client_of(cast.alice)
    for_one = count_queries(client, "/api/v1/loans")
    for n in (1, 2):
        span = days(7 * n, 7 * n + 3)
        propose_loan(by=cast.alice, side="lender", resource=press, borrower=barn, span=span)
    assert len(client.get("/api/v1/loans").json()) == 3
    assert count_queries(client, "/api/v1/loans") == for_one


def test_a_resource_tells_where_it_is_lent_and_until_when(
    cast: Cast, client_of: Any, count_queries: Any, signed: Loan, barn: Place, press: Resource
) -> None:
    client, at = client_of(None), f"/api/v1/resources/{press.public_id}"
    assert not {"lent_to", "lent_to_name", "lent_until"} & client.get(at).json().keys()
    at_home = count_queries(client, "/api/v1/resources")
    place_lent(now=signed.starts_at)
    told = client.get(at).json()
    last_day: date = monday() + timedelta(days=6)
    assert [told[name] for name in ("place", "lent_to", "lent_to_name", "lent_until")] == [
        press.card.public_id if press.card else "",
        barn.public_id,
        "La Bergerie",
        last_day.isoformat(),
    ]
    assert count_queries(client, "/api/v1/resources") == at_home
