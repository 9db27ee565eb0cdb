from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class AtlasChange(models.Model):
    """A document to read again since the last build; the key orders the changes."""

    document_id = models.BigIntegerField(_("document"))
    at = models.DateTimeField(_("quand"), auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("changement de l’atlas")
        verbose_name_plural = _("changements de l’atlas")

    def __str__(self) -> str:
        return f"{self.pk}: {self.document_id}"


class AtlasBuild(models.Model):
    """A snapshot file, and the last change it contains."""

    version = models.BigAutoField(_("version"), primary_key=True)
    file = models.CharField(_("fichier"), max_length=120)
    through_change = models.BigIntegerField(_("jusqu’au changement"), default=0)
    documents = models.PositiveIntegerField(_("documents"))
    built_at = models.DateTimeField(_("construit"), auto_now_add=True)
    seconds = models.FloatField(_("durée"), help_text=_("en secondes"))

    class Meta:
        ordering = ["-version"]
        verbose_name = _("état de l’atlas")
        verbose_name_plural = _("états de l’atlas")

    def __str__(self) -> str:
        return f"atlas {self.version}"
