from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from entrelieux.bridges.models import Bridge


class Why(models.TextChoices):
    """Why a side says no: the lessons of `core.bridging.learning`."""

    NOT_IT = "not_it", _("ce n’est pas ce qu’il faut")
    TOO_FAR = "too_far", _("c’est trop loin")
    WRONG_TIME = "wrong_time", _("ce n’est pas le bon moment")
    TOO_DEAR = "too_dear", _("les conditions ne vont pas")
    NOT_FOR_ME = "not_for_me", _("ce n’est pas pour moi")
    NO_ANSWER = "no_answer", _("je préfère ne pas dire pourquoi")


class Refusal(models.Model):
    """Why a bridge was declined, for suggestions to get better; the other side never reads it."""

    bridge = models.OneToOneField(
        Bridge, verbose_name=_("passerelle"), on_delete=models.CASCADE, related_name="refusal"
    )
    why = models.CharField(_("pourquoi"), max_length=10, choices=Why.choices)
    at = models.DateTimeField(_("quand"))

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("refus")
        verbose_name_plural = _("refus")

    def __str__(self) -> str:
        return f"{self.bridge_id} ({self.why})"
