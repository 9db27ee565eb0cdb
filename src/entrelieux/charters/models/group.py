from __future__ import annotations

from datetime import date

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from entrelieux.charters.models.habilitation import Training
from entrelieux.communities.models import Community

# Under three it would be somebody; the longest are those of a whole year.
FEWEST, MOST = 3, 60


class TrainedGroup(models.Model):
    """People without an account who learn together: « la 4e B », 24 of them. Counted, never named.

    Somebody books for them; what they learned is then among the facts that rules look at.
    """

    community = models.ForeignKey(
        Community,
        verbose_name=_("communauté"),
        on_delete=models.CASCADE,
        related_name="trained_groups",
    )
    name = models.CharField(_("nom du groupe"), max_length=40)
    size = models.PositiveSmallIntegerField(
        _("combien de personnes"),
        validators=[MinValueValidator(FEWEST), MaxValueValidator(MOST)],
    )
    opened_on = models.DateField(_("noté le"), auto_now_add=True)
    closed_on = models.DateField(_("clos le"), null=True, blank=True)

    class Meta:
        ordering = ["community", "name", "pk"]
        verbose_name = _("groupe sans compte")
        verbose_name_plural = _("groupes sans compte")
        constraints = [
            models.UniqueConstraint(
                fields=["community", "name"],
                condition=Q(closed_on=None),
                name="trained_group_once_named",
            ),
            models.CheckConstraint(
                condition=Q(size__gte=FEWEST, size__lte=MOST), name="trained_group_of_several"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class GroupBadge(models.Model):
    """What all those of a group were trained to, by whom and when."""

    group = models.ForeignKey(
        TrainedGroup, verbose_name=_("groupe"), on_delete=models.CASCADE, related_name="badges"
    )
    badge = models.CharField(_("habilitation"), max_length=80)
    level = models.PositiveSmallIntegerField(_("niveau"), null=True, blank=True)
    training = models.ForeignKey(
        Training,
        verbose_name=_("formation"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
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
    revoked_on = models.DateField(_("retirée le"), null=True, blank=True)

    class Meta:
        ordering = ["group", "badge", "pk"]
        verbose_name = _("habilitation d’un groupe")
        verbose_name_plural = _("habilitations de groupes")
        constraints = [
            models.UniqueConstraint(
                fields=["group", "badge"],
                condition=Q(revoked_on=None),
                name="group_badge_one_current",
            )
        ]

    def __str__(self) -> str:
        return f"{self.group_id} {self.badge}"

    def is_good_on(self, day: date) -> bool:
        return self.expires_on is None or day < self.expires_on
