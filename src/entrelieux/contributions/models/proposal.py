from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from entrelieux.communities.models import Community
from entrelieux.places.models import ChangeSet, Place
from entrelieux.platform.ids import new_public_id


class Proposal(models.Model):
    """A place, or a correction of a card, that somebody proposes and others confirm or refuse.

    `values` are those of the card's fields, `base` what the card showed; nothing of it is on the
    map until it is published, and then one change holds it all, so that it can be undone.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("en attente")
        PUBLISHED = "published", _("publiée")
        REFUSED = "refused", _("refusée")
        APPEALED = "appealed", _("réexaminée")

    public_id = models.CharField(
        _("identifiant public"), max_length=12, unique=True, default=new_public_id, editable=False
    )
    place = models.ForeignKey(
        Place,
        verbose_name=_("lieu"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="proposals",
    )
    network = models.ForeignKey(
        Community,
        verbose_name=_("réseau"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="proposals",
    )
    values = models.JSONField(_("valeurs"), default=dict)
    base = models.JSONField(_("valeurs d’avant"), default=dict)
    note = models.CharField(_("pourquoi"), max_length=300, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("proposée par"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="proposals",
    )
    # Of an author without account, to be told what becomes of it; forgotten once decided.
    email = models.EmailField(_("adresse électronique"), blank=True)
    language = models.CharField(_("langue"), max_length=2, default="fr")
    # Looks like spam: kept, but nobody is written to about it.
    is_doubtful = models.BooleanField(_("douteuse"), default=False)
    state = models.CharField(
        _("état"), max_length=9, choices=State.choices, default=State.WAITING, db_index=True
    )
    created_at = models.DateTimeField(_("proposée le"), auto_now_add=True)
    decided_at = models.DateTimeField(_("décidée le"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("décidée par"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    reason = models.CharField(_("raison donnée"), max_length=600, blank=True)
    appeal = models.TextField(_("demande de réexamen"), max_length=2_000, blank=True)
    change = models.ForeignKey(
        ChangeSet,
        verbose_name=_("changement"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="proposals",
    )

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name = _("proposition")
        verbose_name_plural = _("propositions")

    def __str__(self) -> str:
        return f"{self.public_id} ({self.state})"

    @property
    def is_open(self) -> bool:
        return self.state in {self.State.WAITING, self.State.APPEALED}

    @property
    def is_new_place(self) -> bool:
        return self.place_id is None or not self.base


class Support(models.Model):
    """A member of the network who says that a proposal is true."""

    proposal = models.ForeignKey(
        Proposal, verbose_name=_("proposition"), on_delete=models.CASCADE, related_name="supports"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("personne"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    at = models.DateTimeField(_("quand"), auto_now_add=True)

    class Meta:
        ordering = ["proposal", "pk"]
        verbose_name = _("confirmation")
        verbose_name_plural = _("confirmations")
        constraints = [models.UniqueConstraint(fields=["proposal", "person"], name="support_once")]

    def __str__(self) -> str:
        return f"{self.person_id} → {self.proposal_id}"
