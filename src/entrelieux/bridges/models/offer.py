from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from entrelieux.bridges.models.need import Terms
from entrelieux.charters.queries import known_minors
from entrelieux.inventory.models import Entry, EntryQuerySet


class Kind(models.TextChoices):
    """What is offered: the kinds of the engine (`core.bridging.model.OfferKind`)."""

    SKILL = "skill", _("un savoir-faire, un coup de main")
    SERVICE = "service", _("un service")
    MACHINE = "machine", _("une machine, un outil")
    ROOM = "room", _("une salle, un espace")
    DESK = "desk", _("un bureau, un poste de travail")
    TRAINING = "training", _("une formation")
    MATERIAL = "material", _("de la matière, du matériel")
    VEHICLE = "vehicle", _("un véhicule, un transport")
    EVENT = "event", _("un rendez-vous")


class OfferState(models.TextChoices):
    OPEN = "open", _("en cours")
    CLOSED = "closed", _("retirée")
    EXPIRED = "expired", _("passée")


class OfferQuerySet(EntryQuerySet):
    def present(self) -> Self:
        """None of a minor's: nobody is led to her."""
        return super().present().exclude(author__in=known_minors(timezone.localdate()))

    def live(self, now: datetime) -> Self:
        """Still offered, by somebody or some place that is still here."""
        has_giver = ~Q(author=None, place=None)
        return self.present().filter(has_giver, state=OfferState.OPEN, expires_at__gt=now)

    def visible_to(self, person: Any) -> Self:
        shown = super().visible_to(person)
        if not person.is_authenticated:
            return shown
        return (shown | super().present().filter(author=person)).distinct()


class Offer(Entry):
    """What somebody or a place offers on purpose; what a place holds is offered without a post.

    `name` is the sentence. Never shows who wrote it but to those of `can_see_giver`.
    """

    KEPT: ClassVar[tuple[str, ...]] = (
        *Entry.KEPT,
        "kind",
        "available",
        "terms",
        "mobile_km",
        "capacity",
        "seats",
        "long_mm",
        "short_mm",
        "lat",
        "lon",
        "commune_code",
        "commune",
        "department",
        "language",
    )

    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("qui offre"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="offers",
    )
    kind = models.CharField(_("genre"), max_length=8, choices=Kind.choices, default=Kind.SKILL)
    language = models.CharField(_("langue"), max_length=2, default="fr")
    available = models.CharField(_("quand"), max_length=160, blank=True)
    terms = models.CharField(_("conditions"), max_length=8, choices=Terms.choices, blank=True)
    mobile_km = models.FloatField(
        _("se déplace jusqu’à, en km"), null=True, blank=True, help_text=_("Vide : on vient.")
    )
    capacity = models.PositiveIntegerField(_("combien de fois par mois"), null=True, blank=True)
    seats = models.PositiveIntegerField(_("pour combien de personnes"), null=True, blank=True)
    long_mm = models.FloatField(_("grand côté, en mm"), null=True, blank=True)
    short_mm = models.FloatField(_("petit côté, en mm"), null=True, blank=True)
    lat = models.FloatField(_("latitude"), null=True, blank=True)
    lon = models.FloatField(_("longitude"), null=True, blank=True)
    commune_code = models.CharField(_("commune (INSEE)"), max_length=5, blank=True)
    commune = models.CharField(_("commune"), max_length=80, blank=True)
    department = models.CharField(_("département"), max_length=3, blank=True, db_index=True)
    state = models.CharField(
        _("état"), max_length=8, choices=OfferState.choices, default=OfferState.OPEN
    )
    expires_at = models.DateTimeField(_("valable jusqu’au"), db_index=True)
    renewed_at = models.DateTimeField(_("renouvelée le"), null=True, blank=True)
    closed_at = models.DateTimeField(_("retirée le"), null=True, blank=True)

    objects = OfferQuerySet.as_manager()

    class Meta(Entry.Meta):
        abstract = False
        verbose_name = _("offre")
        verbose_name_plural = _("offres")
        indexes = [models.Index(fields=["state", "expires_at"], name="offer_live")]
        constraints = [
            models.CheckConstraint(
                condition=Q(lat=None, lon=None) | Q(lat__range=(-90, 90), lon__range=(-180, 180)),
                name="offer_position_on_earth",
            ),
        ]

    def is_kept_by(self, person: Any) -> bool:
        return self.author_id is not None and self.author_id == person.pk

    def get_absolute_url(self) -> str:
        return reverse("offer", args=[self.public_id])
