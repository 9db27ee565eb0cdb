from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.utils.translation import gettext_lazy as _


class PersonManager(BaseUserManager["Person"]):
    def create_user(self, email: str, **fields: object) -> Person:
        """A person who signs in by a code sent to her address: no password is kept."""
        person: Person = self.model(email=self.normalize_email(email).lower(), **fields)
        person.set_unusable_password()
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser, PermissionsMixin):
    """Someone who signs in. Nothing here is public; what she shows of herself is elsewhere."""

    email = models.EmailField(_("adresse électronique"), unique=True)
    name = models.CharField(_("nom affiché"), max_length=80, blank=True)
    language = models.CharField(_("langue"), max_length=2, default="fr")
    is_active = models.BooleanField(_("compte actif"), default=True)
    is_operator = models.BooleanField(
        _("exploite ce serveur"), default=False, help_text=_("Peut tout faire sur ce serveur.")
    )
    joined_at = models.DateTimeField(_("inscription"), auto_now_add=True)

    objects: ClassVar[PersonManager] = PersonManager()

    EMAIL_FIELD = USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        ordering = ["email"]
        verbose_name = _("personne")
        verbose_name_plural = _("personnes")

    def __str__(self) -> str:
        return self.name or self.email.split("@")[0]
