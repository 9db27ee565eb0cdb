"""What one person of each place signs."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Side(models.TextChoices):
    LENDER = "lender", _("le lieu qui prête")
    BORROWER = "borrower", _("le lieu qui emprunte")


def other_side(side: str) -> Side:
    return Side.BORROWER if side == Side.LENDER else Side.LENDER


class SignedByTwo(models.Model):
    """One host of each place, two persons: the database refuses the same twice."""

    lender_signed_at = models.DateTimeField(_("signé par qui prête"), null=True, blank=True)
    lender_signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    borrower_signed_at = models.DateTimeField(_("signé par qui emprunte"), null=True, blank=True)
    borrower_signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    signed_at = models.DateTimeField(_("signé par les deux"), null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(signed_at=None)
                | Q(lender_signed_at__isnull=False, borrower_signed_at__isnull=False),
                name="%(class)s_signed_by_both",
            ),
            models.CheckConstraint(
                condition=Q(lender_signed_by=None)
                | Q(borrower_signed_by=None)
                | ~Q(lender_signed_by=F("borrower_signed_by")),
                name="%(class)s_signed_by_two_persons",
            ),
        ]

    def signed_by(self, side: str) -> int | None:
        return self.lender_signed_by_id if side == Side.LENDER else self.borrower_signed_by_id

    def is_signed_for(self, side: str) -> bool:
        at = self.lender_signed_at if side == Side.LENDER else self.borrower_signed_at
        return at is not None

    @property
    def missing(self) -> list[Side]:
        """The sides that have not signed."""
        return [side for side in Side if not self.is_signed_for(side)]

    def put_signature(self, side: str, person: Any, now: datetime) -> list[str]:
        """Sets the columns, and returns their names."""
        setattr(self, f"{side}_signed_at", now)
        setattr(self, f"{side}_signed_by", person)
        if not self.missing:
            self.signed_at = now
        return [f"{side}_signed_at", f"{side}_signed_by", "signed_at"]
