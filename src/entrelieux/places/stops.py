"""What an itinerant place shows of its stops: the nearest in time first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from entrelieux.core.geo import load_france
from entrelieux.core.hours import describe
from entrelieux.core.hours.evaluate import OpenStatus, status_at
from entrelieux.core.hours.school import holidays_of
from entrelieux.places.models import Place, Stop
from entrelieux.places.permissions import can_edit_place
from entrelieux.places.sections import Section
from entrelieux.places.vocabulary import current_language


@dataclass(frozen=True, slots=True)
class ListedStop:
    stop: Stop
    commune: str
    lines: list[str]
    status: OpenStatus | None

    @property
    def key(self) -> tuple[bool, str, str]:
        """What is open now, then what opens soonest."""
        if self.status is None or self.status.is_open:
            return (self.status is None, "", self.stop.name)
        opens = self.status.next_open
        return (False, opens.isoformat() if opens else "9", self.stop.name)


def stops_of(place: Place, now: datetime) -> list[ListedStop]:
    """The stops that are not over."""
    today = now.date()
    stops = (stop for stop in place.stops.all() if (stop.ends_on or date.max) >= today)
    return sorted((_listed(stop, now) for stop in stops), key=lambda one: one.key)


def _listed(stop: Stop, now: datetime) -> ListedStop:
    commune = load_france().by_code(stop.insee) if stop.insee else None
    is_on = (stop.starts_on or date.min) <= now.date()
    hours = stop.opening_hours
    holidays = holidays_of(commune.department if commune else stop.place.department)
    return ListedStop(
        stop=stop,
        commune=commune.name if commune else "",
        lines=list(describe(hours, current_language())) if hours else [],
        status=status_at(hours, now, school_holidays=holidays) if hours and is_on else None,
    )


def stops_section(place: Place, request: HttpRequest) -> Section | None:
    """None when the place does not move; its hosts can always tell a stop of one that does."""
    stops = stops_of(place, timezone.localtime())
    keeps = can_edit_place(request.user, place)
    if not stops and not (keeps and place.card.get("itinerant")):
        return None
    context = {"place": place, "stops": stops, "keeps": keeps}
    return Section("places/_stops.html", _("Ses arrêts"), "stops", rank=2, context=context)
