from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from entrelieux.bridges.models import Bridge


class Question(models.Model):
    """« Est-ce que ça s’est fait ? », asked of one person of a bridge."""

    bridge = models.ForeignKey(
        Bridge, verbose_name=_("passerelle"), on_delete=models.CASCADE, related_name="questions"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("personne"),
        on_delete=models.CASCADE,
        related_name="bridge_questions",
    )
    times = models.PositiveSmallIntegerField(_("combien de fois"), default=0)
    asked_at = models.DateTimeField(_("demandé le"))

    class Meta:
        ordering = ["-asked_at", "-pk"]
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        constraints = [
            models.UniqueConstraint(fields=["bridge", "person"], name="question_once_a_person")
        ]

    def __str__(self) -> str:
        return f"{self.bridge_id} → {self.person_id}"
