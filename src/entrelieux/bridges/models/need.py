from __future__ import annotations

from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from entrelieux.accounts.permissions import is_operator
from entrelieux.charters.queries import known_minors
from entrelieux.communities.circles import Circle, circle_of
from entrelieux.communities.models import Community
from entrelieux.places.models import Place
from entrelieux.platform.ids import new_public_id
from entrelieux.projects.models import Project


class Visibility(models.TextChoices):
    """Who reads a need. Whoever reads it is never told whose it is."""

    PUBLIC = "public", _("tout le monde")
    NETWORK = "network", _("les membres du réseau")
    PLACES = "places", _("les lieux que vous choisissez")
    HOST = "host", _("les animateurs d’un seul lieu, qui transmettent")


class NeedState(models.TextChoices):
    OPEN = "open", _("en cours")
    ANSWERED = "answered", _("a trouvé réponse")
    CLOSED = "closed", _("clos")
    EXPIRED = "expired", _("passé")


class Terms(models.TextChoices):
    """What is given in return: the words of the exchange format, and a small budget."""

    FREE = "free", _("gratuit")
    LITTLE = "little", _("petit budget")
    EXCHANGE = "exchange", _("contre un échange")
    PAID = "paid", _("en payant")
    DONATION = "donation", _("à prix libre")


class NeedQuerySet(models.QuerySet[Any]):
    def live(self, now: datetime) -> Self:
        """Still looked for: suggestions are made for these."""
        return self.filter(~of_minors(), state=NeedState.OPEN, expires_at__gt=now)

    def public(self) -> Self:
        return self.filter(~of_minors(), visibility=Visibility.PUBLIC, state__in=SHOWN)

    def visible_to(self, person: Any) -> Self:
        """Those that a person, signed in or not, may read; each once.

        A need that is closed or past is read by its author, and by whom she asked: what was looked
        for is nobody else's business any more.
        """
        if is_operator(person):
            return self
        if not person.is_authenticated:
            return self.public()
        circle = circle_of(person)
        shown = Q(state__in=SHOWN) & shown_in(circle) & ~of_minors()
        asked = Q(bridges__asker_state="accepted") & answered_by(person, circle, "bridges__")
        return self.filter(shown | Q(author=person) | asked).distinct()


SHOWN = (NeedState.OPEN, NeedState.ANSWERED)


def of_minors() -> Q:
    """Nobody is led to a minor: an adult asks for her."""
    return Q(author__in=known_minors(timezone.localdate()))


def shown_in(circle: Circle) -> Q:
    """What members may read: their network's, what is told to their place, or given to its hosts.

    A need in the name of no community is for the members of every network.
    """
    shown = Q(visibility=Visibility.PUBLIC)
    if not circle.mine:
        return shown
    shown |= Q(visibility=Visibility.NETWORK) & (Q(community=None) | Q(community__in=circle.kin))
    shown |= Q(visibility=Visibility.PLACES, shown_at__in=_places_of(circle.mine))
    shown |= Q(visibility=Visibility.HOST, shown_at__in=_places_of(circle.hosted))
    return shown


def answered_by(person: Any, circle: Circle, prefix: str = "") -> Q:
    """The bridges whose giver is this person, or a place that she hosts when it names no person."""
    of_place = {
        f"{prefix}giver": None,
        f"{prefix}giver_place__in": _places_of(circle.hosted),
    }
    return Q(**{f"{prefix}giver": person}) | Q(**of_place)


def _places_of(communities: frozenset[int]) -> models.QuerySet[Place]:
    theirs = Q(communities__in=communities) | Q(root__communities__in=communities)
    return Place.objects.filter(theirs)


