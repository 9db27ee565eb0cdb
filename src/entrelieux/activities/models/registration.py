from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from entrelieux.activities.models.event import REGISTERED, Occurrence
from entrelieux.platform.ids import new_public_id

LARGEST_PARTY = 10
# How long after an event it is known who came; how many did is kept.
NAMES_KEPT = timedelta(days=90)


class Registration(models.Model):
    """An adult who said that she comes, alone or with others, or that minors she answers for come.

    Who comes without having said so is written at the door by the hosts, without an address. Minors
    are counted, never named. A registration holds seats once it is `registered`; `pending` waits
    for the link of a mail to be followed, and holds none. Names are forgotten some time after the
    event (`forgotten_at`); how many came is not.
    """

    class State(models.TextChoices):
        PENDING = "pending", _("à confirmer")
        REGISTERED = REGISTERED, _("inscrit")
        WAITING = "waiting", _("en liste d’attente")
        CANCELLED = "cancelled", _("annulé")

    LIVE: ClassVar[tuple[str, ...]] = (State.PENDING, State.REGISTERED, State.WAITING)
    COMING: ClassVar[tuple[str, ...]] = (State.REGISTERED, State.WAITING)

    public_id = models.CharField(
        _("identifiant public"), max_length=12, unique=True, default=new_public_id, editable=False
    )
    occurrence = models.ForeignKey(
        Occurrence,
        verbose_name=_("séance"),
        on_delete=models.CASCADE,
        related_name="registrations",
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("personne"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="registrations",
    )
    name = models.CharField(_("nom"), max_length=80, blank=True)
    email = models.EmailField(_("adresse électronique"), blank=True)
    language = models.CharField(_("langue"), max_length=2, default="fr")
    adults = models.PositiveSmallIntegerField(_("adultes"), default=1)
    minors = models.PositiveSmallIntegerField(_("mineurs"), default=0)
    note = models.CharField(_("un mot aux animateurs"), max_length=300, blank=True)
    state = models.CharField(_("état"), max_length=10, choices=State.choices, default=State.PENDING)
    wants_reminder = models.BooleanField(_("veut un rappel la veille"), default=False)
    reminded_at = models.DateTimeField(_("rappelé le"), null=True, blank=True)
    created_at = models.DateTimeField(_("demandé le"), auto_now_add=True)
    # The rank on the waiting list.
    confirmed_at = models.DateTimeField(_("confirmé le"), null=True, blank=True)
    # The hosts saw them come.
    came_at = models.DateTimeField(_("venu le"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("annulé le"), null=True, blank=True)
    forgotten_at = models.DateTimeField(_("oublié le"), null=True, blank=True)

    class Meta:
        ordering = ["occurrence", "confirmed_at", "pk"]
        verbose_name = _("inscription")
        verbose_name_plural = _("inscriptions")
        constraints = [
            models.UniqueConstraint(
                fields=["occurrence", "email"],
                condition=Q(state__in=["pending", "registered", "waiting"]) & ~Q(email=""),
                name="registration_once_an_address",
            ),
            models.CheckConstraint(
                condition=Q(adults__gt=0) | Q(minors__gt=0), name="registration_of_somebody"
            ),
            models.CheckConstraint(
                condition=Q(adults__lte=LARGEST_PARTY, minors__lte=LARGEST_PARTY),
                name="registration_of_a_small_party",
            ),
        ]
        indexes = [models.Index(fields=["email"], name="registration_by_address")]

    def __str__(self) -> str:
        return f"{self.occurrence_id} ({self.state})"

    @property
    def party(self) -> int:
        """How many seats it takes."""
        return self.adults + self.minors
