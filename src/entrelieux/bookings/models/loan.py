"""A resource that travels to another place for a time, and the changes of its end."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from entrelieux.accounts.permissions import is_operator
from entrelieux.bookings.models.signing import Side, SignedByTwo
from entrelieux.communities.circles import circle_of
from entrelieux.core.booking import Span
from entrelieux.places.models import Place
from entrelieux.platform.ids import new_public_id
from entrelieux.resources.models import Condition, Resource


class LoanState(models.TextChoices):
    PROPOSED = "proposed", _("attend la deuxième signature")
    REFUSED = "refused", _("refusé")
    WITHDRAWN = "withdrawn", _("retiré")
    SIGNED = "signed", _("signé par les deux")
    GONE = "gone", _("parti")
    RETURNED = "returned", _("rendu")
    CANCELLED = "cancelled", _("annulé par les deux")


# Seen when it leaves and when it comes back: what is down is repaired, not lent.
SEEN = [
    (Condition.WORKS.value, Condition.WORKS.label),
    (Condition.DEGRADED.value, Condition.DEGRADED.label),
    (Condition.DOWN.value, Condition.DOWN.label),
]


class LoanQuerySet(models.QuerySet["Loan"]):
    def in_force(self) -> Self:
        """Signed by both: its period counts in the calendar, returned or not."""
        return self.filter(state__in=Loan.IN_FORCE)

    def over(self, span: Span) -> Self:
        return self.filter(starts_at__lt=span.end, ends_at__gt=span.start)

    def of_places(self, places: Any) -> Self:
        return self.filter(
            Q(lender__in=places)
            | Q(lender__root__in=places)
            | Q(borrower__in=places)
            | Q(borrower__root__in=places)
        )

    def visible_to(self, person: Any) -> Self:
        """The hosts of both places, and who runs the server."""
        if is_operator(person):
            return self
        hosted = circle_of(person).hosted
        if not hosted:
            return self.none()
        theirs = Q(communities__in=hosted) | Q(root__communities__in=hosted)
        return self.of_places(Place.objects.filter(theirs).values("pk"))

    def with_all(self) -> Self:
        return self.select_related(
            "resource__place__root",
            "lender__root",
            "borrower__root",
            "lender_signed_by",
            "borrower_signed_by",
        )


class Loan(SignedByTwo):
    """From `starts_at` to `ends_at` (left out) the resource is at the `borrower` place.

    Proposed, it holds nothing. Signed by both, its bookings stay in its own calendar, by the rules
    of the place where it is. `bookings/guard.py` makes the database refuse two that overlap.
    """

    IN_FORCE: ClassVar[tuple[str, ...]] = (LoanState.SIGNED, LoanState.GONE, LoanState.RETURNED)
    UNDER_WAY: ClassVar[tuple[str, ...]] = (LoanState.SIGNED, LoanState.GONE)
    # It may leave a little before the period: whoever has the van that day takes it.
    LEAVES_BEFORE: ClassVar[timedelta] = timedelta(days=7)

    public_id = models.CharField(
        _("identifiant public"), max_length=12, unique=True, default=new_public_id, editable=False
    )
    resource = models.ForeignKey(
        Resource, verbose_name=_("ressource"), on_delete=models.PROTECT, related_name="loans"
    )
    lender = models.ForeignKey(
        Place, verbose_name=_("prêté par"), on_delete=models.PROTECT, related_name="loans_given"
    )
    borrower = models.ForeignKey(
        Place, verbose_name=_("prêté à"), on_delete=models.PROTECT, related_name="loans_taken"
    )
    starts_at = models.DateTimeField(_("depuis"))
    ends_at = models.DateTimeField(_("jusqu’à"))
    condition_told = models.CharField(_("état au départ"), max_length=300, blank=True)
    terms = models.TextField(_("conditions"), max_length=2_000, blank=True)
    carried_by = models.CharField(_("qui la transporte"), max_length=160, blank=True)
    state = models.CharField(
        _("état"), max_length=9, choices=LoanState.choices, default=LoanState.PROPOSED
    )
    # Why it was refused.
    answer = models.CharField(_("réponse"), max_length=500, blank=True)
    left_at = models.DateTimeField(_("partie le"), null=True, blank=True)
    left_condition = models.CharField(
        _("état vu au départ"), max_length=8, choices=SEEN, blank=True
    )
    left_note = models.CharField(_("vu au départ"), max_length=300, blank=True)
    left_noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    returned_at = models.DateTimeField(_("rendue le"), null=True, blank=True)
    returned_condition = models.CharField(
        _("état vu au retour"), max_length=8, choices=SEEN, blank=True
    )
    returned_note = models.CharField(_("vu au retour"), max_length=300, blank=True)
    returned_noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # Both places were told that it is late.
    late_told_at = models.DateTimeField(_("retard dit le"), null=True, blank=True)
    proposed_at = models.DateTimeField(_("proposé le"), auto_now_add=True)
    is_example = models.BooleanField(_("exemple"), default=False)

    objects = LoanQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at", "-pk"]
        verbose_name = _("prêt")
        verbose_name_plural = _("prêts")
        indexes = [models.Index(fields=["resource", "ends_at"], name="loan_of_resource")]
        constraints = [
            *SignedByTwo.Meta.constraints,
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="loan_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=~Q(lender=F("borrower")), name="loan_between_two_places"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("signed", "gone", "returned", "cancelled"))
                | Q(signed_at__isnull=False),
                name="loan_in_force_is_signed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.public_id} ({self.state})"

    def get_absolute_url(self) -> str:
        return reverse("loan", args=[self.public_id])

    @property
    def span(self) -> Span:
        return Span(self.starts_at, self.ends_at)

    @property
    def leaves_from(self) -> datetime:
        return self.starts_at - self.LEAVES_BEFORE

    @property
    def returns_from(self) -> datetime:
        """Its last day; sooner, both sign another end first."""
        return self.ends_at - timedelta(days=1)

    def place_of(self, side: str) -> Place:
        """The card of a side, which may have been joined to another since."""
        place = self.lender if side == Side.LENDER else self.borrower
        return place.root or place

    @property
    def waiting_change(self) -> LoanChange | None:
        """Another end that waits for a signature: the database takes one at a time."""
        waiting = LoanChange.State.PROPOSED
        return next((one for one in self.changes.all() if one.state == waiting), None)

    def is_late(self, now: datetime) -> bool:
        return self.state == LoanState.GONE and self.ends_at <= now

    def is_under_way(self, now: datetime) -> bool:
        """At the other place, or should be."""
        return self.state in self.UNDER_WAY and self.starts_at <= now < self.ends_at


class LoanChange(SignedByTwo):
    """Another end, signed by both as the loan was: later, or sooner; none gives the loan up."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("attend la deuxième signature")
        SIGNED = "signed", _("signé par les deux")
        REFUSED = "refused", _("refusé")

    loan = models.ForeignKey(
        Loan, verbose_name=_("prêt"), on_delete=models.CASCADE, related_name="changes"
    )
    ends_at = models.DateTimeField(_("nouvelle fin"), null=True, blank=True)
    because = models.CharField(_("pourquoi"), max_length=300, blank=True)
    state = models.CharField(_("état"), max_length=8, choices=State.choices, default=State.PROPOSED)
    answer = models.CharField(_("réponse"), max_length=500, blank=True)
    proposed_at = models.DateTimeField(_("proposé le"), auto_now_add=True)

    class Meta:
        ordering = ["loan", "-pk"]
        verbose_name = _("changement d’un prêt")
        verbose_name_plural = _("changements de prêts")
        constraints = [
            *SignedByTwo.Meta.constraints,
            models.UniqueConstraint(
                fields=["loan"], condition=Q(state="proposed"), name="loan_one_change_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.loan_id}: {self.state}"
