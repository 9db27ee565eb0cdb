"""The agenda that an address asks for: which times, of what, where, for whom."""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from entrelieux.activities.models.event import OccurrenceQuerySet
from entrelieux.activities.queries import times_for
from entrelieux.core.geo import Commune, box_around, distance_km
from entrelieux.core.words import load_core
from entrelieux.places.card import find_commune
from entrelieux.places.models import Place

WHEN = {
    "": _("à partir d’aujourd’hui"),
    "aujourdhui": _("aujourd’hui"),
    "week-end": _("ce week-end"),
    "semaine": _("dans les sept jours"),
    "mois": _("dans les trente jours"),
}
DAYS_AHEAD = {"aujourdhui": 1, "semaine": 7, "mois": 30}
DISTANCES_KM = (10, 20, 40, 80)
NEAR_KM = 20
# How far ahead what repeats is listed, unless the address asks for certain days.
REPEATS_SHOWN = timedelta(days=31)
KNOWN = ("quand", "sorte", "public", "departement", "commune", "km", "lieu", "vue", "mois")
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Chip:
    """As components/chips.html reads it."""

    label: str
    url: str
    current: bool
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Agenda:
    """What was asked for and understood; what was not is as if it had not been asked."""

    when: str = ""
    kind: str = ""
    audience: str = ""
    department: str = ""
    commune: Commune | None = None
    km: int = NEAR_KM
    place: Place | None = None
    month: date | None = None

    @property
    def is_month(self) -> bool:
        return self.month is not None

    @property
    def is_filtered(self) -> bool:
        filters = (self.when, self.kind, self.audience, self.department, self.commune, self.place)
        return any(filters)

    @property
    def is_narrowed(self) -> bool:
        """By something else than when, or the place that one comes from."""
        return any((self.kind, self.audience, self.department, self.commune))

    def address(self, **changes: str | None) -> str:
        """The query string of this agenda with other values; None removes one."""
        values = {**self._values(), **changes}
        kept = [(name, value) for name, value in values.items() if value]
        return "?" + urlencode(kept) if kept else "?"

    def _values(self) -> dict[str, str | None]:
        return {
            "quand": self.when,
            "sorte": self.kind,
            "public": self.audience,
            "departement": self.department,
            "commune": self.commune.code if self.commune else "",
            "km": str(self.km) if self.commune and self.km != NEAR_KM else "",
            "lieu": self.place.public_id if self.place else "",
            "vue": "mois" if self.month else "",
            "mois": f"{self.month:%Y-%m}" if self.month else "",
        }

    @property
    def chips(self) -> list[Chip]:
        return [
            Chip(str(label), self.address(quand=value), value == self.when)
            for value, label in WHEN.items()
        ]

    @property
    def list_address(self) -> str:
        return self.address(vue=None, mois=None)

    @property
    def calendar_address(self) -> str:
        """The same filters without a month: a calendar program goes on."""
        return self.list_address

    @property
    def month_address(self) -> str:
        return self.address(vue="mois", quand=None)

    @property
    def whole_address(self) -> str:
        """Without any filter; a month stays that month."""
        filters = ("quand", "sorte", "public", "departement", "commune", "km", "lieu")
        return self.address(**dict.fromkeys(filters))

    @property
    def without_place(self) -> str:
        return self.address(lieu=None)

    def shifted(self, months: int) -> str:
        """The same agenda some months later; only of a month."""
        shown = self.month or date.min
        return self.address(mois=f"{month_after(shown, months):%Y-%m}")


def read_agenda(parameters: Mapping[str, str], today: date) -> Agenda:
    when = parameters.get("quand", "")
    place = Place.objects.shown().filter(public_id=parameters.get("lieu", "")[:12]).first()
    return Agenda(
        when=when if when in WHEN else "",
        kind=_concept("usages", parameters.get("sorte", "")),
        audience=_concept("audiences", parameters.get("public", "")),
        department=_department(parameters.get("departement", "")),
        commune=find_commune(parameters.get("commune", "")[:80]),
        km=_kilometres(parameters.get("km", "")),
        place=place,
        month=_month(parameters, today),
    )


