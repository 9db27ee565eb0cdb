from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from entrelieux.communities.models import Community
from entrelieux.core.words.lexicon import TermKind


class CommunityLexicon(models.Model):
    """The words of a community; `version` counts their changes."""

    community = models.OneToOneField(
        Community, verbose_name=_("communauté"), on_delete=models.CASCADE, related_name="lexicon"
    )
    version = models.PositiveIntegerField(_("version"), default=1)
    # What imported files said of other things than words: {address: N-Triples}.
    others = models.JSONField(_("autres dires"), default=dict, blank=True)
    updated_at = models.DateTimeField(_("modifié le"), auto_now=True)

    class Meta:
        ordering = ["community"]
        verbose_name = _("lexique")
        verbose_name_plural = _("lexiques")

    def __str__(self) -> str:
        return str(self.community)


class LexiconTerm(models.Model):
    """One word: `data` is the whole `core.words.lexicon.Term` (lexicons/serial.py).

    Records keep values under `uri`, so that a renaming touches this row alone.
    """

    lexicon = models.ForeignKey(
        CommunityLexicon, verbose_name=_("lexique"), on_delete=models.CASCADE, related_name="terms"
    )
    uri = models.CharField(_("adresse"), max_length=300, unique=True)
    kind = models.CharField(
        _("nature"), max_length=5, choices=[(kind.value, kind.value) for kind in TermKind]
    )
    position = models.PositiveIntegerField(_("rang"), default=0)
    is_retired = models.BooleanField(_("retiré"), default=False)
    data = models.JSONField(_("mot"), default=dict)

    class Meta:
        ordering = ["lexicon", "position", "pk"]
        verbose_name = _("mot")
        verbose_name_plural = _("mots")
        indexes = [models.Index(fields=["kind", "is_retired"], name="term_in_use")]

    def __str__(self) -> str:
        return self.uri


class LexiconVersion(models.Model):
    """One gesture on a lexicon: each word it touched, before and after, to undo it by."""

    class Gesture(models.TextChoices):
        ADD = "add", _("ajout")
        CHANGE = "change", _("modification")
        RENAME = "rename", _("renommage")
        RETIRE = "retire", _("retrait")
        RESTORE = "restore", _("rétablissement")
        MERGE = "merge", _("fusion")
        SPLIT = "split", _("séparation")
        ALIGN = "align", _("correspondance")
        IMPORT = "import", _("import")
        UNDO = "undo", _("annulation")

    lexicon = models.ForeignKey(
        CommunityLexicon,
        verbose_name=_("lexique"),
        on_delete=models.CASCADE,
        related_name="versions",
    )
    version = models.PositiveIntegerField(_("version"))
    gesture = models.CharField(_("geste"), max_length=7, choices=Gesture.choices)
    # {uri: data of the word}, null where there was none.
    before = models.JSONField(_("avant"), default=dict)
    after = models.JSONField(_("après"), default=dict)
    # {address: N-Triples} of `CommunityLexicon.others` that it touched, null where there was none.
    others_before = models.JSONField(_("autres dires avant"), default=dict, blank=True)
    others_after = models.JSONField(_("autres dires après"), default=dict, blank=True)
    at = models.DateTimeField(_("quand"), auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("par"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    undone_in = models.OneToOneField(
        "self",
        verbose_name=_("annulé par"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="undoes",
    )

    class Meta:
        ordering = ["lexicon", "-version"]
        verbose_name = _("version d’un lexique")
        verbose_name_plural = _("versions des lexiques")
        constraints = [
            models.UniqueConstraint(fields=["lexicon", "version"], name="lexicon_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.lexicon_id} v{self.version}"
