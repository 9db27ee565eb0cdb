"""Who speaks for a community, and who reads its accounts."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from entrelieux.communities.models import Community
from entrelieux.communities.permissions import hosts_any, is_host_of, is_member_of
from entrelieux.exchanges.models import Account, Agreement, Recognition, Transfer
from entrelieux.platform.predicates import Predicate


def can_sign_for(community: Community) -> Predicate:
    """Its hosts alone: nobody above them signs in their place."""
    return is_host_of(community)


def can_withdraw(recognition: Recognition) -> Predicate:
    """The side that recognises, alone."""
    return can_sign_for(recognition.accepting)


def is_withdrawable(recognition: Recognition, person: Any) -> bool:
    """Now, by that person."""
    is_there = recognition.is_in_force(timezone.localdate())
    return is_there and can_withdraw(recognition)(person)


def can_note_exchange(agreement: Agreement) -> Predicate:
    return Predicate(lambda person: hosts_any(person, agreement.parties))


def can_reverse(transfer: Transfer) -> Predicate:
    """Hosts of any community whose books it is in."""
    return Predicate(
        lambda person: hosts_any(
            person, Community.objects.filter(accounts__entries__transfer=transfer)
        )
    )


def can_read_books(community: Community) -> Predicate:
    return is_member_of(community)


def can_read_account(person: Any, account: Account) -> bool:
    """A person’s own; the common ones, by members."""
    if account.kind == Account.Kind.PERSON:
        return account.person_id is not None and account.person_id == person.pk
    return can_read_books(account.community)(person)


def can_give_from(person: Any, account: Account) -> bool:
    """One’s own; what is in common, by hosts. What is owed to a partner is nobody’s to give."""
    match account.kind:
        case Account.Kind.PERSON:
            return can_read_account(person, account)
        case Account.Kind.COMMON:
            return is_host_of(account.community)(person)
    return False


def can_bound(community: Community) -> Predicate:
    """Says what accounts may owe: its hosts."""
    return is_host_of(community)
