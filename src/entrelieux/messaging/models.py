from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class OutgoingMail(models.Model):
    """A message to send: written in the transaction that causes it, sent by the worker."""

    to = models.EmailField(_("à"))
    subject = models.CharField(_("objet"), max_length=200)
    text = models.TextField(_("texte"))
    html = models.TextField(_("texte mis en forme"), blank=True)
    headers = models.JSONField(_("en-têtes"), default=dict)
    created_at = models.DateTimeField(_("écrit"), auto_now_add=True)
    sent_at = models.DateTimeField(_("envoyé"), null=True, blank=True)
    error = models.TextField(_("erreur"), blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("courriel")
        verbose_name_plural = _("courriels")

    def __str__(self) -> str:
        return self.subject
