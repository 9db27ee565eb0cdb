from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from entrelieux.communities.models import Community


class Birth(models.Model):
    """When a person was born, where a rule of one of her communities asks for an age.

    Never public: hosts of the community that recorded it and the person alone see her age.
    """

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("personne"),
        on_delete=models.CASCADE,
        related_name="birth",
    )
    born_on = models.DateField(_("née le"))
    community = models.ForeignKey(
        Community, verbose_name=_("communauté"), on_delete=models.CASCADE, related_name="births"
    )

    class Meta:
        ordering = ["person"]
        verbose_name = _("naissance")
        verbose_name_plural = _("naissances")

    def __str__(self) -> str:
        return f"{self.person_id}"


class Record(models.Model):
    """Something that a community holds for true of a person: a role, a status, a document…

    `name` is a word of the charter. Until `until` (left out), or until it is withdrawn.
    """

    class Kind(models.TextChoices):
        ROLE = "roles", _("rôle")
        STATUS = "statuses", _("adhésion ou formule")
        GROUP = "groups", _("groupe")
        DOCUMENT = "documents", _("document")

    community = models.ForeignKey(
        Community, verbose_name=_("communauté"), on_delete=models.CASCADE, related_name="records"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("personne"),
        on_delete=models.CASCADE,
        related_name="records",
    )
    kind = models.CharField(_("sorte"), max_length=10, choices=Kind.choices)
    name = models.CharField(_("mot de la charte"), max_length=80)
    since = models.DateField(_("depuis"))
    until = models.DateField(_("jusqu’au"), null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("noté par"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    withdrawn_at = models.DateTimeField(_("retiré le"), null=True, blank=True)

    class Meta:
        ordering = ["community", "person", "kind", "name"]
        verbose_name = _("fait noté")
        verbose_name_plural = _("faits notés")
        constraints = [
            models.UniqueConstraint(
                fields=["community", "person", "kind", "name"],
                condition=Q(withdrawn_at=None),
                name="record_one_current",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind}:{self.name}"
