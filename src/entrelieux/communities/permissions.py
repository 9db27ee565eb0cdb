"""What can be asked about a person and communities."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from entrelieux.accounts.permissions import is_operator, is_signed_in
from entrelieux.communities.models import Community, Membership
from entrelieux.communities.queries import current_memberships
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
    """One query, whatever the number of communities; a queryset stays a subquery."""
    if not is_signed_in(person):
        return False
    return (
        current_memberships()
        .filter(person=person, community__in=communities, role__in=list(roles))
        .exists()
    )
