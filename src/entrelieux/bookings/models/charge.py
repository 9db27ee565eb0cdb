from __future__ import annotations

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from entrelieux.bookings.models.reservation import Time
from entrelieux.exchanges.models import Transfer


class ChargeQuerySet(models.QuerySet["Charge"]):
    def standing(self) -> Self:
        """Those that were not given back."""
        return self.filter(transfer__reversed_by=None)


class Charge(models.Model):
    """What a time cost by an agreement: the transfer that counted it, given back or not."""

    time = models.ForeignKey(
        Time, verbose_name=_("créneau"), on_delete=models.CASCADE, related_name="charges"
    )
    transfer = models.OneToOneField(
        Transfer, verbose_name=_("transfert"), on_delete=models.PROTECT, related_name="charge"
    )

    objects = ChargeQuerySet.as_manager()

    class Meta:
        ordering = ["time", "pk"]
        verbose_name = _("coût")
        verbose_name_plural = _("coûts")

    def __str__(self) -> str:
        return f"{self.time_id}: {self.transfer_id}"
