"""What agreements and accounts keep of a person."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from entrelieux.accounts.models import Person
from entrelieux.accounts.personal import Erased, Kept
from entrelieux.exchanges.models import Account

SIGNED = _("Les accords entre communautés que vous avez signés : elles en sont convenues.")
COUNTED = _("Les comptes entre lieux, dont la somme doit rester nulle : le vôtre n’a plus de nom.")
AGREED = ("first__name", "second__name", "scope", "signed_on")


def _accounts(person: Person) -> list[dict[str, Any]]:
    """In hundredths of the unit, as they are counted."""
    accounts = Account.objects.filter(person=person).select_related("community", "unit")
    entry = ("transfer__at", "transfer__memo", "amount")
    return [
        {
            "community": account.community.name,
            "unit": str(account.unit),
            "balance": account.balance,
            "entries": list(account.entries.order_by("pk").values(*entry)),
        }
        for account in accounts.order_by("pk")
    ]


KEPT = (
    Kept(
        "agreements_signed_first",
        "exchanges.Agreement.first_signed_by",
        Erased.NAMELESS,
        (*AGREED, "first_signed_at"),
        stays=SIGNED,
    ),
    Kept(
        "agreements_signed_second",
        "exchanges.Agreement.second_signed_by",
        Erased.NAMELESS,
        (*AGREED, "second_signed_at"),
        stays=SIGNED,
    ),
    Kept(
        "steps_done",
        "exchanges.Step.person",
        Erased.DELETED,
        ("recognition__badge", "recognition__accepting__name", "done_on"),
    ),
    Kept(
        "steps_noted",
        "exchanges.Step.noted_by",
        Erased.NAMELESS,
        ("recognition__badge", "done_on"),
        stays=SIGNED,
    ),
    Kept(
        "accounts",
        "exchanges.Account.person",
        Erased.NAMELESS,
        told=_accounts,
        stays=COUNTED,
    ),
    Kept(
        "transfers_noted",
        "exchanges.Transfer.by",
        Erased.NAMELESS,
        ("at", "memo"),
        stays=COUNTED,
    ),
)
