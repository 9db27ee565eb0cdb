from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from entrelieux.inventory.models import Entry
from entrelieux.places.models import Place
from entrelieux.resources.models import Resource


class State(models.TextChoices):
    IDEA = "idea", _("une idée")
    STARTING = "starting", _("démarre")
    RUNNING = "running", _("en cours")
    DONE = "done", _("terminé")
    PAUSED = "paused", _("en pause")


class Project(Entry):
    """What people make together: its story is told in steps, and it may be looking for something.

    `links` are {"label", "url"}; `looking_for` are {"text", "concept"}: words of its people, with
    the concept of the vocabulary that they mean, "scheme:id" or "".
    """

    KEPT: ClassVar[tuple[str, ...]] = (
        *Entry.KEPT,
        "state",
        "licence",
        "outputs",
        "links",
        "looking_for",
        "places",
        "resources",
    )

    state = models.CharField(
        _("où il en est"), max_length=8, choices=State.choices, default=State.RUNNING
    )
    licence = models.CharField(_("licence"), max_length=80, blank=True)
    outputs = models.TextField(_("ce qu’il a produit"), max_length=4_000, blank=True)
    links = models.JSONField(_("liens"), default=list, blank=True)
    looking_for = models.JSONField(_("cherche"), default=list, blank=True)
    places = models.ManyToManyField(
        Place, verbose_name=_("lieux"), related_name="projects", blank=True
    )
    resources = models.ManyToManyField(
        Resource, verbose_name=_("ressources"), related_name="projects", blank=True
    )

    class Meta(Entry.Meta):
        abstract = False
        verbose_name = _("projet")
        verbose_name_plural = _("projets")

    def is_kept_by(self, person: Any) -> bool:
        return self.participations.filter(person=person).exists()

    @property
    def slug(self) -> str:
        return slugify(self.name)[:80] or "-"

    def get_absolute_url(self) -> str:
        return reverse("project", args=[self.public_id, self.slug])


class Step(models.Model):
    """One moment of a project's story."""

    project = models.ForeignKey(
        Project, verbose_name=_("projet"), on_delete=models.CASCADE, related_name="steps"
    )
    on = models.DateField(_("quand"))
    title = models.CharField(_("titre"), max_length=160)
    text = models.TextField(_("récit"), max_length=4_000, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("racontée par"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    removed_at = models.DateTimeField(_("retirée le"), null=True, blank=True)

    class Meta:
        ordering = ["project", "on", "pk"]
        verbose_name = _("étape")
        verbose_name_plural = _("étapes")

    def __str__(self) -> str:
        return self.title


class Participation(models.Model):
    """Somebody who said that she takes part; shown as far as her own profile allows."""

    project = models.ForeignKey(
        Project, verbose_name=_("projet"), on_delete=models.CASCADE, related_name="participations"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("personne"),
        on_delete=models.CASCADE,
        related_name="participations",
    )
    part = models.CharField(_("rôle"), max_length=120, blank=True)
    since = models.DateField(_("depuis"), auto_now_add=True)

    class Meta:
        ordering = ["project", "pk"]
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        constraints = [
            models.UniqueConstraint(fields=["project", "person"], name="participation_once")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} – {self.project_id}"
