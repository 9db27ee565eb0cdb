from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from entrelieux.communities.models import Community


class Charter(models.Model):
    """The rules of a community; what they say is in its versions.

    `standing` tells the names of the charter that members and hosts hold by their membership:
    {"host": {"roles": ["fabmanager"]}, "member": {"statuses": ["member"]}}.
    """

    community = models.OneToOneField(
        Community, verbose_name=_("communauté"), on_delete=models.CASCADE, related_name="charter"
    )
    template = models.CharField(_("modèle de départ"), max_length=40, blank=True)
    standing = models.JSONField(_("ce que donne l’adhésion"), default=dict, blank=True)
    created_at = models.DateTimeField(_("création"), auto_now_add=True)

    class Meta:
        ordering = ["community"]
        verbose_name = _("charte")
        verbose_name_plural = _("chartes")

    def __str__(self) -> str:
        return f"{self.community_id}"


class CharterVersion(models.Model):
    """The whole charter as it stands from a day on: a document of `core/rules`, never changed.

    A day’s decisions are explained by the last version whose `since` is not after it.
    """

    charter = models.ForeignKey(
        Charter, verbose_name=_("charte"), on_delete=models.CASCADE, related_name="versions"
    )
    number = models.PositiveIntegerField(_("numéro"))
    document = models.JSONField(_("document"))
    digest = models.CharField(_("empreinte"), max_length=64)
    since = models.DateField(_("depuis"))
    decision = models.CharField(_("décision"), max_length=200, blank=True)
    made_at = models.DateTimeField(_("écrite le"), auto_now_add=True)

    class Meta:
        ordering = ["charter", "-number"]
        verbose_name = _("version d’une charte")
        verbose_name_plural = _("versions des chartes")
        constraints = [
            models.UniqueConstraint(fields=["charter", "number"], name="charter_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.charter_id} v{self.number}"


class JournalEntry(models.Model):
    """One line of the journal of decisions: append-only, sealed with the one before, no name."""

    charter = models.ForeignKey(
        Charter, verbose_name=_("charte"), on_delete=models.CASCADE, related_name="journal"
    )
    number = models.PositiveIntegerField(_("numéro"))
    at = models.DateTimeField(_("le"))
    content = models.JSONField(_("contenu"))
    before = models.CharField(_("sceau précédent"), max_length=64)
    seal = models.CharField(_("sceau"), max_length=64)

    class Meta:
        ordering = ["charter", "number"]
        verbose_name = _("ligne du journal")
        verbose_name_plural = _("lignes du journal")
        constraints = [
            models.UniqueConstraint(fields=["charter", "number"], name="journal_entry_once")
        ]

    def __str__(self) -> str:
        return f"{self.charter_id} {self.number}"
