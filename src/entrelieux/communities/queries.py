"""Reads of communities: who belongs where, with which role."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Q, QuerySet

from entrelieux.accounts.models import Person
from entrelieux.communities.models import Community, Membership


def current_memberships() -> QuerySet[Membership]:
    return Membership.objects.filter(until=None)


def role_in(person: Any, community: Community) -> str | None:
    """The role a person holds today; None for a visitor and for somebody from elsewhere."""
    if not person.is_authenticated:
        return None
    rows = current_memberships().filter(person=person, community=community)
    return rows.values_list("role", flat=True).first()


def communities_of(person: Any, roles: Iterable[str] = ()) -> QuerySet[Community]:
    """The communities where a person holds one of `roles` today; any role when none is given."""
    if not person.is_authenticated:
        return Community.objects.none()
    rows = current_memberships().filter(person=person)
    wanted = list(roles)
    if wanted:
        rows = rows.filter(role__in=wanted)
    return Community.objects.filter(pk__in=rows.values("community"))


def members_of(community: Community, roles: Iterable[str] = ()) -> QuerySet[Person]:
    rows = current_memberships().filter(community=community)
    wanted = list(roles)
    if wanted:
        rows = rows.filter(role__in=wanted)
    return Person.objects.filter(pk__in=rows.values("person"), is_active=True)


def communities_with_counts() -> QuerySet[Community]:
    """Every community with its networks and the number of its members today, as `members`."""
    return Community.objects.prefetch_related("networks").annotate(
        members=Count("memberships", filter=Q(memberships__until=None))
    )