def _concept(scheme: str, text: str) -> str:
    return text if load_core().get(text, scheme) else ""


def _department(text: str) -> str:
    return text if text in settings.TERRITORY_DEPARTMENTS else ""


def _kilometres(text: str) -> int:
    return int(text) if text in map(str, DISTANCES_KM) else NEAR_KM


def _month(parameters: Mapping[str, str], today: date) -> date | None:
    if parameters.get("vue") != "mois":
        return None
    try:
        asked = date.fromisoformat(parameters.get("mois", "") + "-01")
    except ValueError:
        return today.replace(day=1)
    return asked if 2000 < asked.year < 2100 else today.replace(day=1)


def month_after(month: date, count: int) -> date:
    months = month.year * 12 + month.month - 1 + count
    return date(months // 12, months % 12 + 1, 1)


def times_in(agenda: Agenda, person: Any, now: datetime) -> OccurrenceQuerySet:
    """The times of an agenda that a person may see, in order."""
    after, before = _bounds(agenda, now)
    times = times_for(person).filter(ends_at__gt=after)
    if before:
        times = times.filter(starts_at__lt=before)
    else:
        # What comes back every week would hide what happens once.
        soon = Q(starts_at__lt=now + REPEATS_SHOWN)
        times = times.filter(soon | Q(event__rule=""))
    times = _of_what(times, agenda)
    return _where(times, agenda).with_taken().order_by("starts_at", "event_id", "day")


def _bounds(agenda: Agenda, now: datetime) -> tuple[datetime, datetime | None]:
    """On the clocks of the territory."""
    today = now.date()
    if agenda.month:
        last = calendar.monthrange(agenda.month.year, agenda.month.month)[1]
        return _midnight(agenda.month), _midnight(agenda.month + timedelta(days=last))
    if agenda.when == "week-end":
        saturday = today + timedelta(days=max(0, SATURDAY - today.weekday()))
        monday = today + timedelta(days=7 - today.weekday())
        return max(now, _midnight(saturday)), _midnight(monday)
    days = DAYS_AHEAD.get(agenda.when)
    return now, _midnight(today + timedelta(days=days)) if days else None


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(settings.TIME_ZONE))


def _of_what(times: OccurrenceQuerySet, agenda: Agenda) -> OccurrenceQuerySet:
    if agenda.kind:
        times = times.filter(event__concept=f"usages:{agenda.kind}")
    if agenda.audience:
        # Whole names between quotes: « adults » is not found in « young-adults ».
        times = times.filter(event__audiences__icontains=f'"audiences:{agenda.audience}"')
    return times


def _where(times: OccurrenceQuerySet, agenda: Agenda) -> OccurrenceQuerySet:
    if agenda.place:
        times = times.filter(Q(event__place=agenda.place) | Q(event__place__root=agenda.place))
    if agenda.department:
        times = times.filter(event__place__department=agenda.department)
    if agenda.commune:
        times = times.filter(event__place__in=places_around(agenda.commune, agenda.km))
    return times


def places_around(commune: Commune, km: float) -> list[int]:
    """The keys of the places within a distance, as the crow flies: merged ones too."""
    box = box_around(commune.lat, commune.lon, km)
    inside = Place.objects.filter(
        lat__range=(box.south, box.north), lon__range=(box.west, box.east)
    ).values_list("pk", "lat", "lon")
    return [pk for pk, lat, lon in inside if distance_km(commune.lat, commune.lon, lat, lon) <= km]


def kinds_offered(times: OccurrenceQuerySet, chosen: str) -> Sequence[str]:
    """The ids of the kinds of what is to come, to choose from."""
    concepts = set(times.order_by().values_list("event__concept", flat=True).distinct())
    return sorted({concept.rpartition(":")[2] for concept in concepts if concept} | {chosen} - {""})
