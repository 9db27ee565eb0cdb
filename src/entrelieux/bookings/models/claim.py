from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from entrelieux.bookings.models.reservation import Time
from entrelieux.resources.models import Resource


class Claim(models.Model):
    """What a time takes of a resource, the time to prepare and to tidy included.

    0 units of what it is in (core/booking/contents.py). A row exists exactly as long as it takes
    something; `bookings/guard.py` makes the database refuse one too many.
    """

    time = models.ForeignKey(
        Time, verbose_name=_("créneau"), on_delete=models.CASCADE, related_name="claims"
    )
    resource = models.ForeignKey(
        Resource, verbose_name=_("ressource"), on_delete=models.PROTECT, related_name="claims"
    )
    units = models.PositiveIntegerField(_("combien"))
    starts_at = models.DateTimeField(_("depuis"))
    ends_at = models.DateTimeField(_("jusqu’à"))

    class Meta:
        ordering = ["resource", "starts_at", "pk"]
        verbose_name = _("prise")
        verbose_name_plural = _("prises")
        indexes = [
            models.Index(fields=["resource", "ends_at", "starts_at"], name="claim_of_resource"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="claim_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.resource_id} ×{self.units}"
