from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from entrelieux.platform.ids import new_public_id
from entrelieux.resources.models import Resource


class CalendarKey(models.Model):
    """The secret in the address of a calendar of bookings; a new one makes the old address dead.

    `subject` is such as « person:12 », « place:3 », « resource:7 ». A person's has titles; those of
    places and resources say when it is taken, and nothing of by whom or for what.
    """

    subject = models.CharField(_("objet"), max_length=60, unique=True)
    secret = models.CharField(_("secret"), max_length=64, unique=True)
    created_at = models.DateTimeField(_("depuis"), auto_now_add=True)

    class Meta:
        ordering = ["subject"]
        verbose_name = _("clé d’agenda des réservations")
        verbose_name_plural = _("clés d’agenda des réservations")

    def __str__(self) -> str:
        return self.subject


class BlockingCalendar(models.Model):
    """A calendar kept elsewhere that says when a resource is taken: its events become closures."""

    public_id = models.CharField(
        _("identifiant public"), max_length=12, unique=True, default=new_public_id, editable=False
    )
    resource = models.ForeignKey(
        Resource,
        verbose_name=_("ressource"),
        on_delete=models.CASCADE,
        related_name="blocking_calendars",
    )
    url = models.URLField(_("adresse à relire"), max_length=500)
    read_at = models.DateTimeField(_("lu le"), null=True, blank=True)
    error = models.CharField(_("erreur"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("ajouté le"), auto_now_add=True)

    class Meta:
        ordering = ["resource", "pk"]
        verbose_name = _("agenda qui bloque")
        verbose_name_plural = _("agendas qui bloquent")

    def __str__(self) -> str:
        return self.url
