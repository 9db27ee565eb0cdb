"""Who may do what to a place."""

from __future__ import annotations

from typing import Any

from entrelieux.accounts.models import Person
from entrelieux.communities.circles import circle_of
from entrelieux.communities.models import Community, Membership
from entrelieux.communities.permissions import coordinates_any, hosts_any, is_operator
from entrelieux.places.models import Place


def communities_of(place: Place) -> list[Community]:
    return list((place.root or place).communities.all())


def can_edit_place(person: Any, place: Place) -> bool:
    """Hosts of the place's communities, coordinators of their networks, operators.

    A place that nobody hosts is kept by the coordinators of any network of the territory.
    """
    if not person.is_authenticated:
        return False
    if is_operator(person):
        return True
    communities = communities_of(place)
    if not communities:
        return can_coordinate(person)
    return not circle_of(person).kept.isdisjoint(community.pk for community in communities)


def can_confirm_place(person: Any, place: Place) -> bool:
    return can_edit_place(person, place)


def can_coordinate(person: Any) -> bool:
    """May import lists, examine look-alikes, hide cards: coordinators of a network, operators."""
    return person.is_authenticated and (
        is_operator(person)
        or coordinates_any(person, Community.objects.filter(kind=Community.Kind.NETWORK))
    )


def can_create_place(person: Any) -> bool:
    return person.is_authenticated and (
        can_coordinate(person) or hosts_any(person, Community.objects.all())
    )


def keepers_of(place: Place) -> list[Person]:
    """Who is told of an error: the hosts, else the coordinators of the networks."""
    communities = communities_of(place)
    hosts = _people_with(Membership.Role.HOST, communities)
    if hosts:
        return hosts
    networks = [network for community in communities for network in community.networks.all()]
    if not networks:
        networks = list(Community.objects.filter(kind=Community.Kind.NETWORK))
    return _people_with(Membership.Role.COORDINATOR, networks)


def _people_with(role: str, communities: list[Community]) -> list[Person]:
    return list(
        Person.objects.filter(
            memberships__role=role,
            memberships__community__in=communities,
            memberships__until=None,
            is_active=True,
        ).distinct()
    )
