"""Pairs of places of a network that could do something together, and why.

Read from what places show to their network: their usages, what they put in common, what their
projects and needs look for. The reasons name concepts of the vocabulary; pages say them in words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from entrelieux.activities.models import Usage
from entrelieux.bridges.models import Bridge, Need, NeedState, Visibility
from entrelieux.communities.circles import Scope
from entrelieux.core.bridging.answers import Answers
from entrelieux.core.bridging.pairing import Profile, Reason, pairs
from entrelieux.core.bridging.strength import CandidatePair
from entrelieux.core.words import load_core
from entrelieux.projects.models import Project
from entrelieux.resources.models import Resource
from entrelieux.strength.graph import Graph

# As far as people go to do something together: an hour of hills, about.
REACH_KM = 80.0
MOST = 400
_SHOWN = (Scope.NETWORK, Scope.PUBLIC)
# Of a pair that nobody suggested yet, and of one that somebody is already asked about.
_LIKELY, _ASKED = 0.5, 0.8


def candidates_of(graph: Graph) -> tuple[list[CandidatePair], dict[tuple[str, str], list[Any]]]:
    """The candidate pairs, and the reasons of each as JSON: {why, asked, given, seeker, giver}."""
    reasons: dict[tuple[str, str], list[Any]] = {}
    likelihood: dict[tuple[str, str], float] = {}
    for pair in pairs(profiles_of(graph), Answers(load_core()), max_km=REACH_KM, most=MOST):
        reasons[pair.first, pair.second] = [_told(reason) for reason in pair.reasons]
        likelihood[pair.first, pair.second] = _LIKELY
    for waiting in _waiting(graph):
        reasons.setdefault(waiting, []).insert(0, {"why": "suggested"})
        likelihood[waiting] = _ASKED
    found = [CandidatePair(*ends, likelihood=likelihood[ends]) for ends in sorted(reasons)]
    return found, reasons


def _told(reason: Reason) -> dict[str, str]:
    return {"why": reason.why.value, "asked": reason.asked, "given": reason.given}


def _waiting(graph: Graph) -> Iterator[tuple[str, str]]:
    """The places between which a bridge is suggested, asked for by who asks."""
    rows = Bridge.objects.filter(
        accepted_at=None, ended_at=None, asker_place__in=graph.places, giver_place__in=graph.places
    ).values_list("asker_place", "giver_place")
    for one, other in rows.order_by("pk"):
        ends = sorted((graph.places[one], graph.places[other]))
        if ends[0] != ends[1]:
            yield ends[0], ends[1]


def profiles_of(graph: Graph) -> list[Profile]:
    does, has, seeks = _usages(graph), _resources(graph), _sought(graph)
    return [
        Profile(
            id=node.key,
            lat=node.lat,
            lon=node.lon,
            does=frozenset(does.get(node.key, ())),
            has=frozenset(has.get(node.key, ())),
            seeks=frozenset(seeks.get(node.key, ())),
        )
        for node in graph.nodes
        if node.lat is not None and node.lon is not None
    ]


def _usages(graph: Graph) -> Mapping[str, set[str]]:
    rows = Usage.objects.present().filter(scope__in=_SHOWN, place__in=graph.places)
    return _by_place(graph, rows.exclude(concept="").values_list("place", "concept"))


def _resources(graph: Graph) -> Mapping[str, set[str]]:
    rows = Resource.objects.present().filter(scope__in=_SHOWN, place__in=graph.places)
    return _by_place(graph, rows.exclude(concept="").values_list("place", "concept"))


def _sought(graph: Graph) -> Mapping[str, set[str]]:
    """What needs and projects of a place look for, as far as its network may know."""
    told: list[tuple[int, str]] = []
    needs = Need.objects.filter(
        state=NeedState.OPEN,
        visibility__in=[Visibility.PUBLIC, Visibility.NETWORK],
        place__in=graph.places,
    )
    for place, concepts in needs.values_list("place", "concepts"):
        told += [(place, concept) for concept in concepts]
    projects = Project.objects.present().filter(scope__in=_SHOWN, place__in=graph.places)
    for place, wanted in projects.values_list("place", "looking_for"):
        told += [(place, one["concept"]) for one in wanted if one.get("concept")]
    return _by_place(graph, told)


def _by_place(graph: Graph, rows: Any) -> Mapping[str, set[str]]:
    known = load_core()
    found: dict[str, set[str]] = defaultdict(set)
    for place, concept in rows:
        if known.at(concept):
            found[graph.places[place]].add(concept)
    return found
