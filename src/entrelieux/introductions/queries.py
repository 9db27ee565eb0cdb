"""Reads of bridges: what waits for somebody, what is under way, what was told."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from entrelieux.bridges.models import Bridge, Need, NeedState, SideState, State
from entrelieux.bridges.models.need import answered_by
from entrelieux.communities.circles import circle_of
from entrelieux.introductions.models import Digest

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


def needs_near(
    person: Any, department: str, *, since: date | None, now: datetime
) -> QuerySet[Need]:
    """Needs of others that she may read, of her département, written since the last letter."""
    if not department:
        return Need.objects.none()
    found = Need.objects.visible_to(person).live(now).filter(department=department)
    if since:
        found = found.filter(created_at__date__gte=since)
    return found.exclude(author=person).order_by("-created_at", "-pk")


def data_of(person: Any) -> dict[str, Any]:
    """What she answered and told, in the data that she may take away."""
    digest = Digest.objects.filter(person=person).first()
    told = [
        {
            "title": bridge.title,
            "state": bridge.state,
            "outcome": bridge.outcome,
            "as": "asker" if bridge.asker_id == person.pk else "giver",
        }
        for bridge in Bridge.objects.filter(Q(asker=person) | Q(giver=person)).order_by("pk")
    ]
    return {"bridges": told, "bridges_letter": digest.rhythm if digest else "never"}
