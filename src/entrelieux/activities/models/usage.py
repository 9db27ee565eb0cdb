from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from entrelieux.inventory.models import Entry
from entrelieux.places.models import Place
from entrelieux.resources.models import Resource, Terms


class Minors(models.TextChoices):
    """Whether minors may come, and who answers for them."""

    WITH_ADULT = "with-adult", _("bienvenus avec un adulte qui les accompagne")
    GUARDIAN = "guardian", _("bienvenus seuls, inscrits par un parent ou un responsable")
    MINORS = "minors", _("c’est pour eux : un parent ou un responsable les inscrit")
    ADULTS = "adults", _("pour les adultes seulement")


class Usage(Entry):
    """What people do there again and again, as they call it: « café couture ».

    `audiences` are concepts of the vocabulary, "audiences:seniors". `rhythm` is what they say of
    when; `core.booking.read_rhythm` makes a rule of it when it can. `hosts` are shown only as far
    as the profile of each allows.
    """

    KEPT: ClassVar[tuple[str, ...]] = (
        *Entry.KEPT,
        "audiences",
        "rhythm",
        "resources",
        "hosts",
        "conditions",
        "terms",
        "price",
        "minors",
    )

    audiences = models.JSONField(_("pour qui"), default=list, blank=True)
    rhythm = models.CharField(_("quand"), max_length=200, blank=True)
    resources = models.ManyToManyField(
        Resource, verbose_name=_("ce qu’il faut"), related_name="usages", blank=True
    )
    hosts = models.ManyToManyField(
        settings.AUTH_USER_MODEL, verbose_name=_("avec qui"), related_name="usages", blank=True
    )
    conditions = models.TextField(_("pour venir"), max_length=2_000, blank=True)
    terms = models.CharField(_("conditions"), max_length=8, choices=Terms.choices, blank=True)
    price = models.CharField(_("tarif"), max_length=200, blank=True)
    minors = models.CharField(_("mineurs"), max_length=12, choices=Minors.choices, blank=True)

    class Meta(Entry.Meta):
        abstract = False
        verbose_name = _("usage")
        verbose_name_plural = _("usages")
        indexes = [
            models.Index(fields=["place", "removed_at"], name="usage_of_place"),
            models.Index(fields=["scope", "removed_at", "id"], name="usage_public"),
        ]

    @property
    def card(self) -> Place | None:
        """The place on whose page it is, which may have been joined to another since."""
        return (self.place.root or self.place) if self.place else None

    @property
    def slug(self) -> str:
        return slugify(self.name)[:80] or "-"

    def get_absolute_url(self) -> str:
        return reverse("usage", args=[self.public_id, self.slug])
