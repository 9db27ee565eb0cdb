from __future__ import annotations

from collections.abc import Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _

from entrelieux.communities.models import Community


class Limit(models.TextChoices):
    """How far the answers of a network may move what counts."""

    NOTHING = "nothing", _("rien : les suggestions restent celles d’origine")
    LITTLE = "little", _("un peu : 20 % au plus")
    MUCH = "much", _("davantage : 50 % au plus")


BOUNDS: Mapping[str, float] = {Limit.NOTHING: 1.0, Limit.LITTLE: 1.2, Limit.MUCH: 1.5}
# Fewer answers change nothing: chance would speak, and who said no could be guessed.
LEAST_ANSWERS = 5


class Learned(models.Model):
    """What a network’s answers taught: `lines` are {"reason", "for_it", "against_it", "factor",
    "answers"}, of the answers given after `since`."""

    network = models.OneToOneField(
        Community,
        verbose_name=_("réseau"),
        on_delete=models.CASCADE,
        related_name="learned",
    )
    limit = models.CharField(
        _("ce que les réponses peuvent changer"),
        max_length=7,
        choices=Limit.choices,
        default=Limit.LITTLE,
    )
    since = models.DateTimeField(_("réponses données depuis"), null=True, blank=True)
    lines = models.JSONField(_("ce qui est appris"), default=list, blank=True)
    learned_at = models.DateTimeField(_("appris le"), null=True, blank=True)

    class Meta:
        ordering = ["network"]
        verbose_name = _("ce qu’un réseau apprend")
        verbose_name_plural = _("ce que les réseaux apprennent")

    def __str__(self) -> str:
        return f"{self.network_id} ({self.limit})"

    @property
    def factors(self) -> Mapping[str, float]:
        """By what each reason is multiplied."""
        return {line["reason"]: line["factor"] for line in self.lines}
