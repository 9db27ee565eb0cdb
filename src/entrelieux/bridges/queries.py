"""Reads of needs, offers and bridges."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from entrelieux.bridges.models import Bridge, Need, Offer


def find_need(public_id: str, person: Any) -> Need | None:
    """None when there is none, or it is not for this person: both look the same."""
    found = Need.objects.visible_to(person).filter(public_id=public_id)
    return found.select_related("author", "community", "place__root", "project").first()


def find_offer(public_id: str, person: Any) -> Offer | None:
    found = Offer.objects.visible_to(person).filter(public_id=public_id)
    return found.select_related("author", "community", "place__root").first()


def find_bridge(public_id: str, person: Any) -> Bridge | None:
    found = Bridge.objects.visible_to(person).filter(public_id=public_id)
    return found.select_related("need", "asker", "giver", "asker_place", "giver_place").first()


def needs_for(
    person: Any, *, department: str = "", text: str = "", only_gaps: bool = False
) -> QuerySet[Need]:
    """Those that a person may read, the latest first."""
    needs = Need.objects.visible_to(person).select_related("community", "place", "project")
    if department:
        needs = needs.filter(department=department)
    if text:
        needs = needs.filter(sentence__icontains=text)
    if only_gaps:
        needs = needs.filter(gap_since__isnull=False)
    return needs.order_by("-created_at", "-pk")


def offers_for(
    person: Any, now: datetime, *, department: str = "", text: str = "", kind: str = ""
) -> QuerySet[Offer]:
    """The live ones that a person may see, the latest first."""
    offers = Offer.objects.visible_to(person).select_related("community", "place__root")
    offers = offers.filter(pk__in=Offer.objects.live(now).values("pk"))
    if department:
        offers = offers.filter(department=department)
    if text:
        offers = offers.filter(name__icontains=text)
    if kind:
        offers = offers.filter(kind=kind)
    return offers.order_by("-created_at", "-pk")


def bridges_of(need: Need) -> QuerySet[Bridge]:
    """The suggestions of a need, the best first."""
    bridges = Bridge.objects.filter(need=need).select_related("giver_place")
    return bridges.order_by("-score", "pk")
