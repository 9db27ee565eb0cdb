from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Revision(models.Model):
    """An entry as it was after one change: who, when, why, and every value. Never edited."""

    class Verb(models.TextChoices):
        ADD = "add", _("ajout")
        CHANGE = "change", _("modification")
        REMOVE = "remove", _("retrait")
        RESTORE = "restore", _("rétablissement")

    # Such as « resource:12 »: the entries of every app share one history.
    subject = models.CharField(_("objet"), max_length=60)
    version = models.PositiveIntegerField(_("version"))
    verb = models.CharField(_("geste"), max_length=8, choices=Verb.choices)
    values = models.JSONField(_("valeurs"), default=dict)
    at = models.DateTimeField(_("quand"), auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("par"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    note = models.CharField(_("pourquoi"), max_length=300, blank=True)

    class Meta:
        ordering = ["subject", "-version"]
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        constraints = [models.UniqueConstraint(fields=["subject", "version"], name="revision_once")]

    def __str__(self) -> str:
        return f"{self.subject} v{self.version}"
