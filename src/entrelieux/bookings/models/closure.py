from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from entrelieux.bookings.models.calendar import BlockingCalendar
from entrelieux.places.models import Place
from entrelieux.platform.ids import new_public_id
from entrelieux.resources.models import Resource


class Closure(models.Model):
    """When nothing can be booked: of a whole place, or of one resource and what is inside."""

    class Reason(models.TextChoices):
        CLOSED = "closed", _("fermé")
        MAINTENANCE = "maintenance", _("en entretien")
        ELSEWHERE = "elsewhere", _("pris ailleurs")

    public_id = models.CharField(
        _("identifiant public"), max_length=12, unique=True, default=new_public_id, editable=False
    )
    place = models.ForeignKey(
        Place,
        verbose_name=_("lieu"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="closures",
    )
    resource = models.ForeignKey(
        Resource,
        verbose_name=_("ressource"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="closures",
    )
    starts_at = models.DateTimeField(_("depuis"))
    ends_at = models.DateTimeField(_("jusqu’à"))
    reason = models.CharField(
        _("pourquoi"), max_length=11, choices=Reason.choices, default=Reason.CLOSED
    )
    note = models.CharField(_("précision"), max_length=160, blank=True)
    # Read in a calendar that is kept elsewhere: it goes when that one no longer has it.
    calendar = models.ForeignKey(
        BlockingCalendar,
        verbose_name=_("repris de l’agenda"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="closures",
    )
    created_at = models.DateTimeField(_("ajouté le"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("ajouté par"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        ordering = ["starts_at", "pk"]
        verbose_name = _("fermeture")
        verbose_name_plural = _("fermetures")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="closure_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=models.Q(place__isnull=False, resource=None)
                | models.Q(place=None, resource__isnull=False),
                name="closure_of_a_place_or_a_resource",
            ),
        ]
        indexes = [
            models.Index(fields=["resource", "ends_at"], name="closure_of_resource"),
            models.Index(fields=["place", "ends_at"], name="closure_of_place"),
        ]

    def __str__(self) -> str:
        return f"{self.reason} {self.starts_at:%Y-%m-%d}"
