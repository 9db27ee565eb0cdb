from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from entrelieux.communities.models import Community


class NetworkReading(models.Model):
    """The figures of a network on a day, as a job found them.

    `figures` are those of `core.bridging.strength.Measures`; `details` (comparison, go-betweens,
    closings, next bridges, picture) are kept for the latest day only.
    """

    network = models.ForeignKey(
        Community,
        verbose_name=_("réseau"),
        on_delete=models.CASCADE,
        related_name="strength_readings",
    )
    day = models.DateField(_("jour"))
    figures = models.JSONField(_("mesures"), default=dict)
    details = models.JSONField(_("détails"), default=dict, blank=True)
    # Measured later, from the dates of the ties, for a day before the first reading.
    is_looking_back = models.BooleanField(_("retrouvée après coup"), default=False)
    measured_at = models.DateTimeField(_("mesuré le"))

    class Meta:
        ordering = ["network", "-day"]
        verbose_name = _("mesure d’un réseau")
        verbose_name_plural = _("mesures des réseaux")
        constraints = [
            models.UniqueConstraint(fields=["network", "day"], name="network_reading_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.network_id} {self.day}"
