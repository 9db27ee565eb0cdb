from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from entrelieux.places.models import Place


class Claim(models.Model):
    """Somebody says that she hosts a place; a code, or two neighbouring hosts, prove it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("en attente")
        GRANTED = "granted", _("accordée")
        REFUSED = "refused", _("refusée")

    place = models.ForeignKey(
        Place, verbose_name=_("lieu"), on_delete=models.CASCADE, related_name="claims"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("personne"),
        on_delete=models.CASCADE,
        related_name="claims",
    )
    message = models.CharField(_("qui vous êtes dans ce lieu"), max_length=300, blank=True)
    # A digest of the code sent to the place's own published address; "" when there is none.
    code_digest = models.CharField(_("empreinte du code"), max_length=64, blank=True)
    code_expires_at = models.DateTimeField(_("code valable jusqu’à"), null=True, blank=True)
    tries_left = models.PositiveSmallIntegerField(_("essais restants"), default=0)
    state = models.CharField(
        _("état"), max_length=8, choices=State.choices, default=State.WAITING, db_index=True
    )
    created_at = models.DateTimeField(_("demandée le"), auto_now_add=True)
    decided_at = models.DateTimeField(_("décidée le"), null=True, blank=True)
    reason = models.CharField(_("raison donnée"), max_length=600, blank=True)

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name = _("demande de gestion")
        verbose_name_plural = _("demandes de gestion")
        constraints = [
            models.UniqueConstraint(
                fields=["place", "person"],
                condition=models.Q(state="waiting"),
                name="claim_one_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} → {self.place_id} ({self.state})"


class Vouch(models.Model):
    """A host of a neighbouring place who knows that the person hosts the place."""

    claim = models.ForeignKey(
        Claim, verbose_name=_("demande"), on_delete=models.CASCADE, related_name="vouches"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("personne"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    at = models.DateTimeField(_("quand"), auto_now_add=True)

    class Meta:
        ordering = ["claim", "pk"]
        verbose_name = _("parole")
        verbose_name_plural = _("paroles")
        constraints = [models.UniqueConstraint(fields=["claim", "person"], name="vouch_once")]

    def __str__(self) -> str:
        return f"{self.person_id} → {self.claim_id}"
