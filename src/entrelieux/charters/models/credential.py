from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from entrelieux.charters.models.habilitation import Habilitation
from entrelieux.communities.models import Community
from entrelieux.platform.ids import new_public_id


class BadgeKey(models.Model):
    """The public half of a key that a community signs badges with.

    The private half is a file of the data folder, that no backup of the database holds. When it is
    lost another key signs from then on, and what was signed can still be verified.
    """

    community = models.ForeignKey(
        Community, verbose_name=_("communauté"), on_delete=models.CASCADE, related_name="badge_keys"
    )
    kid = models.CharField(_("empreinte"), max_length=64, unique=True)
    jwk = models.JSONField(_("clé publique"))
    made_at = models.DateTimeField(_("faite le"), auto_now_add=True)

    class Meta:
        ordering = ["community", "-made_at", "-pk"]
        verbose_name = _("clé de badges")
        verbose_name_plural = _("clés de badges")

    def __str__(self) -> str:
        return self.kid


class Credential(models.Model):
    """A habilitation that its holder took away as an Open Badge, as it was signed."""

    public_id = models.CharField(
        _("identifiant public"), max_length=12, unique=True, default=new_public_id, editable=False
    )
    habilitation = models.OneToOneField(
        Habilitation,
        verbose_name=_("habilitation"),
        on_delete=models.CASCADE,
        related_name="credential",
    )
    token = models.TextField(_("badge signé"))
    issued_at = models.DateTimeField(_("signé le"), auto_now_add=True)

    class Meta:
        ordering = ["-issued_at", "-pk"]
        verbose_name = _("badge à emporter")
        verbose_name_plural = _("badges à emporter")

    def __str__(self) -> str:
        return self.public_id
