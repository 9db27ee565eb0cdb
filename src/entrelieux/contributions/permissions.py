"""Who may confirm, publish and refuse what others propose."""

from __future__ import annotations

from typing import Any

from entrelieux.accounts.models import Person
from entrelieux.accounts.permissions import is_operator, is_signed_in
from entrelieux.communities.circles import circle_of
from entrelieux.communities.models import Community, Membership
from entrelieux.communities.permissions import coordinates_any, hosts_any
from entrelieux.contributions.models import Claim, Proposal, TrustedContributor
from entrelieux.places.models import Place
from entrelieux.places.permissions import (
    can_coordinate,
    can_create_place,
    can_edit_place,
    communities_of,
)


def networks_of(place: Place | None) -> list[Community]:
    """The networks that look after a place; those of the territory when nobody hosts it."""
    communities = communities_of(place) if place else []
    networks = {n.pk: n for community in communities for n in community.networks.all()}
    networks |= {c.pk: c for c in communities if c.kind == Community.Kind.NETWORK}
    if networks:
        return list(networks.values())
    return list(Community.objects.filter(kind=Community.Kind.NETWORK))


def coordinators_of(place: Place | None) -> list[Person]:
    """The coordinators of the networks that look after a place."""
    rows = Person.objects.filter(
        memberships__role=Membership.Role.COORDINATOR,
        memberships__community__in=networks_of(place),
        memberships__until=None,
        is_active=True,
    )
    return list(rows.distinct())


def is_trusted(person: Any, place: Place | None) -> bool:
    """Whose contributions are published directly."""
    if not is_signed_in(person):
        return False
    networks = networks_of(place)
    return TrustedContributor.objects.filter(person=person, network__in=networks).exists()


def can_publish_directly(person: Any, place: Place | None) -> bool:
    allowed = can_edit_place(person, place) if place else can_create_place(person)
    return allowed or is_trusted(person, place)


def can_decide(person: Any, proposal: Proposal) -> bool:
    """Hosts of the place, coordinators of its network; an appeal is for the network alone."""
    if not is_signed_in(person):
        return False
    if is_operator(person):
        return True
    networks = networks_of(proposal.place)
    if proposal.state == Proposal.State.APPEALED:
        return coordinates_any(person, networks)
    return coordinates_any(person, networks) or (
        proposal.place is not None and can_edit_place(person, proposal.place)
    )


def can_support(person: Any, proposal: Proposal) -> bool:
    """Members of the network, but not the author: nobody confirms herself."""
    if not is_signed_in(person) or proposal.author_id == person.pk:
        return False
    keys = {network.pk for network in networks_of(proposal.place)}
    return bool(keys & circle_of(person).kin)


def can_moderate(person: Any) -> bool:
    """Has a queue to look at: hosts and coordinators."""
    return is_signed_in(person) and (
        is_operator(person) or hosts_any(person, Community.objects.all()) or can_coordinate(person)
    )


def can_vouch(person: Any, claim: Claim) -> bool:
    """Hosts of other places of the same network."""
    if not is_signed_in(person) or claim.person_id == person.pk:
        return False
    neighbours = Community.objects.filter(networks__in=networks_of(claim.place))
    own = communities_of(claim.place)
    return hosts_any(person, neighbours.exclude(pk__in=[c.pk for c in own]))


def can_decide_claim(person: Any, claim: Claim) -> bool:
    return is_operator(person) or coordinates_any(person, networks_of(claim.place))


def can_run_network(person: Any, network: Community) -> bool:
    return is_operator(person) or coordinates_any(person, [network])
