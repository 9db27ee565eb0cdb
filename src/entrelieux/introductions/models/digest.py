from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from entrelieux.places.models import Place


class Rhythm(models.TextChoices):
    NEVER = "never", _("jamais")
    DAILY = "daily", _("chaque jour")
    WEEKLY = "weekly", _("chaque semaine")
    MONTHLY = "monthly", _("chaque mois")


DAYS = {Rhythm.DAILY: 1, Rhythm.WEEKLY: 7, Rhythm.MONTHLY: 30}


class Digest(models.Model):
    """How often a person wants what waits for her, and the needs near her, in one mail.

    Nobody has one until she asks for it.
    """

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("personne"),
        on_delete=models.CASCADE,
        related_name="bridge_digest",
    )
    rhythm = models.CharField(
        _("à quel rythme"), max_length=8, choices=Rhythm.choices, default=Rhythm.NEVER
    )
    department = models.CharField(_("besoins du département"), max_length=3, blank=True)
    # Around a place of hers, as far as one drives in `minutes`.
    around = models.ForeignKey(
        Place,
        verbose_name=_("autour du lieu"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    minutes = models.PositiveSmallIntegerField(_("minutes de route"), default=30)
    last_sent_on = models.DateField(_("dernier envoi"), null=True, blank=True)

    class Meta:
        ordering = ["person"]
        verbose_name = _("lettre des passerelles")
        verbose_name_plural = _("lettres des passerelles")

    def __str__(self) -> str:
        return f"{self.person_id} ({self.rhythm})"

    def is_due(self, today: date) -> bool:
        days = DAYS.get(Rhythm(self.rhythm))
        if days is None:
            return False
        return self.last_sent_on is None or self.last_sent_on <= today - timedelta(days=days)