class Need(models.Model):
    """What somebody looks for: her sentence, and what she let stand of what was understood.

    `concepts`, `materials` and `refused` are concepts of the vocabulary, "scheme:id"; `dismissed`
    are words of the sentence whose reading she struck out. The engine reads the words as well.
    """

    public_id = models.CharField(
        _("identifiant public"), max_length=12, unique=True, default=new_public_id, editable=False
    )
    # Never shown but to those of `can_see_author`. The need goes with the account.
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("qui cherche"),
        on_delete=models.CASCADE,
        related_name="needs",
    )
    community = models.ForeignKey(
        Community,
        verbose_name=_("au nom de"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="needs",
    )
    place = models.ForeignKey(
        Place,
        verbose_name=_("pour le lieu"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="needs",
    )
    project = models.ForeignKey(
        Project,
        verbose_name=_("pour le projet"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="needs",
    )
    sentence = models.CharField(_("votre besoin, en une phrase"), max_length=300)
    description = models.TextField(_("précisions"), max_length=4_000, blank=True)
    language = models.CharField(_("langue"), max_length=2, default="fr")

    concepts = models.JSONField(_("quoi"), default=list, blank=True)
    materials = models.JSONField(_("matière"), default=list, blank=True)
    refused = models.JSONField(_("à éviter"), default=list, blank=True)
    dismissed = models.JSONField(_("mal compris"), default=list, blank=True)
    quantity = models.PositiveIntegerField(_("combien"), null=True, blank=True)
    people = models.PositiveIntegerField(_("pour combien de personnes"), null=True, blank=True)
    long_mm = models.FloatField(_("grand côté, en mm"), null=True, blank=True)
    short_mm = models.FloatField(_("petit côté, en mm"), null=True, blank=True)
    when = models.CharField(_("quand"), max_length=160, blank=True)
    starts_on = models.DateField(_("à partir du"), null=True, blank=True)
    ends_on = models.DateField(_("avant le"), null=True, blank=True)
    who = models.CharField(
        _("vous êtes"), max_length=120, blank=True, help_text=_("Un rôle, jamais un nom.")
    )
    has_minors = models.BooleanField(_("avec des mineurs"), default=False)
    terms = models.CharField(_("conditions"), max_length=8, choices=Terms.choices, blank=True)

    lat = models.FloatField(_("latitude"), null=True, blank=True)
    lon = models.FloatField(_("longitude"), null=True, blank=True)
    commune_code = models.CharField(_("commune (INSEE)"), max_length=5, blank=True, db_index=True)
    commune = models.CharField(_("commune"), max_length=80, blank=True)
    department = models.CharField(_("département"), max_length=3, blank=True, db_index=True)
    max_minutes = models.PositiveIntegerField(_("minutes de trajet"), null=True, blank=True)
    max_km = models.FloatField(_("kilomètres au plus"), null=True, blank=True)

    visibility = models.CharField(
        _("visible par"), max_length=8, choices=Visibility.choices, default=Visibility.NETWORK
    )
    # The chosen places, or the one whose hosts forward it.
    shown_at = models.ManyToManyField(
        Place, verbose_name=_("lieux choisis"), related_name="needs_shown", blank=True
    )
    forwarded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("transmis par"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    forwarded_at = models.DateTimeField(_("transmis le"), null=True, blank=True)

    state = models.CharField(
        _("état"), max_length=8, choices=NeedState.choices, default=NeedState.OPEN
    )
    created_at = models.DateTimeField(_("écrit le"), auto_now_add=True, db_index=True)
    updated_at = models.DateTimeField(_("modifié le"), auto_now=True)
    expires_at = models.DateTimeField(_("valable jusqu’au"), db_index=True)
    renewed_at = models.DateTimeField(_("renouvelé le"), null=True, blank=True)
    answered_at = models.DateTimeField(_("répondu le"), null=True, blank=True)
    closed_at = models.DateTimeField(_("clos le"), null=True, blank=True)
    thanks = models.TextField(_("merci"), max_length=1_000, blank=True)
    # When the offers were last read for it, and since when none of them answers.
    matched_at = models.DateTimeField(_("comparé le"), null=True, blank=True)
    gap_since = models.DateTimeField(_("sans réponse depuis"), null=True, blank=True, db_index=True)
    # As `matching.Answer` tells them: what nearly answered with why it does not, and what would
    # let it in. For the author's eyes, as its suggestions are.
    near_misses = models.JSONField(_("à peu de chose près"), default=list, blank=True)
    better = models.JSONField(_("ce qui aiderait"), default=list, blank=True)
    is_example = models.BooleanField(
        _("exemple"), default=False, help_text=_("Donnée inventée pour la démonstration.")
    )

    objects = NeedQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("besoin")
        verbose_name_plural = _("besoins")
        indexes = [
            models.Index(fields=["state", "expires_at"], name="need_live"),
            models.Index(fields=["visibility", "state", "department"], name="need_listed"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(lat=None, lon=None) | Q(lat__range=(-90, 90), lon__range=(-180, 180)),
                name="need_position_on_earth",
            ),
            models.CheckConstraint(
                condition=Q(starts_on=None)
                | Q(ends_on=None)
                | Q(starts_on__lte=models.F("ends_on")),
                name="need_window_not_backwards",
            ),
        ]

    def __str__(self) -> str:
        return self.sentence

    def get_absolute_url(self) -> str:
        return reverse("need", args=[self.public_id])

    @property
    def is_gap(self) -> bool:
        """Whether nothing on the network answers it: a gap of the territory."""
        return self.gap_since is not None
