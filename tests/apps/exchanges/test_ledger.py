"""Double entry: nothing is made, nothing is lost, nothing is written over."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from entrelieux.communities.models import Community
from entrelieux.exchanges.actions.transfers import (
    account_of,
    common_account,
    exchange,
    give,
    reverse_transfer,
    transfer,
)
from entrelieux.exchanges.errors import (
    AgreementState,
    AlreadyReversed,
    CeilingReached,
    TooLittle,
    Unbalanced,
)
from entrelieux.exchanges.models import Account, Agreement, Entry, Transfer, Unit
from entrelieux.exchanges.queries import owed, unbalanced
from tests.cast import Cast

pytestmark = pytest.mark.django_db
Agreed = Callable[..., Agreement]
SOUND = {"units": [], "accounts": []}


def balances() -> dict[tuple[str, str], int]:
    return {
        (account.community.name, account.kind): account.balance
        for account in Account.objects.select_related("community")
    }


def test_crossing_two_communities_makes_four_entries_and_each_keeps_even_books(
    cast: Cast, agreed: Agreed
) -> None:
    agreement = agreed()
    made = exchange(
        by=cast.alice,
        agreement=agreement,
        guest=cast.chloe,
        home=cast.bergerie,
        amount=Decimal("2.5"),
        memo="Scie à panneaux",
    )
    assert made.entries.count() == 4
    assert balances() == {
        ("Bergerie", "person"): -250,
        ("Bergerie", "towards"): 250,
        ("Atelier", "towards"): -250,
        ("Atelier", "common"): 250,
    }
    assert owed(agreement) == {cast.bergerie.pk: 250, cast.atelier.pk: -250}
    assert unbalanced() == SOUND


def test_the_ceiling_stops_what_makes_the_gap_wider_and_says_what_is_left(
    cast: Cast, agreed: Agreed
) -> None:
    agreement = agreed(ceiling=500)
    for_chloe = {"by": None, "agreement": agreement, "guest": cast.chloe, "home": cast.bergerie}
    exchange(**for_chloe, amount=Decimal(4))
    with pytest.raises(CeilingReached) as refusal:
        exchange(**for_chloe, amount=Decimal(2))
    assert (refusal.value.left, "il en reste 1." in refusal.value.message) == (100, True)
    assert Transfer.objects.count() == 1
    exchange(by=None, agreement=agreement, guest=cast.bob, home=cast.atelier, amount=Decimal(3))
    exchange(**for_chloe, amount=Decimal(2))
    assert owed(agreement)[cast.bergerie.pk] == 300


def test_a_gap_over_a_lowered_ceiling_may_still_be_made_smaller(cast: Cast, agreed: Agreed) -> None:
    agreement = agreed()
    exchange(by=None, agreement=agreement, guest=cast.chloe, home=cast.bergerie, amount=Decimal(9))
    Agreement.objects.update(ceiling=100)
    agreement.refresh_from_db()
    exchange(by=None, agreement=agreement, guest=cast.bob, home=cast.atelier, amount=Decimal(2))
    assert owed(agreement)[cast.bergerie.pk] == 700


def test_a_transfer_is_undone_by_another_once(cast: Cast, agreed: Agreed) -> None:
    made = exchange(
        by=None, agreement=agreed(), guest=cast.chloe, home=cast.bergerie, amount=Decimal(1)
    )
    undone = reverse_transfer(by=cast.alice, wrong=made, because="Erreur de personne")
    assert (undone.reverses, set(balances().values())) == (made, {0})
    with pytest.raises(AlreadyReversed):
        reverse_transfer(by=cast.alice, wrong=made)
    with pytest.raises(AlreadyReversed):
        reverse_transfer(by=cast.alice, wrong=undone)
    assert Transfer.objects.count() == 2


def test_the_same_key_passes_once(cast: Cast, agreed: Agreed) -> None:
    told = {"by": None, "agreement": agreed(), "guest": cast.chloe, "home": cast.bergerie}
    first = exchange(**told, amount=Decimal(1), key="booking:1")
    assert exchange(**told, amount=Decimal(1), key="booking:1") == first
    assert Entry.objects.count() == 4


def test_what_is_not_even_is_refused(cast: Cast) -> None:
    unit = Unit.objects.create(kind="points")
    mine, common = account_of(cast.bob, cast.atelier, unit), common_account(cast.atelier, unit)
    theirs = common_account(cast.bergerie, unit)
    hours = common_account(cast.atelier, Unit.objects.create(kind="hours"))
    for amounts in ({mine: 5, common: -4}, {mine: 5, theirs: -5}, {mine: 1, hours: -1}, {mine: 0}):
        with pytest.raises(Unbalanced):
            transfer(by=None, amounts=amounts)
    assert Transfer.objects.count() == 0


@pytest.mark.parametrize("amount", ["0", "-1", "0.001"])
def test_only_a_positive_number_of_hundredths_is_given(cast: Cast, amount: str) -> None:
    unit = Unit.objects.create(kind="points")
    mine, common = account_of(cast.bob, cast.atelier, unit), common_account(cast.atelier, unit)
    with pytest.raises(Unbalanced):
        give(by=cast.bob, source=mine, to=common, amount=Decimal(amount))


def test_an_account_keeps_to_its_floor(cast: Cast) -> None:
    unit = Unit.objects.create(kind="points")
    mine, common = account_of(cast.bob, cast.atelier, unit), common_account(cast.atelier, unit)
    Account.objects.filter(pk=mine.pk).update(floor=-200)
    give(by=cast.bob, source=mine, to=common, amount=Decimal(2))
    with pytest.raises(TooLittle) as refusal:
        give(by=cast.bob, source=mine, to=common, amount=Decimal("0.5"))
    assert "0,5 pt" in refusal.value.message


def test_nothing_is_counted_before_both_have_signed_or_after_the_end(
    cast: Cast, agreed: Agreed
) -> None:
    for agreement in (agreed(signed=False), agreed(unit="")):
        with pytest.raises(AgreementState):
            exchange(
                by=None,
                agreement=agreement,
                guest=cast.chloe,
                home=cast.bergerie,
                amount=Decimal(1),
            )


def test_the_database_refuses_to_change_an_entry(cast: Cast, agreed: Agreed) -> None:
    exchange(by=None, agreement=agreed(), guest=cast.chloe, home=cast.bergerie, amount=Decimal(1))
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Entry.objects.update(amount=1)
    assert unbalanced() == SOUND


def test_a_person_who_leaves_the_site_leaves_even_books(cast: Cast, agreed: Agreed) -> None:
    exchange(by=None, agreement=agreed(), guest=cast.chloe, home=cast.bergerie, amount=Decimal(1))
    cast.chloe.delete()
    assert (Account.objects.get(kind="person").person, unbalanced()) == (None, SOUND)


steps = st.lists(
    st.tuples(st.sampled_from(["give", "cross", "undo"]), st.integers(0, 5), st.integers(1, 400)),
    max_size=25,
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=steps)
def test_any_history_keeps_every_sum_at_zero_and_under_the_ceiling(
    cast: Cast, agreed: Agreed, history: list[tuple[str, int, int]]
) -> None:
    agreement = agreed(ceiling=600)
    people = [(cast.bob, cast.atelier), (cast.alice, cast.atelier), (cast.chloe, cast.bergerie)]
    for what, who, hundredths in history:
        person, home = people[who % 3]
        with suppress(CeilingReached, AlreadyReversed):
            _perform(what, who, person, home, agreement, Decimal(hundredths) / 100)
        assert unbalanced() == SOUND
        assert max(map(abs, owed(agreement).values())) <= 600


def _perform(
    what: str, who: int, person: object, home: Community, agreement: Agreement, amount: Decimal
) -> None:
    made = list(Transfer.objects.order_by("pk"))
    if what == "undo" and made:
        reverse_transfer(by=None, wrong=made[who % len(made)])
    elif what == "give":
        source = account_of(person, home, agreement.unit)
        give(by=None, source=source, to=common_account(home, agreement.unit), amount=amount)
    else:
        exchange(by=None, agreement=agreement, guest=person, home=home, amount=amount)
