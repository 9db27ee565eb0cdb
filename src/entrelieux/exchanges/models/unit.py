from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Unit(models.Model):
    """What is counted: hours, points, euros, or a unit of their own."""

    class Kind(models.TextChoices):
        HOURS = "hours", _("des heures")
        POINTS = "points", _("des points")
        EUROS = "euros", _("des euros")
        OWN = "own", _("une unité à nous")

    kind = models.CharField(_("sorte"), max_length=6, choices=Kind.choices)
    name = models.CharField(_("nom"), max_length=40, blank=True)

    class Meta:
        ordering = ["kind", "name"]
        verbose_name = _("unité")
        verbose_name_plural = _("unités")
        constraints = [models.UniqueConstraint(fields=["kind", "name"], name="unit_once")]

    def __str__(self) -> str:
        return self.name or {"hours": "h", "points": "pt", "euros": "€"}[self.kind]
