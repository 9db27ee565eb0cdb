from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ReminderRhythm(models.Model):
    """How often a host wants to be asked « toujours vrai ? »; every three months until she says."""

    class Every(models.IntegerChoices):
        NEVER = 0, _("jamais")
        MONTH = 30, _("chaque mois")
        QUARTER = 91, _("chaque trimestre")
        YEAR = 365, _("chaque année")

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("personne"),
        on_delete=models.CASCADE,
        related_name="reminder_rhythm",
    )
    days = models.PositiveSmallIntegerField(
        _("rythme"), choices=Every.choices, default=Every.QUARTER
    )
    last_sent_on = models.DateField(_("dernier rappel"), null=True, blank=True)

    class Meta:
        ordering = ["person"]
        verbose_name = _("rythme des rappels")
        verbose_name_plural = _("rythmes des rappels")

    def __str__(self) -> str:
        return f"{self.person_id}: {self.days}"

    def is_due(self, today: date) -> bool:
        """Never more than one reminder a day, whatever happens."""
        if not self.days:
            return False
        return self.last_sent_on is None or today - self.last_sent_on >= timedelta(days=1)
