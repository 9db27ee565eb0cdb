"""Groups without accounts: those for whom somebody may book, and what rules know of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from entrelieux.accounts.permissions import is_signed_in
from entrelieux.charters.models import GroupBadge, TrainedGroup
from entrelieux.charters.queries.minors import is_known_minor
from entrelieux.communities.models import Community
from entrelieux.communities.permissions import can_run
from entrelieux.communities.queries import current_memberships

# In charters, the people around an act that who does it brings, without naming them.
BROUGHT = "brought"
_CURRENT = Prefetch("badges", queryset=GroupBadge.objects.filter(revoked_on=None))


def groups_in(community: Community) -> QuerySet[TrainedGroup]:
    """The living ones, with the badges that they have."""
    return TrainedGroup.objects.filter(community=community, closed_on=None).prefetch_related(
        _CURRENT
    )


def groups_led_by(person: Any, communities: Iterable[Community]) -> QuerySet[TrainedGroup]:
    """Those for whom she may book: all of a community that she runs, else those that she trained,
    while she belongs to it. None for whoever is known to be a minor.
    """
    if not is_signed_in(person) or is_known_minor(person, timezone.localdate()):
        return TrainedGroup.objects.none()
    run = [one.pk for one in communities if can_run(one)(person)]
    mine = current_memberships().filter(person=person, community__in=communities)
    trained = GroupBadge.objects.filter(granted_by=person).values("group")
    return TrainedGroup.objects.filter(
        Q(community__in=run) | Q(community__in=mine.values("community"), pk__in=trained),
        closed_on=None,
    ).prefetch_related(_CURRENT)


def learned_by(group: TrainedGroup | None, community: Community) -> list[GroupBadge]:
    """What a community taught to a group; another has taught it nothing. One query."""
    if group is None or group.community_id != community.pk:
        return []
    return list(group.badges.filter(revoked_on=None))


def people_of(group: TrainedGroup | None, learned: Iterable[GroupBadge]) -> list[dict[str, Any]]:
    """As many people as the group has, as facts of a case: what each was trained to, nothing else.

    Without a group, nobody: that is known.
    """
    badges = {one.badge: _badge_fact(one) for one in learned}
    return [{"badges": badges} for _rank in range(group.size if group else 0)]


def _badge_fact(one: GroupBadge) -> dict[str, Any]:
    told: dict[str, Any] = {"since": one.granted_on.isoformat()}
    if one.expires_on is not None:
        told["until"] = f"{one.expires_on.isoformat()}T00:00"
    return told | ({"level": one.level} if one.level is not None else {})
