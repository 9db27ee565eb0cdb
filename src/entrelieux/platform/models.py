from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class AuditEvent(models.Model):
    """One row per action: who did what to what. Never edited, never holds personal values."""

    at = models.DateTimeField(_("quand"), auto_now_add=True, db_index=True)
    verb = models.CharField(_("action"), max_length=60)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("par"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    subject = models.CharField(_("objet"), max_length=120, db_index=True)
    details = models.JSONField(_("détails"), default=dict)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("trace")
        verbose_name_plural = _("traces")

    def __str__(self) -> str:
        return f"{self.verb} {self.subject}"


class Job(models.Model):
    """Work done outside a request: claimed under a lease, retried, reaped when its worker died."""

    class State(models.TextChoices):
        QUEUED = "queued", _("en attente")
        RUNNING = "running", _("en cours")
        DONE = "done", _("terminé")
        FAILED = "failed", _("échoué")

    kind = models.CharField(_("travail"), max_length=60)
    arguments = models.JSONField(_("arguments"), default=dict)
    # At most one queued or running job per key: asking twice is asking once.
    unique_key = models.CharField(_("clé"), max_length=120, blank=True)
    state = models.CharField(_("état"), max_length=10, choices=State.choices, default=State.QUEUED)
    run_at = models.DateTimeField(_("pas avant"))
    attempts = models.PositiveSmallIntegerField(_("essais"), default=0)
    leased_until = models.DateTimeField(_("réservé jusqu’à"), null=True, blank=True)
    progress_done = models.PositiveIntegerField(_("fait"), default=0)
    progress_total = models.PositiveIntegerField(_("à faire"), default=0)
    error = models.TextField(_("erreur"), blank=True)
    created_at = models.DateTimeField(_("demandé"), auto_now_add=True)
    ended_at = models.DateTimeField(_("fini"), null=True, blank=True)

    class Meta:
        ordering = ["run_at", "pk"]
        verbose_name = _("travail")
        verbose_name_plural = _("travaux")
        constraints = [
            models.UniqueConstraint(
                fields=["unique_key"],
                condition=models.Q(state__in=["queued", "running"]) & ~models.Q(unique_key=""),
                name="job_one_live_per_key",
            )
        ]
        indexes = [models.Index(fields=["state", "run_at"], name="job_next")]

    def __str__(self) -> str:
        return f"{self.kind} ({self.state})"


class TokenBucket(models.Model):
    """A rate limit: `tokens` left at `updated_at`, refilled by the rule that spends them."""

    key = models.CharField(_("clé"), max_length=120, unique=True)
    tokens = models.FloatField(_("jetons"))
    updated_at = models.DateTimeField(_("à"))

    class Meta:
        verbose_name = _("seau de jetons")
        verbose_name_plural = _("seaux de jetons")

    def __str__(self) -> str:
        return self.key
