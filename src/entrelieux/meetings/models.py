from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from entrelieux.bridges.models import SourceKind


class PutAside(models.Model):
    """« Pas pour nous »: one side is not shown the other any more; the other is never told."""

    kind = models.CharField(_("qui"), max_length=8, choices=SourceKind.choices)
    own_id = models.CharField(_("identifiant public"), max_length=12)
    other_id = models.CharField(_("identifiant de l’autre"), max_length=12)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("par"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    at = models.DateTimeField(_("quand"), auto_now_add=True)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("rencontre écartée")
        verbose_name_plural = _("rencontres écartées")
        constraints = [
            models.UniqueConstraint(fields=["kind", "own_id", "other_id"], name="put_aside_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.own_id} – {self.other_id}"
