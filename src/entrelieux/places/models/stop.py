from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stop(models.Model):
    """Where an itinerant place is, and when."""

    place = models.ForeignKey(
        "places.Place", verbose_name=_("lieu"), on_delete=models.CASCADE, related_name="stops"
    )
    name = models.CharField(_("arrêt"), max_length=160)
    insee = models.CharField(_("commune"), max_length=5, blank=True)
    lat = models.FloatField(_("latitude"), null=True, blank=True)
    lon = models.FloatField(_("longitude"), null=True, blank=True)
    opening_hours = models.CharField(_("horaires"), max_length=255, blank=True)
    starts_on = models.DateField(_("à partir du"), null=True, blank=True)
    ends_on = models.DateField(_("jusqu’au"), null=True, blank=True)

    class Meta:
        ordering = ["place", "starts_on", "pk"]
        verbose_name = _("arrêt")
        verbose_name_plural = _("arrêts")

    def __str__(self) -> str:
        return self.name
