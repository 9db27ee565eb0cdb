"""The graph of a network, read from the database: its places and communities, and what ties them.

Only ties between two members of the network count. Nothing here says which person, project or
bridge a tie comes from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any

from django.db.models import Max, Q, QuerySet

from entrelieux.activities.models import Event
from entrelieux.activities.models import State as EventState
from entrelieux.bridges.models import Bridge
from entrelieux.communities.models import Community, Membership
from entrelieux.core.bridging.strength import STILL_GOING, Tie, TieKind
from entrelieux.lexicons.models import LexiconTerm
from entrelieux.places.models import Place
from entrelieux.projects.models import Project
from entrelieux.projects.models import State as ProjectState


@dataclass(frozen=True, slots=True)
class Node:
    """A card, or a community that has none; `key` is stable."""

    key: str
    name: str
    url: str
    lat: float | None
    lon: float | None


@dataclass(frozen=True, slots=True)
class Graph:
    nodes: Sequence[Node]
    ties: Sequence[Tie]
    places: Mapping[int, str]  # the key of each card

    @property
    def keys(self) -> list[str]:
        return [node.key for node in self.nodes]


def graph_of(network: Community) -> Graph:
    """A dozen queries, whatever the size."""
    communities = {one.pk: one for one in members_of_network(network)}
    places = {card.pk: card for card in _cards_of(communities).prefetch_related("communities")}
    keys = {pk: card.public_id for pk, card in places.items()}
    ends = _ends(communities, places, keys)
    nodes = [_of_place(card) for card in places.values()]
    nodes += [
        Node(_community_key(one), one.name, "", None, None)
        for one in communities.values()
        if ends[one.pk] == [_community_key(one)]
    ]
    reader = _Reader(places, keys, ends)
    return Graph(nodes, sorted(reader.ties(), key=_order), keys)


def places_of(networks: Iterable[Community]) -> Graph:
    """Their cards alone, without what ties them: three queries."""
    communities = Community.objects.filter(networks__in=networks, kind=Community.Kind.PLACE)
    places = {card.pk: card for card in _cards_of(communities.values("pk"))}
    keys = {pk: card.public_id for pk, card in places.items()}
    return Graph([_of_place(card) for card in places.values()], (), keys)


def _cards_of(communities: Any) -> QuerySet[Place]:
    cards = Place.objects.shown().exclude(status=Place.Status.CLOSED)
    return cards.filter(communities__in=communities).distinct().order_by("pk")


def members_of_network(network: Community) -> list[Community]:
    found = Community.objects.filter(networks=network, kind=Community.Kind.PLACE)
    return list(found.order_by("pk"))


def _community_key(community: Community) -> str:
    return f"~{community.slug}"


def _of_place(card: Place) -> Node:
    return Node(card.public_id, str(card), card.get_absolute_url(), card.lat, card.lon)


def _ends(
    communities: Mapping[int, Community], places: Mapping[int, Place], keys: Mapping[int, str]
) -> dict[int, list[str]]:
    """The nodes that stand for each community: its cards, or itself."""
    ends: dict[int, list[str]] = {pk: [] for pk in communities}
    for pk, card in places.items():
        for community in card.communities.all():
            if community.pk in ends:
                ends[community.pk].append(keys[pk])
    return {pk: found or [_community_key(communities[pk])] for pk, found in ends.items()}


def _order(tie: Tie) -> tuple[str, str, str, date]:
    return tie.left, tie.right, tie.kind.value, tie.on


@dataclass(frozen=True, slots=True)
class _Reader:
    places: Mapping[int, Place]
    keys: Mapping[int, str]
    ends: Mapping[int, list[str]]

    def ties(self) -> Iterator[Tie]:
        yield from self._members()
        yield from self._projects()
        yield from self._events()
        yield from self._recognitions()
        yield from self._bridges()

    def _members(self) -> Iterator[Tie]:
        """One person in two communities ties both for as long as she is in both."""
        rows = Membership.objects.filter(community__in=self.ends)
        by_person: dict[int, list[Membership]] = {}
        for row in rows.order_by("pk"):
            by_person.setdefault(row.person_id, []).append(row)
        for held in by_person.values():
            for one, other in combinations(held, 2):
                until = min(one.until or STILL_GOING, other.until or STILL_GOING)
                since = max(one.since, other.since)
                if one.community_id != other.community_id and since <= until:
                    yield from self._among(
                        [self.ends[one.community_id], self.ends[other.community_id]],
                        TieKind.MEMBERS,
                        since,
                        until,
                    )

    def _projects(self) -> Iterator[Tie]:
        rows = Project.objects.present().prefetch_related("places", "steps")
        for project in rows.order_by("pk"):
            own = {self._card(place) for place in [*project.places.all(), project.place]}
            groups = [[key] for key in sorted(own - {""})]
            if project.community_id in self.ends:
                groups.append(self.ends[project.community_id])
            told = [step.on for step in project.steps.all() if step.removed_at is None]
            began = min([project.created_at.date(), *told])
            is_over = project.state in (ProjectState.DONE, ProjectState.PAUSED)
            until = max([*told, project.updated_at.date()]) if is_over else STILL_GOING
            yield from self._among(groups, TieKind.PROJECT, began, until)

    def _events(self) -> Iterator[Tie]:
        """Two places meet at an event that one holds with a host who belongs to the other."""
        rows = Event.objects.present().exclude(state=EventState.CANCELLED)
        rows = rows.prefetch_related("hosts__memberships").annotate(ends=Max("occurrences__day"))
        for event in rows.order_by("pk"):
            groups = [[self._card(event.place)]] if self._card(event.place) else []
            if event.community_id in self.ends:
                groups.append(self.ends[event.community_id])
            groups += [
                self.ends[held.community_id]
                for host in event.hosts.all()
                for held in host.memberships.all()
                if held.community_id in self.ends and held.until is None
            ]
            yield from self._among(groups, TieKind.EVENT, event.first_day, event.ends)

    def _recognitions(self) -> Iterator[Tie]:
        """Two communities that decided that their words say the same recognise each other."""
        rows = LexiconTerm.objects.select_related("lexicon").order_by("pk")
        owner: dict[str, int] = {}
        aligned: list[tuple[int, str, date]] = []
        for row in rows:
            community, day = row.lexicon.community_id, row.lexicon.updated_at.date()
            owner[row.uri] = community
            aligned += [(community, uri, day) for uri in _aligned_to(row.data)]
        seen: set[tuple[int, int]] = set()
        for one, uri, day in aligned:
            other = owner.get(uri)
            pair = (min(one, other), max(one, other)) if other else None
            if pair and one != other and pair not in seen and {*pair} <= self.ends.keys():
                seen.add(pair)
                groups = [self.ends[one], self.ends[pair[0] if pair[1] == one else pair[1]]]
                yield from self._among(groups, TieKind.RECOGNITION, day, STILL_GOING)

    def _bridges(self) -> Iterator[Tie]:
        rows = Bridge.objects.filter(accepted_at__isnull=False).filter(
            Q(asker_place__isnull=False) & Q(giver_place__isnull=False)
        )
        for bridge in rows.select_related("asker_place", "giver_place").order_by("pk"):
            groups = [[self._card(bridge.asker_place)], [self._card(bridge.giver_place)]]
            if [""] in groups:
                continue
            yield from self._among(groups, TieKind.ACCEPTED, bridge.accepted_at.date(), None)
            if bridge.happened_at:
                day = bridge.happened_on or bridge.happened_at.date()
                yield from self._among(groups, TieKind.HAPPENED, day, None)

    def _card(self, place: Place | None) -> str:
        return self.keys.get(place.root_id or place.pk, "") if place else ""

    @staticmethod
    def _among(
        groups: Iterable[list[str]], kind: TieKind, on: date, until: date | None
    ) -> Iterator[Tie]:
        """One tie for each two nodes of different groups."""
        pairs = {
            (min(left, right), max(left, right))
            for one, other in combinations(list(groups), 2)
            for left in one
            for right in other
            if left != right
        }
        for left, right in sorted(pairs):
            yield Tie(left, right, kind, on, until)


def _aligned_to(term: Mapping[str, Any]) -> list[str]:
    return [target for _relation, target in term.get("alignments", ())]
