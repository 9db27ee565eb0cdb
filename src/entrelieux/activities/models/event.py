from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from entrelieux.activities.models.usage import Minors, Usage
from entrelieux.inventory.models import Entry
from entrelieux.places.models import Place
from entrelieux.resources.models import Resource, Terms

# Of `Registration.State`: the seats that are taken.
REGISTERED = "registered"


class State(models.TextChoices):
    PLANNED = "planned", _("prévu")
    CANCELLED = "cancelled", _("annulé")


class Entrance(models.TextChoices):
    """How one says that one is coming."""

    FREE = "free", _("on vient sans s’inscrire")
    HERE = "here", _("on s’inscrit ici")
    ELSEWHERE = "elsewhere", _("on s’inscrit ailleurs, par un lien")


class Event(Entry):
    """Something that happens at a date, once or again and again, on the clocks of `zone`.

    It lasts whole days when it has no `start_time`. `rule` says how it repeats (RFC 5545, days
    only: core/booking). `added` and `cancelled` are days, `moved` says where those of a day went,
    {"2026-05-12": {"start": "2026-05-13T18:00", "end": "2026-05-13T20:00"}}. `Occurrence` rows
    follow from these columns; they are never the truth.
    """

    KEPT: ClassVar[tuple[str, ...]] = (
        *Entry.KEPT,
        "usage",
        "state",
        "zone",
        "first_day",
        "start_time",
        "last_day",
        "end_time",
        "rule",
        "added",
        "cancelled",
        "moved",
        "where",
        "online_url",
        "link",
        "audiences",
        "resources",
        "hosts",
        "conditions",
        "terms",
        "price",
        "minors",
        "min_age",
        "max_age",
        "entrance",
        "entrance_url",
        "seats",
        "closes_hours",
    )

    usage = models.ForeignKey(
        Usage,
        verbose_name=_("usage"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="events",
    )
    state = models.CharField(_("état"), max_length=10, choices=State.choices, default=State.PLANNED)
    zone = models.CharField(_("fuseau horaire"), max_length=40, default="Europe/Paris")
    first_day = models.DateField(_("premier jour"))
    start_time = models.TimeField(_("début"), null=True, blank=True)
    last_day = models.DateField(_("jusqu’au"), null=True, blank=True)
    end_time = models.TimeField(_("fin"), null=True, blank=True)
    rule = models.CharField(_("répétition"), max_length=200, blank=True)
    added = models.JSONField(_("dates ajoutées"), default=list, blank=True)
    cancelled = models.JSONField(_("dates annulées"), default=list, blank=True)
    moved = models.JSONField(_("dates déplacées"), default=dict, blank=True)
    where = models.CharField(_("où exactement"), max_length=200, blank=True)
    online_url = models.URLField(_("lien pour y assister à distance"), max_length=300, blank=True)
    link = models.URLField(_("pour en savoir plus"), max_length=300, blank=True)
    audiences = models.JSONField(_("pour qui"), default=list, blank=True)
    resources = models.ManyToManyField(
        Resource, verbose_name=_("ce qu’il faut"), related_name="events", blank=True
    )
    hosts = models.ManyToManyField(
        settings.AUTH_USER_MODEL, verbose_name=_("avec qui"), related_name="events", blank=True
    )
    conditions = models.TextField(_("pour venir"), max_length=2_000, blank=True)
    terms = models.CharField(_("conditions"), max_length=8, choices=Terms.choices, blank=True)
    price = models.CharField(_("tarif"), max_length=200, blank=True)
    minors = models.CharField(_("mineurs"), max_length=12, choices=Minors.choices, blank=True)
    min_age = models.PositiveSmallIntegerField(_("âge minimum"), null=True, blank=True)
    max_age = models.PositiveSmallIntegerField(_("âge maximum"), null=True, blank=True)
    entrance = models.CharField(
        _("inscription"), max_length=9, choices=Entrance.choices, default=Entrance.FREE
    )
    entrance_url = models.URLField(_("lien pour s’inscrire"), max_length=300, blank=True)
    # How many may come each time; no limit when it is not said.
    seats = models.PositiveIntegerField(_("places"), null=True, blank=True)
    closes_hours = models.PositiveSmallIntegerField(
        _("s’inscrire au plus tard (heures avant)"), default=0
    )
    # Read in a calendar that the place publishes elsewhere: which one, its name there, what it last
    # said, and since when it no longer has it.
    calendar = models.ForeignKey(
        "activities.PlaceCalendar",
        verbose_name=_("repris de l’agenda"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="events",
    )
    uid = models.CharField(_("nom dans cet agenda"), max_length=255, blank=True)
    told = models.JSONField(_("ce que dit cet agenda"), default=dict, blank=True)
    gone_since = models.DateTimeField(_("absent de cet agenda depuis"), null=True, blank=True)

    class Meta(Entry.Meta):
        abstract = False
        verbose_name = _("rendez-vous")
        verbose_name_plural = _("rendez-vous")
        indexes = [
            models.Index(fields=["place", "removed_at"], name="event_of_place"),
            models.Index(fields=["scope", "removed_at", "id"], name="event_public"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_day=None) | models.Q(last_day__gte=models.F("first_day")),
                name="event_days_in_order",
            ),
            # Hours are said both, or neither: then it lasts whole days.
            models.CheckConstraint(
                condition=models.Q(start_time=None, end_time=None)
                | models.Q(start_time__isnull=False, end_time__isnull=False),
                name="event_hours_both_or_none",
            ),
            models.UniqueConstraint(
                fields=["calendar", "uid"],
                condition=models.Q(calendar__isnull=False),
                name="event_once_in_its_calendar",
            ),
        ]

    @property
    def card(self) -> Place | None:
        """The place on whose page it is, which may have been joined to another since."""
        return (self.place.root or self.place) if self.place else None

    @property
    def is_all_day(self) -> bool:
        return self.start_time is None

    @property
    def is_single(self) -> bool:
        return not self.rule and not self.added

    @property
    def public_online_url(self) -> str:
        """Where one registers here, the link is given to those who did."""
        return "" if self.entrance == Entrance.HERE else self.online_url

    @property
    def slug(self) -> str:
        return slugify(self.name)[:80] or "-"

    def get_absolute_url(self) -> str:
        return reverse("event", args=[self.public_id, self.slug])


class OccurrenceQuerySet(models.QuerySet["Occurrence"]):
    def to_come(self, now: datetime) -> OccurrenceQuerySet:
        """Not over, the next first; cancelled ones too, which say so."""
        return self.filter(ends_at__gt=now).order_by("starts_at", "event_id", "day")

    def taking_place(self) -> OccurrenceQuerySet:
        return self.filter(is_cancelled=False)

    def with_taken(self) -> OccurrenceQuerySet:
        """With the number of seats taken, as `taken`."""
        party = F("registrations__adults") + F("registrations__minors")
        registered = Q(registrations__state=REGISTERED)
        taken = (
            self.model._default_manager.filter(pk=OuterRef("pk"))
            .order_by()
            .values("pk")
            .annotate(total=Sum(party, filter=registered))
            .values("total")
        )
        return self.annotate(taken=Coalesce(Subquery(taken), 0))


class Occurrence(models.Model):
    """One time of an event. `day` is that of the rule, which names it even when it is moved."""

    event = models.ForeignKey(
        Event, verbose_name=_("rendez-vous"), on_delete=models.CASCADE, related_name="occurrences"
    )
    day = models.DateField(_("jour"))
    starts_at = models.DateTimeField(_("commence"))
    ends_at = models.DateTimeField(_("finit"))
    is_cancelled = models.BooleanField(_("annulé"), default=False)
    is_moved = models.BooleanField(_("déplacé"), default=False)

    objects = OccurrenceQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "event_id", "day"]
        verbose_name = _("séance")
        verbose_name_plural = _("séances")
        constraints = [
            models.UniqueConstraint(fields=["event", "day"], name="occurrence_once_a_day"),
            models.CheckConstraint(
                condition=models.Q(ends_at__gte=models.F("starts_at")),
                name="occurrence_ends_after_it_starts",
            ),
        ]
        indexes = [
            models.Index(fields=["starts_at"], name="occurrence_by_start"),
            models.Index(fields=["ends_at"], name="occurrence_by_end"),
        ]

    def __str__(self) -> str:
        return f"{self.event_id} {self.day}"

    def get_absolute_url(self) -> str:
        return f"{self.event.get_absolute_url()}?le={self.day.isoformat()}"
