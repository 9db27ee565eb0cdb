from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from entrelieux.communities.models import Community


class NetworkPolicy(models.Model):
    """The thresholds that a network chose; the defaults until it does."""

    network = models.OneToOneField(
        Community, verbose_name=_("réseau"), on_delete=models.CASCADE, related_name="policy"
    )
    confirmations = models.PositiveSmallIntegerField(
        _("confirmations pour publier"),
        default=2,
        help_text=_("Combien de membres du réseau doivent confirmer une proposition."),
    )
    # The fields of a card that members of neighbouring places may confirm.
    neighbour_fields = models.JSONField(_("ce que les voisins confirment"), default=list)
    stale_after_days = models.PositiveSmallIntegerField(
        _("fiche à revoir après"), default=365, help_text=_("en jours, sans confirmation")
    )

    class Meta:
        ordering = ["network"]
        verbose_name = _("seuils du réseau")
        verbose_name_plural = _("seuils des réseaux")

    def __str__(self) -> str:
        return str(self.network)


class TrustedContributor(models.Model):
    """Somebody whose contributions a network publishes directly."""

    network = models.ForeignKey(
        Community, verbose_name=_("réseau"), on_delete=models.CASCADE, related_name="trusted"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("personne"),
        on_delete=models.CASCADE,
        related_name="trusted_by",
    )
    since = models.DateField(_("depuis"), auto_now_add=True)

    class Meta:
        ordering = ["network", "person"]
        verbose_name = _("personne de confiance")
        verbose_name_plural = _("personnes de confiance")
        constraints = [models.UniqueConstraint(fields=["network", "person"], name="trusted_once")]

    def __str__(self) -> str:
        return f"{self.person_id} – {self.network_id}"
