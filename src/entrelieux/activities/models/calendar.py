from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from entrelieux.communities.circles import Scope
from entrelieux.places.models import Place
from entrelieux.platform.ids import new_public_id


class PlaceCalendar(models.Model):
    """A calendar that a place publishes elsewhere (.ics), read once or followed at its address."""

    public_id = models.CharField(
        _("identifiant public"), max_length=12, unique=True, default=new_public_id, editable=False
    )
    place = models.ForeignKey(
        Place, verbose_name=_("lieu"), on_delete=models.CASCADE, related_name="calendars"
    )
    name = models.CharField(_("nom"), max_length=160)
    url = models.URLField(_("adresse à relire"), max_length=500, blank=True)
    scope = models.CharField(
        _("visible par"), max_length=8, choices=Scope.choices, default=Scope.PUBLIC
    )
    # Followed once somebody has seen what it would bring and said yes.
    is_followed = models.BooleanField(_("suivi"), default=False)
    read_at = models.DateTimeField(_("lu le"), null=True, blank=True)
    digest = models.CharField(_("empreinte"), max_length=64, blank=True)
    error = models.CharField(_("erreur"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("ajouté le"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("ajouté par"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        ordering = ["place", "name", "pk"]
        verbose_name = _("agenda d’un lieu")
        verbose_name_plural = _("agendas des lieux")

    def __str__(self) -> str:
        return self.name


class CalendarReading(models.Model):
    """A file of a calendar as it came, until somebody says what to do with it."""

    public_id = models.CharField(
        _("identifiant public"), max_length=12, unique=True, default=new_public_id, editable=False
    )
    calendar = models.ForeignKey(
        PlaceCalendar,
        verbose_name=_("agenda"),
        on_delete=models.CASCADE,
        related_name="readings",
    )
    content = models.BinaryField(_("fichier"))
    created_at = models.DateTimeField(_("lu le"), auto_now_add=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("lecture d’un agenda")
        verbose_name_plural = _("lectures d’agendas")

    def __str__(self) -> str:
        return f"{self.calendar_id} {self.created_at:%Y-%m-%d}"


class AgendaKey(models.Model):
    """The secret in the address of somebody's own agenda; a new one makes the old address dead."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("personne"),
        on_delete=models.CASCADE,
        related_name="agenda_key",
    )
    secret = models.CharField(_("secret"), max_length=64, unique=True)
    created_at = models.DateTimeField(_("depuis"), auto_now_add=True)

    class Meta:
        ordering = ["person"]
        verbose_name = _("clé d’agenda")
        verbose_name_plural = _("clés d’agenda")

    def __str__(self) -> str:
        return str(self.person_id)
