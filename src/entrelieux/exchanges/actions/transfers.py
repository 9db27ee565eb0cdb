"""Posting to the ledger: all or nothing, once, never below a floor or over a ceiling.

Accounts are locked in the order of their keys, so that two transfers wait on each other and never
deadlock; on SQLite the transaction holds the whole database.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from entrelieux.accounts.models import Person
from entrelieux.communities.models import Community
from entrelieux.exchanges.errors import (
    AgreementState,
    AlreadyReversed,
    CeilingReached,
    TooLittle,
    Unbalanced,
)
from entrelieux.exchanges.mails import write_to_guest
from entrelieux.exchanges.models import Account, Agreement, Entry, Transfer, Unit
from entrelieux.exchanges.wording import written
from entrelieux.platform import audit
from entrelieux.platform.ids import new_public_id

Kind = Account.Kind


def account_of(person: Person, community: Community, unit: Unit) -> Account:
    account, _is_new = Account.objects.get_or_create(
        unit=unit, community=community, person=person, kind=Kind.PERSON
    )
    return account


def common_account(community: Community, unit: Unit) -> Account:
    account, _is_new = Account.objects.get_or_create(
        unit=unit, community=community, kind=Kind.COMMON
    )
    return account


def account_towards(community: Community, partner: Community, unit: Unit) -> Account:
    account, _is_new = Account.objects.get_or_create(
        unit=unit, community=community, partner=partner, kind=Kind.TOWARDS
    )
    return account


@transaction.atomic
def transfer(
    *,
    by: Person | None,
    amounts: Mapping[Account, int],
    key: str = "",
    memo: str = "",
    agreement: Agreement | None = None,
    reverses: Transfer | None = None,
) -> Transfer:
    """Moves hundredths between accounts of one unit; the same `key` again gives the same transfer.

    Raises `Unbalanced`, `TooLittle`, `CeilingReached`.
    """
    key = key or new_public_id()
    keys = [account.pk for account in amounts]
    locked = {
        account.pk: account
        for account in Account.objects.select_for_update().filter(pk__in=keys).order_by("pk")
    }
    if known := Transfer.objects.filter(key=key).first():
        return known
    moved = {locked[account.pk]: amount for account, amount in amounts.items() if amount}
    _refuse_unbalanced(moved)
    for account, amount in moved.items():
        account.balance += amount
        _refuse_too_little(account, amount)
    if agreement and agreement.ceiling is not None:
        _refuse_over_ceiling(agreement, moved)
    unit = next(iter(moved)).unit
    made = Transfer.objects.create(
        unit=unit, key=key, memo=memo[:200], by=by, agreement=agreement, reverses=reverses
    )
    for account in moved:
        account.save(update_fields=["balance"])
    Entry.objects.bulk_create(
        [Entry(transfer=made, account=account, amount=amount) for account, amount in moved.items()]
    )
    audit.record("transfer", made, by=by)
    if agreement:
        write_to_guest(made)
    return made


def _refuse_unbalanced(moved: Mapping[Account, int]) -> None:
    books: dict[int, int] = defaultdict(int)
    for account, amount in moved.items():
        books[account.community_id] += amount
    if not moved or any(books.values()) or len({account.unit_id for account in moved}) != 1:
        raise Unbalanced(
            _("Ce transfert n’est pas équilibré : ce qui sort d’un compte entre dans d’autres.")
        )


def _refuse_too_little(account: Account, amount: int) -> None:
    if amount < 0 and account.floor is not None and account.balance < account.floor:
        raise TooLittle(
            _("Il manque %(missing)s %(unit)s sur ce compte : donnez ou recevez d’abord.")
            % {"missing": written(account.floor - account.balance), "unit": account.unit}
        )


def _refuse_over_ceiling(agreement: Agreement, moved: Mapping[Account, int]) -> None:
    """A transfer that brings the two nearer to even always passes."""
    ceiling = agreement.ceiling or 0
    for account, amount in moved.items():
        before = account.balance - amount
        is_worse = abs(account.balance) > abs(before)
        if account.kind == Kind.TOWARDS and is_worse and abs(account.balance) > ceiling:
            left = max(0, ceiling - abs(before))
            raise CeilingReached(
                _(
                    "Vos deux lieux ne veulent pas dépasser %(ceiling)s %(unit)s d’écart : "
                    "il en reste %(left)s. Rendez d’abord un service dans l’autre sens, ou revoyez "
                    "l’accord ensemble."
                )
                % {
                    "ceiling": written(ceiling),
                    "left": written(left),
                    "unit": account.unit,
                },
                left=left,
            )


@transaction.atomic
def exchange(
    *,
    by: Person | None,
    agreement: Agreement,
    guest: Person,
    home: Community,
    amount: Decimal,
    memo: str = "",
    key: str = "",
) -> Transfer:
    """What a member of `home` used at the other community: four entries, two in each one's books.

    Raises `AgreementState` when nothing is counted or the agreement is not in force; what
    `transfer` raises.
    """
    if agreement.unit is None or not agreement.is_in_force(timezone.localdate()):
        raise AgreementState(
            _("Cet accord ne compte rien, ou n’est pas en vigueur : signez-le, ou revoyez-le.")
        )
    host, unit, hundredths = agreement.other(home), agreement.unit, to_hundredths(amount)
    # Made in one order whichever way it goes: two first exchanges wait for each other, no more.
    towards = {one: account_towards(one, agreement.other(one), unit) for one in agreement.parties}
    return transfer(
        by=by,
        amounts={
            account_of(guest, home, unit): -hundredths,
            towards[home]: hundredths,
            towards[host]: -hundredths,
            common_account(host, unit): hundredths,
        },
        key=key,
        memo=memo,
        agreement=agreement,
    )


@transaction.atomic
def give(
    *, by: Person, source: Account, to: Account, amount: Decimal, memo: str = "", key: str = ""
) -> Transfer:
    """From one account of a community to another. Raises what `transfer` raises."""
    hundredths = to_hundredths(amount)
    return transfer(by=by, amounts={source: -hundredths, to: hundredths}, key=key, memo=memo)


@transaction.atomic
def bound_account(*, by: Person | None, account: Account, floor: int | None) -> Account:
    """The least it may be, in hundredths; None for no limit. Raises `TooLittle` if it is lower."""
    locked = Account.objects.select_for_update(of=("self",)).get(pk=account.pk)
    if floor is not None and locked.balance < floor:
        raise TooLittle(
            _("Ce compte est déjà plus bas que cela : choisissez moins, ou attendez qu’il remonte.")
        )
    locked.floor = floor
    locked.save(update_fields=["floor"])
    audit.record("bound_account", locked, by=by, floor=floor)
    return locked


@transaction.atomic
def reverse_transfer(*, by: Person | None, wrong: Transfer, because: str = "") -> Transfer:
    """The same amounts the other way, in a new transfer. Raises `AlreadyReversed`."""
    locked = Transfer.objects.select_for_update().get(pk=wrong.pk)
    if locked.reverses_id or Transfer.objects.filter(reverses=locked).exists():
        raise AlreadyReversed(
            _("Ce transfert est déjà annulé, ou en annule un : notez plutôt un nouvel échange.")
        )
    entries = locked.entries.select_related("account")
    return transfer(
        by=by,
        amounts={entry.account: -entry.amount for entry in entries},
        key=f"reverse:{locked.public_id}",
        memo=because or locked.memo,
        agreement=locked.agreement,
        reverses=locked,
    )


def to_hundredths(amount: Decimal) -> int:
    """Raises `Unbalanced` for what is not a positive number of hundredths."""
    hundredths = amount * 100
    if hundredths <= 0 or hundredths != hundredths.to_integral_value():
        raise Unbalanced(_("Écrivez un nombre plus grand que zéro, avec deux décimales au plus."))
    return int(hundredths)
