from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from entrelieux.exchanges.actions.transfers import exchange
from entrelieux.exchanges.models import Account, Agreement, Transfer
from entrelieux.exchanges.queries import owed
from tests.cast import Cast

pytestmark = pytest.mark.django_db
Agreed = Callable[..., Agreement]
Browser = Callable[[Any], Client]
SECRET = "chloe@example.org"


def statuses(cast: Cast, client_of: Browser, address: str, **data: str) -> dict[str, int]:
    found = {}
    for name, person in cast.everyone():
        client = client_of(person if person.is_authenticated else None)
        found[name] = (client.post(address, data) if data else client.get(address)).status_code
    return found


def note(client: Client, agreement: Agreement, **told: str) -> Any:
    form = {"email": SECRET, "amount": "2.5", "memo": "Scie", "key": "k1", **told}
    return client.post(reverse("agreement_exchange", args=[agreement.public_id]), form)


def test_who_reads_what(cast: Cast, client_of: Browser, agreed: Agreed) -> None:
    agreement = agreed()
    theirs = dict.fromkeys(("chloe", "bob", "alice", "farid", "opal"), 200)
    hidden = {"visitor": 404, "driss": 404}
    assert statuses(cast, client_of, agreement.get_absolute_url()) == hidden | theirs
    everybody = {name: 200 for name, _person in cast.everyone()}
    assert statuses(cast, client_of, reverse("agreements_between", args=["atelier"])) == everybody
    books = statuses(cast, client_of, reverse("books", args=["atelier"]))
    assert {name for name, status in books.items() if status == 200} == {"bob", "alice"}
    mine = statuses(cast, client_of, reverse("my_accounts"))
    assert {name for name, status in mine.items() if status != 200} == {"visitor"}


@pytest.mark.parametrize("gesture", ["sign", "end", "review", "show", "exchange", "step"])
def test_only_hosts_make_a_gesture(
    cast: Cast, client_of: Browser, agreed: Agreed, gesture: str
) -> None:
    agreement = agreed(signed=gesture != "sign")
    address = reverse(f"agreement_{gesture}", args=[agreement.public_id])
    refused = {"visitor": 302, "driss": 404, "chloe": 403, "bob": 403, "farid": 403, "opal": 403}
    found = statuses(cast, client_of, address, nothing="1")
    assert {name: found[name] for name in refused} == refused
    assert client_of(cast.alice).get(address).status_code == 405


def test_a_host_proposes_and_the_other_signs(cast: Cast, client_of: Browser) -> None:
    from entrelieux.communities.actions import change_role

    change_role(by=None, person=cast.chloe, community=cast.bergerie, role="host")
    address = reverse("agreement_new", args=["atelier"])
    form = {
        "second": cast.bergerie.pk,
        "scope": "Le bois",
        "days_per_month": "5",
        "review_on": (timezone.localdate() + timedelta(days=90)).isoformat(),
        "unit_kind": "own",
        "unit_name": "",
        "most": "12.5",
        "recognition-TOTAL_FORMS": "3",
        "recognition-INITIAL_FORMS": "0",
        **{f"recognition-{n}-side": "us" for n in range(3)},
        "recognition-0-badge": "brûleuse",
        "recognition-0-taken_for": "laser",
        "recognition-0-extra_step": "10 min de visite",
    }
    alice = client_of(cast.alice)
    refused = alice.post(address, form)
    assert refused.status_code == 422
    assert "Donnez un nom à votre unité." in refused.content.decode()
    assert "Le bois" in refused.content.decode()
    alice.post(address, {**form, "unit_name": "copeau"})
    agreement = Agreement.objects.get()
    assert (str(agreement.unit), agreement.ceiling, agreement.days_per_month) == (
        "copeau",
        1250,
        5,
    )
    assert [str(one) for one in agreement.recognitions.all()] == ["brûleuse → laser"]
    assert agreement.recognitions.get().accepting == cast.atelier
    chloe = client_of(cast.chloe)
    assert "Signer pour Bergerie" in chloe.get(agreement.get_absolute_url()).content.decode()
    chloe.post(reverse("agreement_sign", args=[agreement.public_id]))
    agreement.refresh_from_db()
    assert agreement.is_in_force(timezone.localdate())
    assert client_of(cast.bob).post(address, form).status_code == 403


def test_an_exchange_is_noted_once_and_told_to_the_person(
    cast: Cast, client_of: Browser, agreed: Agreed, outbox: Callable[[], list[Any]]
) -> None:
    agreement = agreed(ceiling=300)
    alice = client_of(cast.alice)
    assert note(alice, agreement).status_code == 302
    assert note(alice, agreement).status_code == 302
    assert Transfer.objects.count() == 1
    assert [mail.to for mail in outbox()][:1] == [SECRET]
    page = alice.get(agreement.get_absolute_url()).content.decode()
    assert "Bergerie doit 2,5 h à Atelier" in page
    assert SECRET not in page
    over = note(alice, agreement, key="k2")
    assert (over.status_code, "il en reste 0,5" in over.content.decode()) == (422, True)
    assert note(alice, agreement, email="driss@example.org", key="k3").status_code == 422


def test_an_exchange_is_undone_by_a_host_of_either(
    cast: Cast, client_of: Browser, agreed: Agreed
) -> None:
    agreement = agreed()
    note(client_of(cast.alice), agreement)
    address = reverse("transfer_reverse", args=[Transfer.objects.get().public_id])
    refused = statuses(cast, client_of, address, nothing="1")
    assert {name for name, status in refused.items() if status == 404} == {
        "driss",
        "chloe",
        "bob",
        "farid",
        "opal",
    }
    assert set(owed(agreement).values()) == {0}
    assert client_of(cast.alice).post(address).status_code == 409


def test_a_statement_is_read_by_whom_it_concerns(
    cast: Cast, client_of: Browser, agreed: Agreed
) -> None:
    exchange(by=None, agreement=agreed(), guest=cast.chloe, home=cast.bergerie, amount=Decimal(1))
    readers = {
        account.kind: {
            name
            for name, status in statuses(
                cast, client_of, reverse("account_statement", args=[account.public_id])
            ).items()
            if status == 200
        }
        for account in Account.objects.filter(community=cast.bergerie)
    }
    assert readers == {"person": {"chloe"}, "towards": {"chloe"}}
    page = client_of(cast.chloe).get(reverse("my_accounts")).content.decode()
    assert "-1 h" in page or "−1 h" in page


@pytest.mark.parametrize("page", ["agreements_between", "books"])
def test_a_page_costs_as_many_queries_for_one_as_for_three(
    cast: Cast,
    client_of: Browser,
    agreed: Agreed,
    page: str,
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    alice, address = client_of(cast.alice), reverse(page, args=["atelier"])

    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            alice.get(address)
        return len(caught)

    for unit in ("hours", "points", "euros"):
        told = {"by": None, "guest": cast.chloe, "home": cast.bergerie, "amount": Decimal(1)}
        exchange(agreement=agreed(unit=unit), **told)
        if unit == "hours":
            alice.get(address)
            once = queries()
    assert queries() == once
