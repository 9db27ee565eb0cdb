"""Reads of bridges: what waits for somebody, what is under way, what was told."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from entrelieux.bridges.models import Bridge, Need, NeedState, SideState, State
from entrelieux.bridges.models.need import answered_by
from entrelieux.communities.circles import circle_of
from entrelieux.communities.queries import communities_of
from entrelieux.core.geo import box_around, distance_km
from entrelieux.core.geo.travel import reach_km
from entrelieux.introductions.models import Digest
from entrelieux.places.models import Place

UNANSWERED = (SideState.WAITING, SideState.SEEN)
SIDES = ("need", "asker", "giver", "asker_place", "giver_place")


def own_bridges(person: Any) -> QuerySet[Bridge]:
    """Those of which a person is a side and may know; not those that she only looks on."""
    given = answered_by(person, circle_of(person))
    visible = Bridge.objects.visible_to(person).filter(Q(asker=person) | given)
    return visible.select_related(*SIDES).distinct()


def waiting_for(person: Any) -> QuerySet[Bridge]:
    """Those that wait for her own answer; the suggestions of her closed needs do not."""
    given = answered_by(person, circle_of(person))
    hers = Q(asker=person, asker_state__in=UNANSWERED) & ~Q(need__state=NeedState.CLOSED)
    theirs = given & Q(giver_state__in=UNANSWERED)
    found = own_bridges(person).filter(state__in=[State.SUGGESTED, State.SEEN])
    return found.filter(hers | theirs).order_by("-suggested_at", "-score", "pk")


def under_way(person: Any) -> QuerySet[Bridge]:
    """Those that wait for the other side, or that both accepted."""
    waiting = waiting_for(person).order_by().values("pk")
    states = [State.SUGGESTED, State.SEEN, State.ACCEPTED, State.HAPPENED]
    found = own_bridges(person).filter(state__in=states).exclude(pk__in=waiting)
    return found.order_by("-accepted_at", "-suggested_at", "pk")


def over(person: Any) -> QuerySet[Bridge]:
    states = [State.TOLD, State.DECLINED, State.EXPIRED]
    return own_bridges(person).filter(state__in=states).order_by("-suggested_at", "pk")


def stories() -> QuerySet[Bridge]:
    """What both sides let be shown, the latest first."""
    told = Bridge.objects.filter(state=State.TOLD, asker_consents=True, giver_consents=True)
    return told.select_related("need", "asker_place", "giver_place").order_by("-told_at", "pk")


def places_of(person: Any) -> QuerySet[Place]:
    """The cards of her communities that have a position."""
    shown = Place.objects.shown().filter(communities__in=communities_of(person), lat__isnull=False)
    return shown.distinct().order_by("name", "pk")


def needs_near(digest: Digest, now: datetime) -> list[Need]:
    """Needs of others that she may read, near her place or in a département, since the last letter.

    The latest first. Within reach as the crow flies, by the model of travel time.
    """
    near = Q(department=digest.department) if digest.department else Q(pk__in=[])
    around = _around(digest)
    if around:
        box = box_around(*around)
        near |= Q(lat__range=(box.south, box.north), lon__range=(box.west, box.east))
    found = Need.objects.visible_to(digest.person).live(now).filter(near)
    if digest.last_sent_on:
        found = found.filter(created_at__date__gte=digest.last_sent_on)
    others = found.exclude(author=digest.person).order_by("-created_at", "-pk")
    return [need for need in others if _is_near(need, digest, around)]


Around = tuple[float, float, float]


def _around(digest: Digest) -> Around | None:
    """The latitude and longitude of her place, and how many km she goes."""
    place = digest.around
    if place is None or place.lat is None or place.lon is None:
        return None
    return place.lat, place.lon, reach_km(digest.minutes, department=place.department)


def _is_near(need: Need, digest: Digest, around: Around | None) -> bool:
    if digest.department and need.department == digest.department:
        return True
    if around is None or need.lat is None or need.lon is None:
        return False
    lat, lon, km = around
    return distance_km(lat, lon, need.lat, need.lon) <= km
