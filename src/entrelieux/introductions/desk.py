"""The coordinator's view: gaps, bridges and what they changed, who gives, who is alone, what waits.

Only needs that the coordinator may read are told; never whose they are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from entrelieux.bridges.capacity import rooms_left
from entrelieux.bridges.models import Bridge, Need, SourceKind, State
from entrelieux.bridges.offering.shape import offer_id
from entrelieux.communities.models import Community
from entrelieux.core.bridging.assignment import assign, candidates_of
from entrelieux.core.geo.boundaries import department_name
from entrelieux.core.words import load_core
from entrelieux.lexicons.language import current_language
from entrelieux.places.models import Place
from entrelieux.strength.queries import latest_reading

# Suggestions that a place can look at in a month when it said nothing of its capacity.
CAPACITY = 3
SHOWN = 20


@dataclass(frozen=True, slots=True)
class Gap:
    what: str
    where: str
    count: int


@dataclass(frozen=True, slots=True)
class Exchange:
    """How many bridges that both accepted a place asked for, and gave."""

    place: Place
    received: int
    given: int


@dataclass(frozen=True, slots=True)
class Desk:
    gaps: Sequence[Gap]
    counts: Sequence[tuple[str, int]]
    exchanges: Sequence[Exchange]
    alone: Sequence[Place]
    first: Sequence[Bridge]
    waiting: int


def desk_of(network: Community, person: Any, now: datetime) -> Desk:
    """What a coordinator reads of her network."""
    waiting = list(waiting_in(network, person)[:2_000])
    return Desk(
        gaps=gaps_of(person, now),
        counts=counts_of(network),
        exchanges=exchanges_of(network),
        alone=alone_in(network),
        first=shared_out(waiting, now)[:SHOWN],
        waiting=len(waiting),
    )


def places_in(network: Community) -> QuerySet[Place]:
    shown = Place.objects.shown().exclude(status=Place.Status.CLOSED)
    return shown.filter(communities__networks=network).distinct().order_by("name", "pk")


def bridges_in(network: Community) -> QuerySet[Bridge]:
    places = places_in(network).order_by().values("pk")
    return Bridge.objects.filter(Q(giver_place__in=places) | Q(asker_place__in=places))


def open_needs(person: Any, now: datetime) -> QuerySet[Need]:
    return Need.objects.visible_to(person).live(now).order_by("-created_at", "-pk")


def gaps_of(person: Any, now: datetime) -> list[Gap]:
    """What is looked for and that nothing answers, by concept and département."""
    words, language = load_core(), current_language()
    rows = open_needs(person, now).filter(gap_since__isnull=False)
    found: Counter[tuple[str, str]] = Counter()
    for concepts, department, sentence in rows.values_list("concepts", "department", "sentence"):
        names = [concept.label(language) for one in concepts if (concept := words.at(one))]
        for name in names or [sentence]:
            found[name, department] += 1
    return [
        Gap(what, department_name(where) if where else "", count)
        for (what, where), count in sorted(found.items(), key=lambda it: (-it[1], it[0]))
    ][:SHOWN]


def counts_of(network: Community) -> list[tuple[str, int]]:
    """How many bridges are in each state, in the order of their life."""
    rows = bridges_in(network).order_by().values("state").annotate(count=Count("pk"))
    counts: Mapping[str, int] = {row["state"]: row["count"] for row in rows}
    return [(str(State(state).label), counts.get(state, 0)) for state in State.values]


def exchanges_of(network: Community) -> list[Exchange]:
    """Who gives and who receives, the most active first; who did neither is left out."""
    made = bridges_in(network).filter(accepted_at__isnull=False)
    given = Counter(made.order_by().values_list("giver_place", flat=True))
    received = Counter(made.order_by().values_list("asker_place", flat=True))
    found = [Exchange(one, received[one.pk], given[one.pk]) for one in places_in(network)]
    active = [one for one in found if one.received or one.given]
    return sorted(active, key=lambda one: (-(one.given + one.received), one.place.name))[:SHOWN]


def alone_in(network: Community) -> list[Place]:
    """The places that nothing ties to another, by the last measure of the network."""
    reading = latest_reading(network)
    told = reading.details.get("places", {}) if reading else {}
    keys = [key for key, (neighbours, _strength) in told.items() if not neighbours]
    return list(places_in(network).filter(public_id__in=keys))


def waiting_in(network: Community, person: Any) -> QuerySet[Bridge]:
    """Suggestions that the giver has not answered, of needs that the reader may know."""
    needs = Need.objects.visible_to(person).order_by().values("pk")
    rows = bridges_in(network).filter(
        state__in=[State.SUGGESTED, State.SEEN], need__in=needs, giver_place__isnull=False
    )
    return rows.select_related("need", "giver_place").order_by("-score", "pk")


def shared_out(waiting: Sequence[Bridge], now: datetime) -> list[Bridge]:
    """The best suggestion of each need, so that no place is flooded and no offer forgotten: at most
    what an offer says that it takes in a month, `CAPACITY` for a place with what does not say."""
    by_ends = {(str(one.need_id), _offer(one)): one for one in waiting}
    if not by_ends:
        return []
    needs, offers = zip(*by_ends, strict=True)
    posts = {one.source_id for one in waiting if one.source_kind == SourceKind.OFFER}
    rooms = {
        offer_id(SourceKind.OFFER, name): room for name, room in rooms_left(posts, now).items()
    }
    host_of = {
        name: name if name in rooms else str(one.giver_place_id)
        for one in waiting
        for name in (_offer(one),)
    }
    scores = [max(0.0, one.score) for one in by_ends.values()]
    problem = candidates_of(needs, offers, scores, host_of=host_of)
    capacities = {host: rooms.get(host, CAPACITY) for host in host_of.values()}
    chosen = assign(problem, capacities).pairs()
    return sorted((by_ends[ends] for ends in chosen), key=lambda one: (-one.score, one.pk))


def _offer(bridge: Bridge) -> str:
    return offer_id(SourceKind(bridge.source_kind), bridge.source_id)
