from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from entrelieux.places.models import Place
from entrelieux.platform.ids import new_public_id


class Follow(models.Model):
    """Somebody who wants to know what changes: of one place, or of whatever a search finds.

    `query` holds the parameters of the search's address: an area, a word, a kind, any of them.
    """

    class Rhythm(models.TextChoices):
        INSTANT = "instant", _("tout de suite")
        DAILY = "daily", _("une fois par jour")
        WEEKLY = "weekly", _("une fois par semaine")

    BETWEEN: ClassVar[dict[str, timedelta]] = {
        Rhythm.INSTANT: timedelta(0),
        Rhythm.DAILY: timedelta(days=1),
        Rhythm.WEEKLY: timedelta(days=7),
    }

    public_id = models.CharField(
        _("identifiant public"), max_length=12, unique=True, default=new_public_id, editable=False
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("personne"),
        on_delete=models.CASCADE,
        related_name="follows",
    )
    place = models.ForeignKey(
        Place,
        verbose_name=_("lieu"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="follows",
    )
    query = models.JSONField(_("recherche"), default=dict, blank=True)
    rhythm = models.CharField(
        _("rythme"), max_length=8, choices=Rhythm.choices, default=Rhythm.WEEKLY
    )
    created_at = models.DateTimeField(_("depuis"), auto_now_add=True)
    # Everything that changed before was told.
    told_until = models.DateTimeField(_("raconté jusqu’à"))

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("suivi")
        verbose_name_plural = _("suivis")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "place"],
                condition=models.Q(place__isnull=False),
                name="follow_place_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.place_id or self.query}"
