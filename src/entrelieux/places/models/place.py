from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from entrelieux.communities.models import Community
from entrelieux.platform.ids import new_public_id


class PlaceQuerySet(models.QuerySet["Place"]):
    def shown(self) -> PlaceQuerySet:
        """The places that have a card of their own: not merged into another, not hidden."""
        return self.filter(root=None, hidden_in=None)


class Place(models.Model):
    """A third place as one source, or one person, knows it.

    Several rows may be the same place: each keeps its own statements, live `Merge` rows join them
    and `root` says which one carries the card, so that every merge can be undone without touching
    a fact. The columns below `card` repeat values of the card for queries; they are rewritten with
    it, never alone.
    """

    class Status(models.TextChoices):
        PLANNED = "planned", _("en projet")
        OPEN = "open", _("ouvert")
        SUSPENDED = "suspended", _("en pause")
        CLOSED = "closed", _("fermé")

    public_id = models.CharField(
        _("identifiant public"), max_length=12, unique=True, default=new_public_id, editable=False
    )
    root = models.ForeignKey(
        "self",
        verbose_name=_("fiche qui le porte"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="members",
    )
    added_in = models.ForeignKey(
        "places.ChangeSet",
        verbose_name=_("ajouté par le changement"),
        on_delete=models.PROTECT,
        related_name="places_added",
    )
    hidden_in = models.ForeignKey(
        "places.ChangeSet",
        verbose_name=_("retiré par le changement"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="places_hidden",
    )
    communities = models.ManyToManyField(
        Community, verbose_name=_("communautés"), related_name="places", blank=True
    )
    version = models.PositiveIntegerField(_("version"), default=0)
    updated_at = models.DateTimeField(_("modifié le"), auto_now=True, db_index=True)

    card = models.JSONField(_("fiche"), default=dict)
    name = models.CharField(_("nom"), max_length=200, blank=True)
    slug = models.SlugField(_("adresse"), max_length=80, blank=True)
    status = models.CharField(_("état"), max_length=10, choices=Status.choices, default=Status.OPEN)
    lat = models.FloatField(_("latitude"), null=True, blank=True)
    lon = models.FloatField(_("longitude"), null=True, blank=True)
    insee = models.CharField(_("commune"), max_length=5, blank=True, db_index=True)
    department = models.CharField(_("département"), max_length=3, blank=True)
    # The latest day on which anyone vouched for something on the card.
    fresh_on = models.DateField(_("à jour au"), null=True, blank=True)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("lieu")
        verbose_name_plural = _("lieux")
        indexes = [
            models.Index(fields=["lat", "lon"], name="place_position"),
            models.Index(fields=["root", "hidden_in", "id"], name="place_shown"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(lat=None, lon=None)
                | models.Q(lat__range=(-90, 90), lon__range=(-180, 180)),
                name="place_position_on_earth",
            ),
            models.CheckConstraint(
                condition=~models.Q(lat=0, lon=0), name="place_not_at_null_island"
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.public_id

    def get_absolute_url(self) -> str:
        return reverse("place", args=[self.public_id, self.slug or "-"])
