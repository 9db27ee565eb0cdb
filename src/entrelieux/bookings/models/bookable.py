from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from entrelieux.core.booking import Terms
from entrelieux.resources.models import Resource

MOST_UNITS = 1_000


class Sharing(models.TextChoices):
    """What several people at once may have of it."""

    EXCLUSIVE = "exclusive", _("une seule réservation à la fois")
    POOLED = "pooled", _("plusieurs exemplaires identiques")
    CAPACITY = "capacity", _("des places à partager")


class Asks(models.TextChoices):
    """Whose bookings wait for somebody of the place to agree."""

    NOBODY = "nobody", _("personne : c’est réservé tout de suite")
    OUTSIDERS = "outsiders", _("les personnes d’ailleurs")
    EVERYONE = "everyone", _("tout le monde")


class Bookable(models.Model):
    """How a resource lets itself be booked. Times are in minutes, 0 for none."""

    resource = models.OneToOneField(
        Resource, verbose_name=_("ressource"), on_delete=models.CASCADE, related_name="bookable"
    )
    is_open = models.BooleanField(_("se réserve ici"), default=True)
    sharing = models.CharField(
        _("partage"), max_length=9, choices=Sharing.choices, default=Sharing.EXCLUSIVE
    )
    capacity = models.PositiveIntegerField(_("combien"), default=1)
    asks = models.CharField(
        _("attendent un accord"), max_length=9, choices=Asks.choices, default=Asks.OUTSIDERS
    )
    keeps_hours = models.BooleanField(_("aux heures d’ouverture du lieu"), default=True)
    grid_minutes = models.PositiveSmallIntegerField(_("pas"), default=30)
    shortest_minutes = models.PositiveIntegerField(_("au moins"), default=30)
    longest_minutes = models.PositiveIntegerField(_("au plus"), null=True, blank=True)
    before_minutes = models.PositiveSmallIntegerField(_("pour préparer"), default=0)
    after_minutes = models.PositiveSmallIntegerField(_("pour ranger"), default=0)
    notice_minutes = models.PositiveIntegerField(_("à demander au moins"), default=0)
    ahead_days = models.PositiveSmallIntegerField(_("jusqu’à combien de jours"), default=90)
    updated_at = models.DateTimeField(_("modifié le"), auto_now=True)

    class Meta:
        ordering = ["resource"]
        verbose_name = _("ressource réservable")
        verbose_name_plural = _("ressources réservables")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(capacity__gte=1, capacity__lte=MOST_UNITS),
                name="bookable_capacity_within_reason",
            ),
            models.CheckConstraint(
                condition=~models.Q(sharing="exclusive") | models.Q(capacity=1),
                name="bookable_exclusive_is_one",
            ),
        ]

    def __str__(self) -> str:
        return str(self.resource_id)

    def terms(self, zone: str) -> Terms:
        def minutes(number: int | None) -> timedelta:
            return timedelta(minutes=number or 0)

        return Terms(
            zone=zone,
            capacity=self.capacity,
            grid=minutes(self.grid_minutes) or None,
            shortest=minutes(self.shortest_minutes),
            longest=minutes(self.longest_minutes) or None,
            before=minutes(self.before_minutes),
            after=minutes(self.after_minutes),
            notice=minutes(self.notice_minutes),
            ahead=timedelta(days=self.ahead_days),
        )
