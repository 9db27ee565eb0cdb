"""What can be asked about a person and communities."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from entrelieux.accounts.permissions import is_operator, is_signed_in
from entrelieux.communities.circles import roles_of
from entrelieux.communities.models import Community, Membership
from entrelieux.platform.predicates import Predicate, predicate

__all__ = [
    "can_found",
    "can_run",
    "coordinates_any",
    "hosts_any",
    "is_coordinator_of",
    "is_host_of",
    "is_member_of",
    "is_operator",
    "is_signed_in",
]

Role = Membership.Role


def is_member_of(community: Community) -> Predicate:
    return Predicate(lambda person: holds_any_role(person, [community], Role.values))


def is_host_of(community: Community) -> Predicate:
    return Predicate(lambda person: hosts_any(person, [community]))


def is_coordinator_of(network: Community) -> Predicate:
    return Predicate(lambda person: coordinates_any(person, [network]))


def can_run(community: Community) -> Predicate:
    """May welcome and dismiss members: hosts, coordinators of its networks, operators."""
    return (
        is_operator
        | is_host_of(community)
        | Predicate(lambda p: coordinates_any(p, [community, *community.networks.all()]))
    )


@predicate
def can_found(person: Any) -> bool:
    """May found a community: coordinators of a network, operators."""
    networks = Community.objects.filter(kind=Community.Kind.NETWORK)
    return is_operator(person) or coordinates_any(person, networks)


def hosts_any(person: Any, communities: Iterable[Community]) -> bool:
    return holds_any_role(person, communities, [Role.HOST])


def coordinates_any(person: Any, networks: Iterable[Community]) -> bool:
    return holds_any_role(person, networks, [Role.COORDINATOR])


def holds_any_role(person: Any, communities: Iterable[Community], roles: Iterable[str]) -> bool:
    """One query for a list, that of her roles; one more for a queryset, if she has such a role."""
    if not is_signed_in(person):
        return False
    wanted = set(roles)
    held = {pk for pk, role in roles_of(person).items() if role in wanted}
    if isinstance(communities, QuerySet):
        return bool(held) and communities.filter(pk__in=held).exists()
    return any(community.pk in held for community in communities)
