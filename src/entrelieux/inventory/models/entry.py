from __future__ import annotations

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from entrelieux.accounts.permissions import is_operator
from entrelieux.communities.circles import Circle, Scope, circle_of
from entrelieux.communities.models import Community
from entrelieux.places.models import Place
from entrelieux.platform.ids import new_public_id


class EntryQuerySet(models.QuerySet[Any]):
    def present(self) -> Self:
        """Not removed, at a place that is on the map (or at none)."""
        on_map = Q(place=None) | Q(place__hidden_in=None)
        return self.filter(on_map, removed_at=None)

    def public(self) -> Self:
        return self.present().filter(scope=Scope.PUBLIC)

    def of_place(self, place: Place) -> Self:
        """Those of a card, whichever of the rows joined in it they were written on."""
        return self.present().filter(Q(place=place) | Q(place__root=place))

    def visible_to(self, person: Any) -> Self:
        """Those that a person, signed in or not, may see; each once."""
        if is_operator(person):
            return self.present()
        circle = circle_of(person)
        return self.present().filter(
            Q(scope=Scope.PUBLIC)
            | Q(scope=Scope.NETWORK) & held_by(circle.kin)
            | Q(scope=Scope.PLACE) & held_by(circle.mine)
            | held_by(circle.kept)
        )

    def kept_by(self, circle: Circle) -> Self:
        return self.present().filter(held_by(circle.kept))


def held_by(communities: frozenset[int]) -> Q:
    """An entry is held by its community and by those of its place; by none, when none is given."""
    if not communities:
        return Q(pk__in=[])
    theirs = Q(communities__in=communities) | Q(root__communities__in=communities)
    return Q(community__in=communities) | Q(place__in=Place.objects.filter(theirs).values("pk"))


class Entry(models.Model):
    """Something that a place or a community holds, in its own words.

    `concept` is a concept of the shared vocabulary, "scheme:id", or "" when the words are their
    own. `facts` holds the values of the community's own terms by the URI of the term, so that
    renaming a term touches no entry. Each change makes a `Revision`; nothing is deleted.
    """

    # The columns that a revision keeps; each model adds its own.
    KEPT: ClassVar[tuple[str, ...]] = (
        "name",
        "description",
        "concept",
        "scope",
        "facts",
        "place",
        "community",
    )

    public_id = models.CharField(
        _("identifiant public"), max_length=12, unique=True, default=new_public_id, editable=False
    )
    place = models.ForeignKey(
        Place,
        verbose_name=_("lieu"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="%(class)s_entries",
    )
    community = models.ForeignKey(
        Community,
        verbose_name=_("communauté"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="%(class)s_entries",
    )
    name = models.CharField(_("nom"), max_length=160)
    description = models.TextField(_("en quelques phrases"), max_length=10_000, blank=True)
    concept = models.CharField(_("sorte"), max_length=80, blank=True, db_index=True)
    scope = models.CharField(
        _("visible par"), max_length=8, choices=Scope.choices, default=Scope.PUBLIC
    )
    facts = models.JSONField(_("mots de la communauté"), default=dict, blank=True)
    is_example = models.BooleanField(
        _("exemple"), default=False, help_text=_("Donnée inventée pour la démonstration.")
    )
    version = models.PositiveIntegerField(_("version"), default=0)
    created_at = models.DateTimeField(_("ajouté le"), auto_now_add=True)
    updated_at = models.DateTimeField(_("modifié le"), auto_now=True, db_index=True)
    # The day on which somebody who keeps it last vouched for it.
    confirmed_on = models.DateField(_("confirmé le"), null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("confirmé par"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    removed_at = models.DateTimeField(_("retiré le"), null=True, blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    def is_kept_by(self, person: Any) -> bool:
        """Whether a person keeps it for another reason than hosting its place or its community."""
        return False
