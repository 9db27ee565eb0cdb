from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from entrelieux.inventory.models import Entry
from entrelieux.places.models import Place


class Kind(models.TextChoices):
    MACHINE = "machine", _("machine")
    TOOL = "tool", _("outil")
    ROOM = "room", _("salle ou espace")
    DESK = "desk", _("poste de travail")
    VEHICLE = "vehicle", _("véhicule")
    STOCK = "stock", _("matière ou stock")
    SERVICE = "service", _("service")
    SKILL = "skill", _("savoir-faire")


class Condition(models.TextChoices):
    WORKS = "works", _("en état de marche")
    DEGRADED = "degraded", _("marche en partie")
    DOWN = "down", _("en panne")
    AWAY = "away", _("pas au lieu en ce moment")


class Access(models.TextChoices):
    """How one gets to use it."""

    DROP_IN = "drop-in", _("venir aux heures d’ouverture")
    ASK = "ask", _("demander au lieu")
    BOOK = "book", _("réserver")
    BORROW = "borrow", _("emprunter")


class Terms(models.TextChoices):
    FREE = "free", _("gratuit")
    EXCHANGE = "exchange", _("contre un échange")
    PAID = "paid", _("payant")
    DONATION = "donation", _("prix libre")


class Resource(Entry):
    """A machine, a tool, a room, a desk, a vehicle, stock, a service, or somebody's skill.

    `specifications` are {"key", "value", "unit"}: the key is a quantity of the catalogue or words
    of the place's own, the value a number or a text, the unit one of the closed list or "".
    `works` and `refuses` are materials, `training` the skill asked for first: concepts of the
    vocabulary, "scheme:id". A room holds what is `inside` it.
    """

    KEPT: ClassVar[tuple[str, ...]] = (
        *Entry.KEPT,
        "kind",
        "make",
        "model",
        "quantity",
        "unit",
        "condition",
        "condition_note",
        "owner",
        "holder",
        "specifications",
        "works",
        "refuses",
        "portable",
        "inside",
        "access",
        "terms",
        "price",
        "training",
        "manual_url",
        "safety_url",
    )

    kind = models.CharField(_("genre"), max_length=8, choices=Kind.choices, default=Kind.MACHINE)
    make = models.CharField(_("marque"), max_length=80, blank=True)
    model = models.CharField(_("modèle"), max_length=120, blank=True)
    quantity = models.FloatField(_("combien"), null=True, blank=True)
    unit = models.CharField(_("unité"), max_length=12, blank=True)
    condition = models.CharField(
        _("état"), max_length=8, choices=Condition.choices, default=Condition.WORKS
    )
    condition_note = models.CharField(_("précision sur l’état"), max_length=300, blank=True)
    owner = models.CharField(
        _("à qui elle appartient"),
        max_length=160,
        blank=True,
        help_text=_("Si ce n’est pas au lieu. Une structure : ce nom est public."),
    )
    # Whose skill it is. Never shown but by the profile of that person.
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("qui a ce savoir-faire"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="skills_held",
    )
    specifications = models.JSONField(_("caractéristiques"), default=list, blank=True)
    works = models.JSONField(_("travaille"), default=list, blank=True)
    refuses = models.JSONField(_("n’accepte pas"), default=list, blank=True)
    portable = models.BooleanField(_("peut sortir du lieu"), default=False)
    inside = models.ForeignKey(
        "self",
        verbose_name=_("dans"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="contents",
    )
    # Where it is now, lent, and until when: kept by what writes loans, not by who edits the page.
    lent_to = models.ForeignKey(
        Place,
        verbose_name=_("prêtée à"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="borrowed",
    )
    lent_until = models.DateTimeField(_("prêtée jusqu’à"), null=True, blank=True)
    access = models.JSONField(_("comment y accéder"), default=list, blank=True)
    terms = models.CharField(_("conditions"), max_length=8, choices=Terms.choices, blank=True)
    price = models.CharField(_("tarif"), max_length=200, blank=True)
    training = models.CharField(_("formation demandée"), max_length=80, blank=True)
    manual_url = models.URLField(_("notice en ligne"), max_length=300, blank=True)
    safety_url = models.URLField(_("fiche de sécurité en ligne"), max_length=300, blank=True)

    class Meta(Entry.Meta):
        abstract = False
        verbose_name = _("ressource")
        verbose_name_plural = _("ressources")
        indexes = [
            models.Index(fields=["place", "removed_at", "kind"], name="resource_of_place"),
            models.Index(fields=["scope", "removed_at", "id"], name="resource_public"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(inside=None) | ~models.Q(inside=models.F("id")),
                name="resource_not_inside_itself",
            ),
            models.CheckConstraint(
                condition=models.Q(quantity=None) | models.Q(quantity__gte=0),
                name="resource_quantity_not_negative",
            ),
        ]

    @property
    def card(self) -> Place | None:
        """The place on whose page it is, which may have been joined to another since."""
        return (self.place.root or self.place) if self.place else None

    @property
    def whereabouts(self) -> Place | None:
        """The place where it is now: that which it is lent to, else its own."""
        return (self.lent_to.root or self.lent_to) if self.lent_to else self.card

    @property
    def slug(self) -> str:
        return slugify(self.name)[:80] or "-"

    def get_absolute_url(self) -> str:
        return reverse("resource", args=[self.public_id, self.slug])
