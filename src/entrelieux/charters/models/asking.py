from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from entrelieux.communities.models import Community
from entrelieux.platform.ids import new_public_id


class AgreementRequest(models.Model):
    """« Sauf accord de… »: somebody asks it in one gesture, and is answered in one.

    `wanted` is the role, or the named person, whose agreement the rules ask for; `about` the matter
    that they name. Once given, it holds for that act on that thing, until `until` (left out).
    `case` is what was asked, to be answered again by another charter.
    """

    class State(models.TextChoices):
        ASKED = "asked", _("demandé")
        GIVEN = "given", _("donné")
        REFUSED = "refused", _("refusé")
        WITHDRAWN = "withdrawn", _("retiré")

    public_id = models.CharField(
        _("identifiant public"), max_length=12, unique=True, default=new_public_id, editable=False
    )
    community = models.ForeignKey(
        Community, verbose_name=_("communauté"), on_delete=models.CASCADE, related_name="agreements"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("qui demande"),
        on_delete=models.CASCADE,
        related_name="agreements_asked",
    )
    act = models.CharField(_("action"), max_length=80)
    kind = models.CharField(_("sur quoi"), max_length=80, blank=True)
    wanted = models.CharField(_("accord de"), max_length=80)
    about = models.CharField(_("à propos de"), max_length=80, blank=True)
    lasting = models.BooleanField(_("une fois pour toutes"), default=False)
    note = models.CharField(_("un mot"), max_length=300, blank=True)
    case = models.JSONField(_("ce qui est demandé"), default=dict)
    state = models.CharField(_("état"), max_length=10, choices=State.choices, default=State.ASKED)
    asked_at = models.DateTimeField(_("demandé le"), auto_now_add=True)
    answered_at = models.DateTimeField(_("répondu le"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("répondu par"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    until = models.DateField(_("vaut jusqu’au"), null=True, blank=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        verbose_name = _("demande d’accord")
        verbose_name_plural = _("demandes d’accord")
        indexes = [
            models.Index(fields=["community", "state", "wanted"], name="agreement_waiting"),
            models.Index(fields=["person", "community", "state"], name="agreement_of_person"),
        ]

    def __str__(self) -> str:
        return self.public_id

    def get_absolute_url(self) -> str:
        return reverse("agreement", args=[self.public_id])
