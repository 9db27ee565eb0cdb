from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from entrelieux.places.models import ChangeSet, Place, Source


class Feed(models.Model):
    """How a source is read: its format, the mapping somebody corrected, where and how often."""

    source = models.OneToOneField(
        Source, verbose_name=_("source"), on_delete=models.CASCADE, related_name="feed"
    )
    format = models.CharField(_("format"), max_length=40, blank=True)
    mapping = models.JSONField(_("correspondance des colonnes"), default=dict, blank=True)
    departments = models.JSONField(_("départements gardés"), default=list, blank=True)
    url = models.URLField(_("adresse à relire"), max_length=500, blank=True)
    every_hours = models.PositiveIntegerField(_("toutes les (heures)"), null=True, blank=True)
    read_at = models.DateTimeField(_("lue le"), null=True, blank=True)

    class Meta:
        verbose_name = _("lecture d’une source")
        verbose_name_plural = _("lectures des sources")

    def __str__(self) -> str:
        return f"{self.source} ({self.format})"


class ImportRun(models.Model):
    """One reading of a file: proposed, applied, then possibly undone; never half of any."""

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("déposé")
        READING = "reading", _("lecture en cours")
        PREVIEWED = "previewed", _("aperçu prêt")
        APPLYING = "applying", _("application en cours")
        APPLIED = "applied", _("appliqué")
        UNDONE = "undone", _("annulé")
        REFUSED = "refused", _("refusé")
        FAILED = "failed", _("interrompu")

    feed = models.ForeignKey(
        Feed, verbose_name=_("lecture"), on_delete=models.CASCADE, related_name="runs"
    )
    state = models.CharField(
        _("état"), max_length=10, choices=State.choices, default=State.UPLOADED
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("par"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    file_name = models.CharField(_("nom du fichier"), max_length=255)
    file = models.FileField(_("fichier"), upload_to="imports/%Y/%m/", blank=True)
    digest = models.CharField(_("empreinte"), max_length=64, blank=True)
    mapping = models.JSONField(_("correspondance des colonnes"), default=dict, blank=True)
    # Counts of the difference: {"read": …, "created": …, "changed": …, "merged": …, "same": …,
    # "gone": …, "refused": …}
    counts = models.JSONField(_("décompte"), default=dict, blank=True)
    error = models.TextField(_("erreur"), blank=True)
    # Sentences on what of the file is in no row: other sheets, lists, lines above the columns.
    notes = models.JSONField(_("remarques sur le fichier"), default=list, blank=True)
    progress_done = models.PositiveIntegerField(_("lignes lues"), default=0)
    change = models.OneToOneField(
        ChangeSet,
        verbose_name=_("changement"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="import_run",
    )
    created_at = models.DateTimeField(_("déposé le"), auto_now_add=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("import")
        verbose_name_plural = _("imports")

    def __str__(self) -> str:
        return f"{self.feed.source} {self.created_at:%Y-%m-%d} ({self.get_state_display()})"


class ImportRow(models.Model):
    """One row of a run's file: what was read, and what applying it would do (or did)."""

    class Action(models.TextChoices):
        CREATE = "create", _("nouveau lieu")
        MERGE = "merge", _("réuni à un lieu connu")
        CHANGE = "change", _("modifié")
        SAME = "same", _("inchangé")
        REFUSE = "refuse", _("écarté")

    run = models.ForeignKey(
        ImportRun, verbose_name=_("import"), on_delete=models.CASCADE, related_name="rows"
    )
    rank = models.PositiveIntegerField(_("rang"))
    key = models.CharField(_("identifiant dans la source"), max_length=200)
    action = models.CharField(_("effet"), max_length=8, choices=Action.choices)
    values = models.JSONField(_("valeurs"), default=dict)
    raw = models.JSONField(_("ligne d’origine"), default=dict)
    problems = models.JSONField(_("problèmes"), default=list)
    # {field: [before, after]} for what changes; empty for a new place.
    difference = models.JSONField(_("différence"), default=dict)
    match = models.ForeignKey(
        Place,
        verbose_name=_("réuni à"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    # When the same place is another row of this file: its rank.
    match_rank = models.PositiveIntegerField(_("réuni à la ligne"), null=True, blank=True)
    probability = models.FloatField(_("probabilité"), null=True, blank=True)
    # Pairs to be examined by people: [{"place": id} or {"rank": n}, "probability", "reasons"].
    doubts = models.JSONField(_("doutes"), default=list)
    updated_on = models.DateField(_("date de la fiche"), null=True, blank=True)
    licence = models.CharField(_("licence"), max_length=60, blank=True)

    class Meta:
        ordering = ["run", "rank"]
        verbose_name = _("ligne d’import")
        verbose_name_plural = _("lignes d’import")
        indexes = [models.Index(fields=["run", "action"], name="importrow_by_action")]

    def __str__(self) -> str:
        return f"{self.rank}: {self.key} ({self.action})"


class SourceRecord(models.Model):
    """What a source says of one place, from its first reading to its last."""

    source = models.ForeignKey(
        Source, verbose_name=_("source"), on_delete=models.PROTECT, related_name="records"
    )
    key = models.CharField(_("identifiant dans la source"), max_length=200)
    place = models.OneToOneField(
        Place, verbose_name=_("lieu"), on_delete=models.CASCADE, related_name="record"
    )
    values = models.JSONField(_("valeurs"), default=dict)
    raw = models.JSONField(_("ligne d’origine"), default=dict)
    problems = models.JSONField(_("problèmes"), default=list)
    first_run = models.ForeignKey(
        ImportRun, verbose_name=_("premier import"), on_delete=models.PROTECT, related_name="+"
    )
    last_run = models.ForeignKey(
        ImportRun, verbose_name=_("dernier import"), on_delete=models.PROTECT, related_name="+"
    )
    # Set when a later reading of the source no longer has it: flagged, never deleted.
    gone_since = models.DateTimeField(_("absent de la source depuis"), null=True, blank=True)

    class Meta:
        ordering = ["source", "key"]
        verbose_name = _("fiche d’une source")
        verbose_name_plural = _("fiches des sources")
        constraints = [
            models.UniqueConstraint(fields=["source", "key"], name="record_once_per_source")
        ]

    def __str__(self) -> str:
        return f"{self.source_id}|{self.key}"


class PairReview(models.Model):
    """Two places that may be one: what the model thinks, and what people decided."""

    class Verdict(models.TextChoices):
        WAITING = "waiting", _("à examiner")
        SAME = "same", _("c’est le même")
        DIFFERENT = "different", _("ce sont deux lieux")
        UNSURE = "unsure", _("on ne sait pas")

    first = models.ForeignKey(
        Place, verbose_name=_("premier"), on_delete=models.CASCADE, related_name="+"
    )
    second = models.ForeignKey(
        Place, verbose_name=_("second"), on_delete=models.CASCADE, related_name="+"
    )
    probability = models.FloatField(_("probabilité"))
    reasons = models.JSONField(_("raisons"), default=list)
    verdict = models.CharField(
        _("avis"), max_length=10, choices=Verdict.choices, default=Verdict.WAITING
    )
    automatic = models.BooleanField(_("décidé par le modèle"), default=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("par"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    decided_at = models.DateTimeField(_("décidé le"), null=True, blank=True)
    change = models.ForeignKey(
        ChangeSet,
        verbose_name=_("changement"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        ordering = ["-probability", "pk"]
        verbose_name = _("paire à examiner")
        verbose_name_plural = _("paires à examiner")
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="pair_once"),
            models.CheckConstraint(
                condition=models.Q(first__lt=models.F("second")), name="pair_ordered"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} – {self.second_id} ({self.verdict})"

    @property
    def first_card(self) -> Place:
        """The card that carries the first place today."""
        return self.first.root or self.first

    @property
    def second_card(self) -> Place:
        return self.second.root or self.second
