"""Reads of contributions: queues, gaps, what changed for whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from entrelieux.accounts.permissions import is_operator
from entrelieux.communities.circles import circle_of
from entrelieux.communities.models import Community
from entrelieux.contributions.models import Claim, Follow, Proposal
from entrelieux.contributions.policies import Thresholds
from entrelieux.core.interchange.records import PlaceField
from entrelieux.places.models import Place, Statement
from entrelieux.places.permissions import can_coordinate
from entrelieux.search.parameters import read_search, unlimited
from entrelieux.search.reader import current_view

# The gaps that a network fills first, in words.
GAPS = {
    PlaceField.HOURS: _("sans horaires"),
    PlaceField.PHONE: _("sans téléphone"),
    PlaceField.WEBSITE: _("sans site web"),
    PlaceField.EMAIL: _("sans adresse électronique"),
    PlaceField.ACCESSIBILITY: _("sans rien sur l’accessibilité"),
    PlaceField.DESCRIPTION: _("sans présentation"),
}


def open_proposals(person: Any) -> QuerySet[Proposal]:
    """Those that this person may decide, or confirm; the oldest first."""
    waiting = Proposal.objects.filter(
        state__in=[Proposal.State.WAITING, Proposal.State.APPEALED]
    ).select_related("place", "author", "network")
    waiting = waiting.annotate(confirmed=Count("supports"))
    if is_operator(person) or can_coordinate(person):
        return waiting
    circle = circle_of(person)
    hosted = Q(place__communities__in=circle.hosted) & Q(state=Proposal.State.WAITING)
    near = Q(network__in=circle.kin) & Q(state=Proposal.State.WAITING)
    return waiting.filter(hosted | near).distinct()


def open_claims() -> QuerySet[Claim]:
    return (
        Claim.objects.filter(state=Claim.State.WAITING)
        .select_related("place", "person")
        .annotate(vouched=Count("vouches"))
    )


def likely_duplicates(name: str, city: str, limit: int = 5) -> list[Place]:
    """Places that the one being proposed may already be: found by the same words, near by."""
    words = " ".join(part for part in (name.strip(), city.strip()) if part)
    if len(name.strip()) < 3:
        return []
    search = read_search({"q": [words]}, now=timezone.localtime())
    hits = current_view().snapshot.search(search.query).hits[:limit]
    found = {place.pk: place for place in Place.objects.shown().filter(pk__in=[h.id for h in hits])}
    return [found[hit.id] for hit in hits if hit.id in found]


def changed_for(followed: Follow, *, until: datetime) -> list[Place]:
    """The cards that changed between the last mail and `until`, the newest first."""
    places = Place.objects.shown().filter(updated_at__gt=followed.told_until, updated_at__lte=until)
    if followed.place_id:
        places = places.filter(pk=followed.place_id)
    else:
        places = places.filter(pk__in=_found(followed.query))
    return list(places.order_by("-updated_at"))


def _found(query: dict[str, list[str]]) -> list[int]:
    search = read_search(query, now=timezone.localtime())
    snapshot = current_view().snapshot
    total = snapshot.search(search.query).total
    return [hit.id for hit in snapshot.search(unlimited(search.query, total)).hits]


@dataclass(frozen=True, slots=True)
class Gap:
    """How many cards lack a fact, and some of them."""

    field: str
    label: str
    count: int
    examples: Sequence[Place]


@dataclass(frozen=True, slots=True)
class Freshness:
    """How many cards were vouched for within the network's delay."""

    total: int
    fresh: int
    stale: int
    never: int

    @property
    def share(self) -> int:
        return round(100 * self.fresh / self.total) if self.total else 0


def places_of(network: Community) -> QuerySet[Place]:
    """The cards of the network's communities, and those that nobody hosts."""
    kept = Q(communities=None) | Q(communities__networks=network) | Q(communities=network)
    return Place.objects.shown().filter(kept).exclude(status=Place.Status.CLOSED).distinct()


def gaps_of(network: Community, examples: int = 5) -> list[Gap]:
    """The gaps of the territory, the largest first; two queries each."""
    found = []
    for field, label in GAPS.items():
        told = Statement.objects.filter(
            Q(place=OuterRef("pk")) | Q(place__root=OuterRef("pk")),
            field=field.value,
            retired_in=None,
        )
        lacking = places_of(network).filter(~Exists(told))
        count = lacking.count()
        if count:
            found.append(Gap(field.value, str(label), count, list(lacking[:examples])))
    return sorted(found, key=lambda gap: -gap.count)


def freshness_of_network(network: Community, thresholds: Thresholds, today: date) -> Freshness:
    since = today - timedelta(days=thresholds.stale_after_days)
    counts = places_of(network).aggregate(
        total=Count("pk", distinct=True),
        fresh=Count("pk", filter=Q(fresh_on__gte=since), distinct=True),
        never=Count("pk", filter=Q(fresh_on=None), distinct=True),
    )
    stale = counts["total"] - counts["fresh"] - counts["never"]
    return Freshness(counts["total"], counts["fresh"], stale, counts["never"])


def to_ask(network: Community, thresholds: Thresholds, today: date, limit: int = 20) -> list[Place]:
    """The cards to ask about first: stale, and somebody can be asked."""
    since = today - timedelta(days=thresholds.stale_after_days)
    stale = places_of(network).filter(Q(fresh_on__lt=since) | Q(fresh_on=None))
    return list(stale.order_by("fresh_on", "pk").prefetch_related("communities")[:limit])
