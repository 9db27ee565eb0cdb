"""Who is proposed to whom: read when a page asks, so that a consent taken back counts at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import Q

from entrelieux.bridges.models import Bridge, SourceKind
from entrelieux.bridges.queries import hosted_places
from entrelieux.communities.circles import Scope, circle_of
from entrelieux.communities.models import Community
from entrelieux.core.bridging.answers import Answers
from entrelieux.core.bridging.pairing import Pair, pairs, partners
from entrelieux.core.bridging.pairing import Profile as Side
from entrelieux.core.words import load_core
from entrelieux.meetings.models import PutAside
from entrelieux.meetings.parties import (
    LIVE,
    Parties,
    Party,
    own_person,
    people_told,
    places_told,
    projects_told,
)
from entrelieux.meetings.permissions import can_meet_for_place, can_meet_for_project
from entrelieux.people.models import Profile
from entrelieux.places.models import Place
from entrelieux.projects.models import Project
from entrelieux.projects.queries import find_project

# As far as one goes to meet: an hour and a half of hills, about.
REACH_KM = 100.0
SHOWN = 12
# Of the pairs of a network, those who have met are many: more are ranked than are shown.
_RANKED = 400


@dataclass(frozen=True, slots=True)
class Meetings:
    """`own` with those it could meet, the best first; `aside` counts those put aside."""

    kind: SourceKind
    own: Party
    others: Parties
    found: Sequence[Pair]
    aside: int

    def pair_with(self, other_id: str) -> Pair | None:
        return next((pair for pair in self.found if pair.other(self.own.id) == other_id), None)


@dataclass(frozen=True, slots=True)
class PairOfNetwork:
    left: Party
    right: Party
    pair: Pair


def willing_profile(person: Any) -> Profile | None:
    """Her profile when she wishes to be introduced and is of age."""
    if not person.is_authenticated:
        return None
    found = Profile.objects.filter(person=person, meets_since__isnull=False).first()
    return found if found and found.is_adult else None


def own_sides(person: Any) -> dict[str, Any]:
    """The projects and the places in whose name a person may ask."""
    projects = Project.objects.present().filter(state__in=LIVE, participations__person=person)
    return {
        "projects": projects.order_by("name", "pk"),
        "places": hosted_places(person).order_by("name", "pk"),
    }


def meetings_of(person: Any, kind: SourceKind, own_id: str) -> Meetings | None:
    """None when it is not for this person to ask in its name, or it meets nobody now."""
    read = {
        SourceKind.PERSON: _people,
        SourceKind.PROJECT: _projects,
        SourceKind.PLACE: _places,
    }[kind](person, own_id)
    if read is None:
        return None
    own, others = read
    aside = set(
        PutAside.objects.filter(kind=kind, own_id=own.id).values_list("other_id", flat=True)
    )
    apart = _asked(kind, own.id) | aside
    new = {key: one for key, one in others.items() if key not in apart}
    new = {key: one for key, one in new.items() if not one.circle & own.circle}
    found = partners(
        own.side, [one.side for one in new.values()], _answers(), max_km=REACH_KM, most=SHOWN
    )
    return Meetings(kind, own, new, found, len(aside & others.keys()))


def pair_of(one: Side | None, other: Side) -> Pair | None:
    """The two alone, when they have something to tell each other."""
    found = partners(one, [other], _answers(), max_km=REACH_KM, most=1) if one else ()
    return found[0] if found else None


def _people(person: Any, own_id: str) -> tuple[Party, Parties] | None:
    profile = willing_profile(person)
    if profile is None or profile.public_id != own_id:
        return None
    circle = circle_of(person)
    own = own_person(profile, circle.mine)
    if own is None:
        return None
    known = _acquainted(person)
    told = people_told(circle.kin)
    return own, {key: one for key, one in told.items() if one.answers not in known}


def _acquainted(person: Any) -> set[int | None]:
    """Herself, those of her projects, and those with whom she has a bridge already."""
    mates = Project.objects.filter(participations__person=person)
    met = Bridge.objects.filter(accepted_at__isnull=False)
    return {
        person.pk,
        *mates.values_list("participations__person", flat=True),
        *met.filter(asker=person).values_list("giver", flat=True),
        *met.filter(giver=person).values_list("asker", flat=True),
    }


def _projects(person: Any, own_id: str) -> tuple[Party, Parties] | None:
    found = find_project(own_id, person)
    if found is None or not can_meet_for_project(person, found):
        return None
    told = dict(projects_told(Project.objects.visible_to(person)))
    own = told.pop(own_id, None)
    return (own, told) if own else None


def _places(person: Any, own_id: str) -> tuple[Party, Parties] | None:
    place = Place.objects.shown().filter(public_id=own_id).first()
    if place is None or not can_meet_for_place(person, place):
        return None
    told = dict(places_told(Community.objects.filter(communities__places=place)))
    own = told.pop(own_id, None)
    return (own, told) if own else None


def _asked(kind: SourceKind, own_id: str) -> set[str]:
    """Those with whom a meeting was asked for once, whatever became of it."""
    rows = Bridge.objects.filter(from_kind=kind, source_kind=kind)
    ends = rows.filter(Q(from_id=own_id) | Q(source_id=own_id)).values_list("from_id", "source_id")
    return {one for pair in ends for one in pair}


def pairs_in(network: Community, kind: SourceKind) -> list[PairOfNetwork]:
    """Those of a network who could meet, for its coordination: of people, what its members read."""
    parties = _of_network(network, kind)
    sides = [party.side for party in parties.values()]
    asked = {
        frozenset(ends)
        for ends in Bridge.objects.filter(from_kind=kind).values_list("from_id", "source_id")
    }
    ranked = pairs(sides, _answers(), max_km=REACH_KM, most=_RANKED)
    found = (PairOfNetwork(parties[one.first], parties[one.second], one) for one in ranked)
    new = [
        one
        for one in found
        if not one.left.circle & one.right.circle
        and frozenset((one.left.id, one.right.id)) not in asked
    ]
    return new[:SHOWN]


def _of_network(network: Community, kind: SourceKind) -> Parties:
    if kind == SourceKind.PLACE:
        return places_told([network])
    kin = frozenset(network.communities.values_list("pk", flat=True))
    if kind == SourceKind.PERSON:
        return {key: one for key, one in people_told(kin).items() if one.circle & kin}
    shown = Project.objects.present().filter(scope__in=[Scope.PUBLIC, Scope.NETWORK])
    return projects_told(shown.filter(community__in=kin))


@cache
def _answers() -> Answers:
    """What answers each concept, found once for all pages."""
    return Answers(load_core())
