from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from entrelieux.accounts.permissions import is_operator
from entrelieux.bridges.models.need import Need, answered_by
from entrelieux.communities.circles import circle_of
from entrelieux.places.models import Place
from entrelieux.platform.ids import new_public_id


class SourceKind(models.TextChoices):
    """What stands on the giver's side: a row of which app."""

    RESOURCE = "resource", _("ressource")
    USAGE = "usage", _("usage")
    EVENT = "event", _("rendez-vous")
    PROJECT = "project", _("projet")
    OFFER = "offer", _("offre")
    PLACE = "place", _("lieu")
    PERSON = "person", _("personne")


class State(models.TextChoices):
    """Where the bridge as a whole is; the first five follow each other."""

    SUGGESTED = "suggested", _("proposée")
    SEEN = "seen", _("vue")
    ACCEPTED = "accepted", _("acceptée des deux côtés")
    HAPPENED = "happened", _("faite")
    TOLD = "told", _("racontée")
    DECLINED = "declined", _("déclinée")
    EXPIRED = "expired", _("passée")


class SideState(models.TextChoices):
    """What one side answered; never shown to the other one but for « accepted »."""

    WAITING = "waiting", _("pas encore vue")
    SEEN = "seen", _("vue")
    ACCEPTED = "accepted", _("acceptée")
    DECLINED = "declined", _("déclinée")
    EXPIRED = "expired", _("sans réponse")


def _side(title: Any) -> models.CharField:
    return models.CharField(
        title, max_length=8, choices=SideState.choices, default=SideState.WAITING
    )


def _moment(title: Any) -> models.DateTimeField:
    return models.DateTimeField(title, null=True, blank=True)


def _person(title: Any, name: str) -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=title,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name=name,
    )


def _place(title: Any, name: str) -> models.ForeignKey:
    return models.ForeignKey(
        Place, verbose_name=title, null=True, blank=True, on_delete=models.SET_NULL,
        related_name=name,
    )  # fmt: skip


class BridgeQuerySet(models.QuerySet[Any]):
    def visible_to(self, person: Any) -> Self:
        """Those of which a person is a side; the giver's once the asker has asked."""
        if is_operator(person):
            return self
        if not person.is_authenticated:
            return self.none()
        asked = Q(asker_state=SideState.ACCEPTED) | Q(is_by_hand=True) | Q(need=None)
        given = answered_by(person, circle_of(person)) & asked
        return self.filter(Q(asker=person) | Q(made_by=person) | given)


class Bridge(models.Model):
    """A link between who asks and who gives, with its reasons and what becomes of it.

    The giver's side is `source_kind` and `source_id`, the public identifier of what is offered;
    `giver` is the one person who answers for it, or none when the hosts of `giver_place` do.
    `reasons` are {"code", "points", "sentence_fr", "sentence_en"}: their points and `constant` sum
    to `score`.
    """

    public_id = models.CharField(
        _("identifiant public"), max_length=12, unique=True, default=new_public_id, editable=False
    )
    need = models.ForeignKey(
        Need,
        verbose_name=_("besoin"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="bridges",
    )
    source_kind = models.CharField(_("ce qui est offert"), max_length=8, choices=SourceKind.choices)
    source_id = models.CharField(_("identifiant de l’offre"), max_length=12)
    title = models.CharField(_("offre"), max_length=160, blank=True)

    # What stands on the asker's side when it is no need: two who could meet.
    from_kind = models.CharField(
        _("ce qui rencontre"), max_length=8, choices=SourceKind.choices, blank=True
    )
    from_id = models.CharField(_("identifiant de qui demande"), max_length=12, blank=True)
    from_title = models.CharField(_("nom de qui demande"), max_length=160, blank=True)

    asker = _person(_("qui demande"), "bridges_asked")
    asker_place = _place(_("lieu qui demande"), "bridges_asked")
    giver = _person(_("qui donne"), "bridges_given")
    giver_place = _place(_("lieu qui donne"), "bridges_given")

    reasons = models.JSONField(_("pourquoi"), default=list, blank=True)
    constant = models.FloatField(_("base"), default=0.0)
    score = models.FloatField(_("note"), default=0.0)
    km = models.FloatField(_("distance, en km"), null=True, blank=True)
    # A person who introduces by hand; the engine when False.
    is_by_hand = models.BooleanField(_("présentée à la main"), default=False)
    made_by = _person(_("présentée par"), "+")

    state = models.CharField(
        _("état"), max_length=9, choices=State.choices, default=State.SUGGESTED
    )
    asker_state = _side(_("côté de qui demande"))
    giver_state = _side(_("côté de qui donne"))
    asker_because = models.CharField(_("pourquoi non, côté demande"), max_length=300, blank=True)
    giver_because = models.CharField(_("pourquoi non, côté offre"), max_length=300, blank=True)
    # Whether a side lets the other read why it declined.
    asker_tells_why = models.BooleanField(_("le dire à l’autre"), default=False)
    giver_tells_why = models.BooleanField(_("le dire à l’autre"), default=False)

    suggested_at = models.DateTimeField(_("proposée le"), auto_now_add=True, db_index=True)
    asker_seen_at = _moment(_("vue par qui demande"))
    giver_seen_at = _moment(_("vue par qui donne"))
    asker_answered_at = _moment(_("réponse de qui demande"))
    giver_answered_at = _moment(_("réponse de qui donne"))
    accepted_at = _moment(_("acceptée des deux côtés le"))
    happened_at = _moment(_("dite faite le"))
    told_at = _moment(_("racontée le"))
    ended_at = _moment(_("déclinée ou passée le"))

    happened_on = models.DateField(_("faite le"), null=True, blank=True)
    outcome = models.TextField(_("ce que cela a donné"), max_length=2_000, blank=True)
    asker_thanks = models.TextField(_("merci de qui demande"), max_length=1_000, blank=True)
    giver_thanks = models.TextField(_("merci de qui donne"), max_length=1_000, blank=True)
    # A story is told only when both consent.
    asker_consents = models.BooleanField(_("accord de qui demande"), default=False)
    giver_consents = models.BooleanField(_("accord de qui donne"), default=False)
    is_example = models.BooleanField(_("exemple"), default=False)

    objects = BridgeQuerySet.as_manager()

    class Meta:
        ordering = ["-score", "pk"]
        verbose_name = _("passerelle")
        verbose_name_plural = _("passerelles")
        indexes = [
            models.Index(fields=["source_kind", "source_id"], name="bridge_of_source"),
            models.Index(fields=["state", "accepted_at"], name="bridge_by_state"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["need", "source_kind", "source_id"],
                condition=Q(need__isnull=False),
                name="bridge_once_per_need_and_offer",
            ),
            models.UniqueConstraint(
                fields=["from_kind", "from_id", "source_kind", "source_id"],
                condition=~Q(from_kind=""),
                name="bridge_once_per_meeting",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None)
                | Q(asker_state=SideState.ACCEPTED, giver_state=SideState.ACCEPTED),
                name="bridge_accepted_by_both",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.need_id} – {self.source_kind}:{self.source_id}"

    def get_absolute_url(self) -> str:
        return reverse("bridge", args=[self.public_id])

    @property
    def is_meeting(self) -> bool:
        """Two who could meet, for what they share or complete; nobody told a need."""
        return bool(self.from_kind)

    @property
    def is_mutual(self) -> bool:
        """Both sides said yes: each may read how to reach the other."""
        return self.accepted_at is not None
