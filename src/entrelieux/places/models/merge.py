from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Merge(models.Model):
    """Says that one row is the same place as another, from one change until possibly another."""

    place = models.ForeignKey(
        "places.Place", verbose_name=_("lieu"), on_delete=models.CASCADE, related_name="merges"
    )
    into = models.ForeignKey(
        "places.Place", verbose_name=_("réuni à"), on_delete=models.CASCADE, related_name="absorbed"
    )
    added_in = models.ForeignKey(
        "places.ChangeSet",
        verbose_name=_("réuni par le changement"),
        on_delete=models.PROTECT,
        related_name="merges_added",
    )
    ended_in = models.ForeignKey(
        "places.ChangeSet",
        verbose_name=_("séparé par le changement"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="merges_ended",
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = _("fusion")
        verbose_name_plural = _("fusions")
        constraints = [
            models.UniqueConstraint(
                fields=["place"],
                condition=models.Q(ended_in=None),
                name="merge_one_live_per_place",
            ),
            models.CheckConstraint(
                condition=~models.Q(place=models.F("into")), name="merge_into_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place_id} → {self.into_id}"
