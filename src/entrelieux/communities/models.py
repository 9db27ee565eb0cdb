from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Community(models.Model):
    """People who share words and rules: those of a place, or a network of communities."""

    class Kind(models.TextChoices):
        PLACE = "place", _("communauté d’un lieu")
        NETWORK = "network", _("réseau")

    slug = models.SlugField(_("adresse"), max_length=80, unique=True)
    name = models.CharField(_("nom"), max_length=120)
    kind = models.CharField(_("sorte"), max_length=10, choices=Kind.choices, default=Kind.PLACE)
    website = models.URLField(_("site web"), blank=True)
    networks = models.ManyToManyField(
        "self",
        verbose_name=_("réseaux"),
        related_name="communities",
        symmetrical=False,
        blank=True,
    )
    created_at = models.DateTimeField(_("création"), auto_now_add=True)

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("communauté")
        verbose_name_plural = _("communautés")

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A person's role in a community, from a day and possibly until another."""

    class Role(models.TextChoices):
        MEMBER = "member", _("membre")
        HOST = "host", _("animatrice ou animateur")
        COORDINATOR = "coordinator", _("coordination")

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("personne"),
        on_delete=models.CASCADE,
        related_name="memberships",
    )
    community = models.ForeignKey(
        Community,
        verbose_name=_("communauté"),
        on_delete=models.CASCADE,
        related_name="memberships",
    )
    role = models.CharField(_("rôle"), max_length=12, choices=Role.choices, default=Role.MEMBER)
    since = models.DateField(_("depuis"), auto_now_add=True)
    until = models.DateField(_("jusqu’au"), null=True, blank=True)

    class Meta:
        ordering = ["community", "role", "pk"]
        verbose_name = _("adhésion")
        verbose_name_plural = _("adhésions")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "community"],
                condition=models.Q(until=None),
                name="membership_one_current",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} – {self.community_id} ({self.role})"
