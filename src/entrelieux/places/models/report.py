from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Report(models.Model):
    """What a visitor says is wrong on a card; no account is needed, an address is optional."""

    place = models.ForeignKey(
        "places.Place", verbose_name=_("lieu"), on_delete=models.CASCADE, related_name="reports"
    )
    field = models.CharField(_("champ"), max_length=24, blank=True)
    text = models.TextField(_("ce qui ne va pas"), max_length=2_000)
    email = models.EmailField(_("votre adresse, pour vous répondre"), blank=True)
    created_at = models.DateTimeField(_("signalé le"), auto_now_add=True)
    closed_at = models.DateTimeField(_("traité le"), null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("traité par"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("signalement")
        verbose_name_plural = _("signalements")

    def __str__(self) -> str:
        return f"{self.place_id}: {self.text[:40]}"
