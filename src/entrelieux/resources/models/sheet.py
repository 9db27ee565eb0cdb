from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from entrelieux.platform.ids import new_public_id
from entrelieux.resources.models.resource import Resource


class Sheet(models.Model):
    """The manual, or the safety sheet, of a resource as a PDF file."""

    class Role(models.TextChoices):
        MANUAL = "manual", _("notice")
        SAFETY = "safety", _("fiche de sécurité")

    public_id = models.CharField(
        _("identifiant public"), max_length=12, unique=True, default=new_public_id, editable=False
    )
    resource = models.ForeignKey(
        Resource, verbose_name=_("ressource"), on_delete=models.CASCADE, related_name="sheets"
    )
    role = models.CharField(_("rôle"), max_length=8, choices=Role.choices)
    file = models.FileField(_("fichier"), upload_to="sheets")
    added_at = models.DateTimeField(_("ajouté le"), auto_now_add=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("ajouté par"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    removed_at = models.DateTimeField(_("retiré le"), null=True, blank=True)

    class Meta:
        ordering = ["resource", "role", "pk"]
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.public_id}"
