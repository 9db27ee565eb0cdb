"""An agreement is a living object: proposed, signed by both, reviewed, ended by either."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from entrelieux.accounts.permissions import is_operator
from entrelieux.communities.circles import circle_of
from entrelieux.communities.models import Community
from entrelieux.exchanges.models.unit import Unit
from entrelieux.platform.ids import new_public_id


class AgreementQuerySet(models.QuerySet[Any]):
    def in_force(self, day: date) -> Self:
        return self.filter(Q(ends_on=None) | Q(ends_on__gt=day), signed_on__lte=day)

    def between(self, one: Community, other: Community) -> Self:
        return self.filter(Q(first=one, second=other) | Q(first=other, second=one))

    def of(self, community: Community) -> Self:
        return self.filter(Q(first=community) | Q(second=community))

    def visible_to(self, person: Any) -> Self:
        """Members of both communities; everybody once it is signed and both said so."""
        if is_operator(person):
            return self
        shown = Q(is_public_first=True, is_public_second=True, signed_on__isnull=False)
        circle = circle_of(person)
        theirs = circle.mine | circle.led
        return self.filter(shown | Q(first__in=theirs) | Q(second__in=theirs))


class Agreement(models.Model):
    """What the members of each of two communities may do in the other, and how it is counted.

    It is in force from `signed_on`, when both have signed, until `ends_on` (left out). With
    `charges`, what members of one book at the other is counted by itself, `rate` for each hour.
    """

    class Charges(models.TextChoices):
        """When a booking counts."""

        BOOKED = "booked", _("dès que c’est réservé")
        USED = "used", _("si la personne vient")

    public_id = models.CharField(
        _("identifiant public"), max_length=12, unique=True, default=new_public_id, editable=False
    )
    first = models.ForeignKey(
        Community,
        verbose_name=_("proposé par"),
        on_delete=models.PROTECT,
        related_name="agreements_proposed",
    )
    second = models.ForeignKey(
        Community,
        verbose_name=_("avec"),
        on_delete=models.PROTECT,
        related_name="agreements_received",
    )
    scope = models.CharField(
        _("ce qui est ouvert"),
        max_length=400,
        help_text=_("Quelles machines, quels espaces, pour quels usages et quels publics."),
    )
    # Concepts of the vocabulary, "scheme:id"; none: whatever each shares with its network.
    concepts = models.JSONField(_("sortes de ressources"), default=list, blank=True)
    days_per_month = models.PositiveSmallIntegerField(
        _("jours par mois et par personne"),
        null=True,
        blank=True,
        help_text=_("Vide : pas de limite."),
    )
    conditions = models.TextField(_("conditions pour les gens de passage"), blank=True)
    unit = models.ForeignKey(
        Unit, verbose_name=_("ce qui est compté"), null=True, blank=True, on_delete=models.PROTECT
    )
    ceiling = models.PositiveBigIntegerField(
        _("écart à ne pas dépasser, en centièmes"), null=True, blank=True
    )
    charges = models.CharField(
        _("une réservation compte"), max_length=6, choices=Charges.choices, blank=True
    )
    rate = models.PositiveBigIntegerField(
        _("par heure réservée, en centièmes"), null=True, blank=True
    )
    review_on = models.DateField(_("à revoir le"))
    is_public_first = models.BooleanField(_("montrer à tout le monde"), default=False)
    is_public_second = models.BooleanField(_("montrer à tout le monde"), default=False)

    first_signed_at = models.DateTimeField(_("signé par qui propose"), null=True, blank=True)
    second_signed_at = models.DateTimeField(_("signé par l’autre"), null=True, blank=True)
    first_signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    second_signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    signed_on = models.DateField(_("en vigueur depuis"), null=True, blank=True)
    ends_on = models.DateField(_("fini le"), null=True, blank=True)
    ended_by = models.ForeignKey(
        Community,
        verbose_name=_("fini par"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    ended_because = models.CharField(_("pourquoi"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("proposé le"), auto_now_add=True)
    is_example = models.BooleanField(_("exemple"), default=False)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("accord")
        verbose_name_plural = _("accords")
        constraints = [
            models.CheckConstraint(condition=~Q(first=F("second")), name="agreement_of_two"),
            models.CheckConstraint(
                condition=Q(signed_on=None)
                | Q(first_signed_at__isnull=False, second_signed_at__isnull=False),
                name="agreement_signed_by_both",
            ),
            models.CheckConstraint(
                condition=Q(charges="") | Q(unit__isnull=False, rate__gt=0),
                name="agreement_charges_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} – {self.second}"

    def get_absolute_url(self) -> str:
        return reverse("agreement_between", args=[self.public_id])

    @property
    def parties(self) -> tuple[Community, Community]:
        return self.first, self.second

    def other(self, community: Community) -> Community:
        return self.second if community.pk == self.first_id else self.first

    def is_in_force(self, day: date) -> bool:
        is_signed = self.signed_on is not None and self.signed_on <= day
        return is_signed and (self.ends_on is None or day < self.ends_on)

    @property
    def is_ended(self) -> bool:
        return self.ends_on is not None


class Recognition(models.Model):
    """`accepting` takes a badge that the other gave for one of its own, from a level on, until it
    withdraws that: the row stays, for what was decided by it."""

    agreement = models.ForeignKey(
        Agreement,
        verbose_name=_("accord"),
        on_delete=models.CASCADE,
        related_name="recognitions",
    )
    accepting = models.ForeignKey(
        Community, verbose_name=_("qui reconnaît"), on_delete=models.PROTECT, related_name="+"
    )
    badge = models.CharField(_("l’habilitation de l’autre"), max_length=80)
    taken_for = models.CharField(_("vaut chez nous"), max_length=80)
    level = models.PositiveSmallIntegerField(_("à partir du niveau"), null=True, blank=True)
    extra_step = models.CharField(
        _("en plus"), max_length=120, blank=True, help_text=_("« 10 min de visite », par exemple.")
    )
    withdrawn_at = models.DateTimeField(_("retirée le"), null=True, blank=True)
    withdrawn_because = models.CharField(_("pourquoi"), max_length=300, blank=True)

    class Meta:
        ordering = ["agreement", "pk"]
        verbose_name = _("reconnaissance")
        verbose_name_plural = _("reconnaissances")
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "accepting", "badge", "taken_for"], name="recognition_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.badge} → {self.taken_for}"

    @property
    def withdrawn_on(self) -> date | None:
        """No more from that day on, like an agreement that ends."""
        return timezone.localdate(self.withdrawn_at) if self.withdrawn_at else None

    def is_in_force(self, day: date) -> bool:
        is_kept = self.withdrawn_on is None or day < self.withdrawn_on
        return is_kept and self.agreement.is_in_force(day)


class Step(models.Model):
    """A person did what a recognition asks in addition."""

    recognition = models.ForeignKey(
        Recognition,
        verbose_name=_("reconnaissance"),
        on_delete=models.CASCADE,
        related_name="steps",
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("personne"),
        on_delete=models.CASCADE,
        related_name="steps_done",
    )
    done_on = models.DateField(_("fait le"))
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["recognition", "pk"]
        verbose_name = _("démarche faite")
        verbose_name_plural = _("démarches faites")
        constraints = [
            models.UniqueConstraint(fields=["recognition", "person"], name="step_done_once")
        ]

    def __str__(self) -> str:
        return f"{self.recognition_id}: {self.person_id}"
