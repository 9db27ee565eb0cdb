from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from entrelieux.bookings.models.loan import Loan
from entrelieux.charters.models import TrainedGroup
from entrelieux.communities.models import Community
from entrelieux.core.booking import Slot
from entrelieux.places.models import Place
from entrelieux.platform.ids import new_public_id
from entrelieux.resources.models import Resource


class State(models.TextChoices):
    HELD = "held", _("en attente d’accord")
    CONFIRMED = "confirmed", _("réservé")
    WAITING = "waiting", _("en liste d’attente")
    REFUSED = "refused", _("refusé")
    CANCELLED = "cancelled", _("annulé")
    LAPSED = "lapsed", _("resté sans réponse")


class Flag(models.TextChoices):
    """What changed since it was booked: both sides see it, nothing is done by itself."""

    CLOSED = "closed", _("le lieu sera fermé, ou la ressource en entretien")
    AGREEMENT = "agreement", _("l’accord entre les deux communautés a pris fin")
    BADGE = "badge", _("l’habilitation de la personne n’est plus reconnue ici")
    LOST = "lost", _("l’habilitation de la personne ne vaut plus")
    LENT = "lent", _("la ressource est prêtée à un autre lieu, ou en revient")
    INSIDE = "inside", _("ce qui est réservé a changé de salle, et quelqu’un d’autre la prend")


class Reservation(models.Model):
    """Somebody takes some resources together, once or again and again, on the clocks of `zone`.

    `rule` is how it was asked for (RFC 5545, days only). Its `Time` rows are the truth: each may
    have been moved or cancelled since. What is held or confirmed has its claims; what waits has
    none. A series that was parted in two says of which other it is `part_of`.
    """

    TAKING: ClassVar[tuple[str, ...]] = (State.HELD, State.CONFIRMED)
    LIVE: ClassVar[tuple[str, ...]] = (State.HELD, State.CONFIRMED, State.WAITING)

    public_id = models.CharField(
        _("identifiant public"), max_length=12, unique=True, default=new_public_id, editable=False
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("personne"),
        on_delete=models.CASCADE,
        related_name="reservations",
    )
    # In whose name: that of an agreement with the place, when she does not belong to it.
    community = models.ForeignKey(
        Community,
        verbose_name=_("au titre de"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="reservations",
    )
    # For whom, when she brings people who have no account: counted, not named.
    group = models.ForeignKey(
        TrainedGroup,
        verbose_name=_("pour le groupe"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="reservations",
    )
    purpose = models.CharField(_("pour quoi faire"), max_length=120, blank=True)
    note = models.CharField(_("un mot au lieu"), max_length=500, blank=True)
    state = models.CharField(
        _("état"), max_length=9, choices=State.choices, default=State.CONFIRMED
    )
    zone = models.CharField(_("fuseau horaire"), max_length=40, default="Europe/Paris")
    first_day = models.DateField(_("premier jour"))
    start_time = models.TimeField(_("début"))
    last_day = models.DateField(_("jusqu’au"))
    end_time = models.TimeField(_("fin"))
    rule = models.CharField(_("répétition"), max_length=200, blank=True)
    part_of = models.ForeignKey(
        "self",
        verbose_name=_("suite de"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="parts",
    )
    asked_at = models.DateTimeField(_("demandé le"), auto_now_add=True)
    # Until when a request without an answer keeps what it holds.
    held_until = models.DateTimeField(_("tenu jusqu’au"), null=True, blank=True)
    answer = models.CharField(_("réponse du lieu"), max_length=500, blank=True)
    flag = models.CharField(_("à revoir"), max_length=9, choices=Flag.choices, blank=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        verbose_name = _("réservation")
        verbose_name_plural = _("réservations")
        indexes = [models.Index(fields=["state", "held_until"], name="reservation_by_state")]

    def __str__(self) -> str:
        return f"{self.public_id} ({self.state})"

    def get_absolute_url(self) -> str:
        return reverse("reservation", args=[self.public_id])

    @property
    def slot(self) -> Slot:
        """The first time, on the clocks of its place."""
        return Slot(
            datetime.combine(self.first_day, self.start_time),
            datetime.combine(self.last_day, self.end_time),
        )

    @slot.setter
    def slot(self, slot: Slot) -> None:
        self.first_day, self.start_time = slot.start.date(), slot.start.time()
        self.last_day, self.end_time = slot.end.date(), slot.end.time()


class Line(models.Model):
    """One resource of a reservation; agreed to from `agreed_at` on, by the place or a rule."""

    reservation = models.ForeignKey(
        Reservation, verbose_name=_("réservation"), on_delete=models.CASCADE, related_name="lines"
    )
    resource = models.ForeignKey(
        Resource,
        verbose_name=_("ressource"),
        on_delete=models.PROTECT,
        related_name="reservation_lines",
    )
    units = models.PositiveIntegerField(_("combien"), default=1)
    # Used where it is lent to: that place answers and sees it, not the one that lends.
    loan = models.ForeignKey(
        Loan,
        verbose_name=_("pendant le prêt"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="lines",
    )
    agreed_at = models.DateTimeField(_("accordé le"), null=True, blank=True)
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("accordé par"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        ordering = ["reservation", "pk"]
        verbose_name = _("ressource réservée")
        verbose_name_plural = _("ressources réservées")
        constraints = [
            models.UniqueConstraint(fields=["reservation", "resource"], name="line_once"),
            models.CheckConstraint(condition=models.Q(units__gte=1), name="line_of_something"),
        ]

    def __str__(self) -> str:
        return f"{self.reservation_id} {self.resource_id}"

    @property
    def card(self) -> Place | None:
        """The place where it is used."""
        return self.loan.place_of("borrower") if self.loan else self.resource.card


class TimeQuerySet(models.QuerySet["Time"]):
    def taking_place(self) -> TimeQuerySet:
        return self.filter(is_cancelled=False, reservation__state__in=Reservation.TAKING)

    def to_come(self, now: datetime) -> TimeQuerySet:
        return self.filter(ends_at__gt=now, is_cancelled=False).order_by("starts_at", "pk")


class Time(models.Model):
    """One time of a reservation; `day` is that of the rule, which names it even when it is moved.

    Booked is not used: `arrived_at` and `left_at` are told by who came, if the place wants it.
    """

    reservation = models.ForeignKey(
        Reservation, verbose_name=_("réservation"), on_delete=models.CASCADE, related_name="times"
    )
    day = models.DateField(_("jour"))
    starts_at = models.DateTimeField(_("commence"))
    ends_at = models.DateTimeField(_("finit"))
    is_cancelled = models.BooleanField(_("annulé"), default=False)
    is_moved = models.BooleanField(_("déplacé"), default=False)
    arrived_at = models.DateTimeField(_("arrivée"), null=True, blank=True)
    left_at = models.DateTimeField(_("départ"), null=True, blank=True)

    objects = TimeQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        verbose_name = _("créneau")
        verbose_name_plural = _("créneaux")
        constraints = [
            models.UniqueConstraint(fields=["reservation", "day"], name="reserved_time_once_a_day"),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="reserved_time_ends_after_it_starts",
            ),
        ]
        indexes = [
            models.Index(fields=["starts_at"], name="reserved_time_by_start"),
            models.Index(fields=["ends_at"], name="reserved_time_by_end"),
        ]

    def __str__(self) -> str:
        return f"{self.reservation_id} {self.day}"
