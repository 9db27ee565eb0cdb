from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from entrelieux.core.interchange.records import PlaceField


class Source(models.Model):
    """Where facts come from: a published list, an API, a survey."""

    slug = models.SlugField(_("adresse"), max_length=60, unique=True)
    name = models.CharField(_("nom"), max_length=160)
    publisher = models.CharField(_("éditeur"), max_length=160, blank=True)
    url = models.URLField(_("page"), max_length=500, blank=True)
    licence = models.CharField(_("licence"), max_length=60, blank=True)
    licence_url = models.URLField(_("texte de la licence"), max_length=300, blank=True)
    attribution = models.CharField(_("mention à afficher"), max_length=300, blank=True)
    published_on = models.DateField(_("publiée le"), null=True, blank=True)
    trust = models.PositiveSmallIntegerField(
        _("confiance"), default=50, help_text=_("De 0 à 100, pour départager deux faits.")
    )
    may_repeat_itself = models.BooleanField(
        _("contient des doublons"),
        default=False,
        help_text=_("Deux fiches de cette source peuvent décrire un même lieu."),
    )

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("source")
        verbose_name_plural = _("sources")

    def __str__(self) -> str:
        return self.name


class Statement(models.Model):
    """One fact about one place: who says what, since when, under which licence.

    A statement is never edited: it is retired and another takes its place. `source` is empty
    when a person said it; `by` then says who.
    """

    place = models.ForeignKey(
        "places.Place",
        verbose_name=_("lieu"),
        on_delete=models.CASCADE,
        related_name="statements",
    )
    field = models.CharField(
        _("champ"), max_length=24, choices=[(field.value, field.value) for field in PlaceField]
    )
    value = models.JSONField(_("valeur"))
    source = models.ForeignKey(
        Source,
        verbose_name=_("source"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="statements",
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("par"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    licence = models.CharField(_("licence"), max_length=60, blank=True)
    observed_on = models.DateField(_("constaté le"), null=True, blank=True)
    verified_at = models.DateTimeField(_("vérifié le"), null=True, blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("vérifié par"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    added_in = models.ForeignKey(
        "places.ChangeSet",
        verbose_name=_("ajouté par le changement"),
        on_delete=models.PROTECT,
        related_name="added",
    )
    retired_in = models.ForeignKey(
        "places.ChangeSet",
        verbose_name=_("retiré par le changement"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="retired",
    )

    class Meta:
        ordering = ["field", "pk"]
        verbose_name = _("fait")
        verbose_name_plural = _("faits")
        constraints = [
            models.UniqueConstraint(
                fields=["place", "field", "source"],
                condition=models.Q(retired_in=None, source__isnull=False),
                name="statement_one_live_per_source",
            ),
            models.UniqueConstraint(
                fields=["place", "field"],
                condition=models.Q(retired_in=None, source=None),
                name="statement_one_live_by_people",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.field} = {self.value}"
