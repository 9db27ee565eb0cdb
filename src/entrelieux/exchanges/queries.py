"""What is agreed, what is recognised, what is owed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet, Sum

from entrelieux.communities.models import Community
from entrelieux.exchanges.models import Account, Agreement, Entry, Recognition, Step, Unit

Kind = Account.Kind


def agreement_between(one: Community, other: Community, day: date) -> Agreement | None:
    """The last signed of those in force on a day."""
    found: Agreement | None = (
        Agreement.objects.between(one, other).in_force(day).order_by("-signed_on", "-pk").first()
    )
    return found


def agreements_of(community: Community, person: Any) -> QuerySet[Agreement]:
    """Those that a person may read, the living ones first."""
    return (
        Agreement.objects.visible_to(person)
        .of(community)
        .select_related("first", "second", "unit", "ended_by")
        .prefetch_related("recognitions__accepting")
        .order_by("ends_on", "-created_at", "-pk")
    )


@dataclass(frozen=True, slots=True)
class Recognised:
    """`badge` of `giving` counts for `taken_for`, but for the people in `missing`."""

    recognition: Recognition
    giving: int
    badge: str
    taken_for: str
    level: int | None
    missing: frozenset[int]
    extra_step: str

    def is_in_force(self, day: date) -> bool:
        """Neither its agreement ended then, nor was it withdrawn."""
        return self.recognition.is_in_force(day)


def recognised_by(community: Community, people: Iterable[int]) -> list[Recognised]:
    """What a community takes from those it has agreements with, now or once. Two queries."""
    recognitions = list(
        Recognition.objects.filter(accepting=community, agreement__signed_on__isnull=False)
        .filter(agreement__in=Agreement.objects.of(community))
        .select_related("agreement__first", "agreement__second")
    )
    wanted = frozenset(people)
    done: dict[int, set[int]] = {}
    for recognition, person in Step.objects.filter(
        recognition__in=recognitions, person__in=wanted
    ).values_list("recognition", "person"):
        done.setdefault(recognition, set()).add(person)
    return [
        Recognised(
            recognition=one,
            giving=one.agreement.other(community).pk,
            badge=one.badge,
            taken_for=one.taken_for,
            level=one.level,
            missing=wanted - done.get(one.pk, set()) if one.extra_step else frozenset(),
            extra_step=one.extra_step,
        )
        for one in recognitions
    ]


def recognitions_of(community: Community, badge: str) -> QuerySet[Recognition]:
    """By whom a badge that a community gives is recognised, or was."""
    mine = Agreement.objects.of(community)
    return Recognition.objects.filter(agreement__in=mine, badge=badge).exclude(accepting=community)


def owed(agreement: Agreement) -> Mapping[int, int]:
    """By community of the agreement, what it owes to the other, in hundredths of the unit."""
    sums = dict.fromkeys((agreement.first_id, agreement.second_id), 0)
    accounts = Account.objects.filter(kind=Kind.TOWARDS, unit=agreement.unit).filter(
        Q(community=agreement.first, partner=agreement.second)
        | Q(community=agreement.second, partner=agreement.first)
    )
    for community, balance in accounts.values_list("community", "balance"):
        sums[community] = balance
    return sums


def accounts_in(community: Community) -> QuerySet[Account]:
    """The common ones and those towards partners: what a person has is hers to read."""
    return (
        Account.objects.filter(community=community)
        .exclude(kind=Kind.PERSON)
        .select_related("unit", "partner", "community")
        .order_by("unit", "kind", "partner__name", "pk")
    )


def find_account(public_id: str) -> Account | None:
    found = Account.objects.filter(public_id=public_id)
    account: Account | None = found.select_related("community", "partner", "unit").first()
    return account


def entries_of(account: Account) -> QuerySet[Entry]:
    return (
        Entry.objects.filter(account=account)
        .select_related("transfer__unit", "transfer__reverses", "transfer__reversed_by")
        .order_by("-transfer__at", "-pk")
    )


def unbalanced() -> dict[str, list[int]]:
    """What a sound ledger has none of: units and accounts whose sums are not what they must be."""
    units = Unit.objects.annotate(total=Sum("account__entries__amount")).exclude(total=0)
    accounts = Account.objects.annotate(total=Sum("entries__amount"))
    return {
        "units": [unit.pk for unit in units if unit.total],
        "accounts": [one.pk for one in accounts if one.balance != (one.total or 0)],
    }
