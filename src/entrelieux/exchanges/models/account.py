"""A ledger in double entry: amounts are whole hundredths of a unit, and sum to zero."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from entrelieux.communities.models import Community
from entrelieux.exchanges.models.agreement import Agreement
from entrelieux.exchanges.models.unit import Unit
from entrelieux.platform.ids import new_public_id

__all__ = ["Account", "Entry", "Transfer", "Unit"]


class AccountQuerySet(models.QuerySet[Any]):
    def of_person(self, person: Any) -> Self:
        return self.filter(person=person) if person.is_authenticated else self.none()


class Account(models.Model):
    """In the books of one community: a member's, the common one, or the one towards a partner.

    `balance` is the sum of its entries, kept beside them so that it can be locked and bounded;
    `floor` is the least it may be. Towards a partner, what is owed to the partner is positive.
    """

    class Kind(models.TextChoices):
        PERSON = "person", _("d’une personne")
        COMMON = "common", _("commun")
        TOWARDS = "towards", _("envers une autre communauté")

    public_id = models.CharField(
        _("identifiant public"), max_length=12, unique=True, default=new_public_id, editable=False
    )
    community = models.ForeignKey(
        Community, verbose_name=_("communauté"), on_delete=models.PROTECT, related_name="accounts"
    )
    unit = models.ForeignKey(Unit, verbose_name=_("unité"), on_delete=models.PROTECT)
    kind = models.CharField(_("sorte"), max_length=8, choices=Kind.choices)
    # What a person gave and received stays in the books when the account of the site is erased.
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("personne"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="exchange_accounts",
    )
    partner = models.ForeignKey(
        Community,
        verbose_name=_("partenaire"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="accounts_towards",
    )
    balance = models.BigIntegerField(_("solde, en centièmes"), default=0)
    floor = models.BigIntegerField(_("au moins, en centièmes"), null=True, blank=True)

    objects = AccountQuerySet.as_manager()

    class Meta:
        ordering = ["community", "kind", "pk"]
        verbose_name = _("compte")
        verbose_name_plural = _("comptes")
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "community", "person"],
                condition=Q(kind="person", person__isnull=False),
                name="account_one_per_person",
            ),
            models.UniqueConstraint(
                fields=["unit", "community"],
                condition=Q(kind="common"),
                name="account_one_common",
            ),
            models.UniqueConstraint(
                fields=["unit", "community", "partner"],
                condition=Q(kind="towards"),
                name="account_one_towards",
            ),
            models.CheckConstraint(
                condition=Q(floor=None) | Q(balance__gte=models.F("floor")),
                name="account_not_below_floor",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def amount(self) -> Decimal:
        return Decimal(self.balance) / 100

    @property
    def least(self) -> Decimal | None:
        return None if self.floor is None else Decimal(self.floor) / 100


class Transfer(models.Model):
    """What passed between accounts, once: it is never changed, only reversed by another.

    `key` is chosen by who writes it: written twice with the same key, it passes once.
    """

    public_id = models.CharField(
        _("identifiant public"), max_length=12, unique=True, default=new_public_id, editable=False
    )
    unit = models.ForeignKey(Unit, verbose_name=_("unité"), on_delete=models.PROTECT)
    key = models.CharField(_("clé"), max_length=80, unique=True)
    memo = models.CharField(_("pour quoi"), max_length=200, blank=True)
    at = models.DateTimeField(_("le"), auto_now_add=True, db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("noté par"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    agreement = models.ForeignKey(
        Agreement,
        verbose_name=_("accord"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="transfers",
    )
    reverses = models.OneToOneField(
        "self",
        verbose_name=_("annule"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="reversed_by",
    )

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("transfert")
        verbose_name_plural = _("transferts")

    def __str__(self) -> str:
        return self.public_id


class Entry(models.Model):
    """One side of a transfer. The database refuses to change it (migration 0002)."""

    transfer = models.ForeignKey(
        Transfer, verbose_name=_("transfert"), on_delete=models.PROTECT, related_name="entries"
    )
    account = models.ForeignKey(
        Account, verbose_name=_("compte"), on_delete=models.PROTECT, related_name="entries"
    )
    amount = models.BigIntegerField(_("montant, en centièmes"))

    class Meta:
        ordering = ["transfer", "pk"]
        verbose_name = _("écriture")
        verbose_name_plural = _("écritures")
        constraints = [
            models.UniqueConstraint(fields=["transfer", "account"], name="entry_once_per_account"),
            models.CheckConstraint(condition=~Q(amount=0), name="entry_not_nothing"),
        ]

    def __str__(self) -> str:
        return f"{self.account_id}: {self.amount}"

    @property
    def value(self) -> Decimal:
        return Decimal(self.amount) / 100
