from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from entrelieux.charters.queries import known_minors
from entrelieux.communities.circles import Scope
from entrelieux.platform.ids import new_public_id


class ProfileManager(models.Manager["Profile"]):
    """Each profile says whether a community knows its person to be a minor (`is_known_minor`)."""

    def get_queryset(self) -> models.QuerySet[Profile]:
        minors = known_minors(timezone.localdate())
        known = models.Exists(minors.filter(person=models.OuterRef("person")))
        return super().get_queryset().annotate(is_known_minor=known)


class Profile(models.Model):
    """What a person chose to tell of herself, each field to whom she chose.

    There is none until she makes one; then each field is for the hosts of her places alone until
    she opens it. A minor's profile is seen by nobody but herself, whatever the fields say.
    """

    # The fields that have a visibility of their own.
    FIELDS: ClassVar[tuple[str, ...]] = (
        "name",
        "headline",
        "skills",
        "disciplines",
        "availability",
        "commune",
        "about",
        "link",
    )

    public_id = models.CharField(
        _("identifiant public"), max_length=12, unique=True, default=new_public_id, editable=False
    )
    person = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("personne"),
        on_delete=models.CASCADE,
        related_name="profile",
    )
    name = models.CharField(_("nom ou surnom"), max_length=80)
    headline = models.CharField(_("en une ligne"), max_length=120, blank=True)
    # Concepts of the vocabulary (« skills:sewing ») or words of her own.
    skills = models.JSONField(_("savoir-faire"), default=list, blank=True)
    disciplines = models.JSONField(_("métiers et disciplines"), default=list, blank=True)
    availability = models.CharField(_("disponibilités"), max_length=200, blank=True)
    commune = models.CharField(_("commune"), max_length=5, blank=True)
    about = models.TextField(_("en quelques phrases"), max_length=4_000, blank=True)
    link = models.URLField(_("lien"), max_length=300, blank=True)
    visibility = models.JSONField(_("visible par"), default=dict, blank=True)
    accepts_messages = models.BooleanField(
        _("accepte les messages"),
        default=False,
        help_text=_("Votre adresse n’est donnée qu’à qui vous répondez."),
    )
    # Only a person who said that she is of age is ever listed.
    said_adult_on = models.DateField(_("dit majeure le"), null=True, blank=True)
    is_listed = models.BooleanField(_("dans l’annuaire"), default=False)
    # Since when she wishes to be introduced to people of other disciplines; never asked for by
    # anything else than her own gesture, and gone with the profile.
    meets_since = models.DateField(_("veut des rencontres depuis"), null=True, blank=True)
    updated_at = models.DateTimeField(_("modifié le"), auto_now=True)

    objects = ProfileManager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("profil")
        verbose_name_plural = _("profils")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_listed=False) | models.Q(said_adult_on__isnull=False),
                name="profile_listed_only_adults",
            ),
            models.CheckConstraint(
                condition=models.Q(meets_since=None) | models.Q(said_adult_on__isnull=False),
                name="profile_meets_only_adults",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def is_adult(self) -> bool:
        """She said so, and no community knows better."""
        return self.said_adult_on is not None and not getattr(self, "is_known_minor", False)

    def scope_of(self, field: str) -> Scope:
        """To whom a field is shown; to the hosts of her places when she did not say."""
        return Scope(self.visibility.get(field, Scope.PRIVATE))
