from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from entrelieux.communities.models import Community


class PastRequest(models.Model):
    """A request that was put to the rules and what they answered, to be answered again by others.

    Of who put it, what the rules look at alone: no person, and no way back to one.
    """

    class Source(models.TextChoices):
        MAY_I = "may-i", _("puis-je ?")
        BOOKING = "booking", _("réservation")

    community = models.ForeignKey(
        Community,
        verbose_name=_("communauté"),
        on_delete=models.CASCADE,
        related_name="past_requests",
    )
    source = models.CharField(_("d’où"), max_length=10, choices=Source.choices)
    case = models.JSONField(_("ce qui est demandé"))
    verdict = models.CharField(_("réponse"), max_length=8)
    asked_at = models.DateTimeField(_("demandé le"), auto_now_add=True)

    class Meta:
        ordering = ["community", "-pk"]
        verbose_name = _("demande passée")
        verbose_name_plural = _("demandes passées")

    def __str__(self) -> str:
        return f"{self.community_id} {self.verdict}"
