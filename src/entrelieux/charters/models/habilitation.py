from __future__ import annotations

from datetime import date, datetime, time

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from entrelieux.communities.models import Community
from entrelieux.core.rules.tree.durations import Duration


class Training(models.Model):
    """What gives a badge: how long it is good for, and how long it may stay unused."""

    community = models.ForeignKey(
        Community, verbose_name=_("communauté"), on_delete=models.CASCADE, related_name="trainings"
    )
    name = models.CharField(_("nom"), max_length=160)
    badge = models.CharField(_("habilitation donnée"), max_length=80)
    level = models.PositiveSmallIntegerField(_("niveau"), null=True, blank=True)
    valid_months = models.PositiveSmallIntegerField(
        _("validité, en mois"), null=True, blank=True, help_text=_("Vide : sans fin.")
    )
    unused_months = models.PositiveSmallIntegerField(
        _("se perd sans pratique, en mois"), null=True, blank=True, help_text=_("Vide : jamais.")
    )

    class Meta:
        ordering = ["community", "name"]
        verbose_name = _("formation")
        verbose_name_plural = _("formations")
        constraints = [
            models.UniqueConstraint(fields=["community", "name"], name="training_once_named")
        ]

    def __str__(self) -> str:
        return self.name


class Habilitation(models.Model):
    """Who may use what: a badge of the charter that a person holds, by whom it was given, and when.

    It ends by its date, when it is not practised, while it is suspended, or when it is revoked.
    """

    class State(models.TextChoices):
        VALID = "valid", _("valide")
        EXPIRED = "expired", _("expirée")
        UNUSED = "unused", _("perdue faute de pratique")
        SUSPENDED = "suspended", _("suspendue")
        REVOKED = "revoked", _("retirée")
        # Never those of a row: what is good elsewhere, as another community sees it.
        UNRECOGNISED = "unrecognised", _("pas reconnue ici")
        INCOMPLETE = "incomplete", _("reconnue ici après une étape de plus")

    community = models.ForeignKey(
        Community,
        verbose_name=_("communauté"),
        on_delete=models.CASCADE,
        related_name="habilitations",
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("personne"),
        on_delete=models.CASCADE,
        related_name="habilitations",
    )
    badge = models.CharField(_("habilitation"), max_length=80)
    level = models.PositiveSmallIntegerField(_("niveau"), null=True, blank=True)
    training = models.ForeignKey(
        Training,
        verbose_name=_("formation"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="habilitations",
    )
    granted_on = models.DateField(_("donnée le"))
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("donnée par"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    expires_on = models.DateField(_("valable jusqu’au"), null=True, blank=True)
    unused_months = models.PositiveSmallIntegerField(
        _("se perd sans pratique, en mois"), null=True, blank=True
    )
    used_on = models.DateField(_("dernière pratique"), null=True, blank=True)
    suspended_on = models.DateField(_("suspendue le"), null=True, blank=True)
    suspended_until = models.DateField(_("suspendue jusqu’au"), null=True, blank=True)
    revoked_on = models.DateField(_("retirée le"), null=True, blank=True)
    reason = models.CharField(_("raison"), max_length=300, blank=True)

    class Meta:
        ordering = ["community", "badge", "person"]
        verbose_name = _("habilitation")
        verbose_name_plural = _("habilitations")
        constraints = [
            models.UniqueConstraint(
                fields=["community", "person", "badge"],
                condition=Q(revoked_on=None),
                name="habilitation_one_current",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.badge}"

    @property
    def ends_on(self) -> date | None:
        """The first day on which it is not good any more if nothing happens; None without end."""
        ends = [end for end in (self.expires_on, self.unused_from) if end]
        return min(ends, default=None)

    @property
    def unused_from(self) -> date | None:
        if self.unused_months is None:
            return None
        last = datetime.combine(self.used_on or self.granted_on, time())
        return Duration(self.unused_months, "month").after(last).date()

    def is_suspended(self, day: date) -> bool:
        if self.suspended_on is None or day < self.suspended_on:
            return False
        return self.suspended_until is None or day < self.suspended_until

    def state_on(self, day: date) -> State:
        if self.revoked_on and self.revoked_on <= day:
            return self.State.REVOKED
        if self.is_suspended(day):
            return self.State.SUSPENDED
        if self.expires_on and self.expires_on <= day:
            return self.State.EXPIRED
        if self.unused_from and self.unused_from <= day:
            return self.State.UNUSED
        return self.State.VALID
