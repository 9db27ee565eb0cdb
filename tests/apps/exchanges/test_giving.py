"""Giving by hand, and what accounts may owe."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from entrelieux.communities.actions import add_member
from entrelieux.exchanges.actions.agreements import unit_named
from entrelieux.exchanges.actions.transfers import account_of, common_account
from entrelieux.exchanges.models import Account, Transfer
from entrelieux.exchanges.permissions import can_bound, can_give_from
from tests.cast import Cast

pytestmark = pytest.mark.django_db
Browser = Callable[[Any], Any]
HOURS = "hours"


def bobs(cast: Cast) -> Account:
    unit = unit_named(HOURS)
    assert unit
    return account_of(cast.bob, cast.atelier, unit)


def give_to(client: Any, account: Account, **told: str) -> Any:
    form = {"whose": "person", "amount": "1.5", "memo": "Un coup de main", "key": "k", **told}
    return client.post(reverse("account_give", args=[account.public_id]), form)


def balances() -> dict[str, int]:
    rows = Account.objects.select_related("person")
    return {one.person.name if one.person else one.kind: one.balance for one in rows}


def test_who_gives_from_what_and_who_bounds(cast: Cast) -> None:
    unit = unit_named(HOURS)
    assert unit
    common = common_account(cast.atelier, unit)
    assert cast.who(lambda person: can_give_from(person, bobs(cast))) == {"bob"}
    assert cast.who(lambda person: can_give_from(person, common)) == {"alice"}
    assert cast.who(can_bound(cast.atelier)) == {"alice"}


def test_a_member_gives_to_another_once_however_often_it_is_sent(
    cast: Cast, client_of: Browser
) -> None:
    account, bob = bobs(cast), client_of(cast.bob)
    for _time in range(2):
        assert give_to(bob, account, email="Alice@example.org").status_code == 302
    assert (balances(), Transfer.objects.count()) == ({"Bob": -150, "Alice": 150}, 1)
    assert give_to(bob, account, whose="common", key="k2").status_code == 302
    assert balances() == {"Bob": -300, "Alice": 150, "common": 150}


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"email": "chloe@example.org"}, "Aucun membre n’a cette adresse"),
        ({"email": ""}, "Aucun membre n’a cette adresse"),
        ({"email": "bob@example.org"}, "C’est déjà ce compte"),
        ({"email": "alice@example.org", "amount": "0"}, "0.01"),
    ],
)
def test_what_cannot_be_given_is_told_at_its_field(
    cast: Cast, client_of: Browser, told: dict[str, str], why: str
) -> None:
    page = give_to(client_of(cast.bob), bobs(cast), **told)
    shown = page.content.decode().replace("\xa0", " ")
    assert (page.status_code, why in shown, Transfer.objects.count()) == (422, True, 0)


def test_somebody_else_s_account_looks_like_none(cast: Cast, client_of: Browser) -> None:
    add_member(by=None, person=cast.driss, community=cast.atelier, role="member")
    address = reverse("account_give", args=[bobs(cast).public_id])
    for person in (cast.driss, cast.alice, cast.opal):
        assert client_of(person).get(address).status_code == 404
    assert client_of(cast.bob).get(address).status_code == 200


def test_a_host_says_the_least_and_giving_stops_there(cast: Cast, client_of: Browser) -> None:
    account, alice = bobs(cast), client_of(cast.alice)
    address = reverse("books_floor", args=["atelier"])
    told = {"unit": account.unit_id, "whose": "person", "email": "bob@example.org", "least": "-1"}
    assert client_of(cast.bob).post(address, told).status_code == 403
    assert alice.post(address, told).status_code == 302
    account.refresh_from_db()
    assert account.floor == -100
    refused = give_to(client_of(cast.bob), account, email="alice@example.org")
    assert (refused.status_code, "Il manque 0,5" in refused.content.decode()) == (422, True)
    page = client_of(cast.bob).get(reverse("account_statement", args=[account.public_id]))
    assert "jamais moins de" in page.content.decode()
    assert alice.post(address, {**told, "least": ""}).status_code == 302
    assert give_to(client_of(cast.bob), account, email="alice@example.org").status_code == 302
    assert alice.post(address, told).status_code == 422
