"""What a job finds out about a network, as JSON that pages read.

Places are named when a page is shown, by their key: a reading keeps no name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.conf import settings

from entrelieux.core.bridging.strength import (
    Closing,
    Measures,
    NextBridge,
    brokers,
    change_by,
    closings,
    measure,
    network_of,
    next_bridges,
    references,
)
from entrelieux.core.bridging.strength.network import Network
from entrelieux.core.bridging.strength.picture import NetworkPicture, Spot, draw_network
from entrelieux.core.geo.boundaries import load_boundaries
from entrelieux.strength.candidates import candidates_of
from entrelieux.strength.graph import Graph

NEXT = 8
BROKERS = 10
_SEED = 2026  # of the networks drawn at random to compare with: the same each day


def figures_at(graph: Graph, day: date) -> dict[str, Any]:
    """The figures on a day, ties that are younger left out."""
    return figures_of(measure(network_of(graph.keys, graph.ties, at=day)))


def figures_of(measures: Measures) -> dict[str, Any]:
    seam = measures.seam
    return {
        "places": measures.places,
        "tied": measures.tied,
        "efficiency": measures.efficiency,
        "largest": measures.largest,
        "pieces": measures.pieces,
        "alone": measures.alone,
        "connectivity": measures.connectivity,
        "seam": {"left": list(seam.left), "right": list(seam.right), "ties": seam.ties},
    }


def details_at(graph: Graph, day: date) -> dict[str, Any]:
    """Everything that the page of a network shows beside the figures."""
    network = network_of(graph.keys, graph.ties, at=day)
    pairs, reasons = candidates_of(graph)
    chosen = next_bridges(network, pairs, count=NEXT)
    bridged = change_by(graph.keys, graph.ties, at=day)
    return {
        "references": {
            code: one.efficiency for code, one in references(network, seed=_SEED).items()
        },
        "without_bridges": bridged.before.efficiency,
        "brokers": [[one.key, one.between] for one in brokers(network, limit=BROKERS)],
        "closings": [_of_closing(one) for one in closings(network, limit=BROKERS)],
        "next": [_of_bridge(one, reasons) for one in chosen],
        "places": _of_places(network),
        "picture": _of_picture(_drawn(graph, network, chosen)),
    }


def _of_closing(closing: Closing) -> list[Any]:
    return [closing.key, closing.lost, list(closing.cut_off)]


def _of_bridge(bridge: NextBridge, reasons: Mapping[tuple[str, str], list[Any]]) -> dict[str, Any]:
    ends = bridge.pair.left, bridge.pair.right
    return {
        "ends": ends,
        "gain": bridge.gain,
        "efficiency": bridge.efficiency,
        "steps_before": None if bridge.joins else bridge.steps_before,
        "nearer": bridge.nearer,
        "reasons": reasons[ends][:4],
    }


def _of_places(network: Network) -> dict[str, list[float]]:
    """By place: how many it is tied to, and the sum of the strengths of its ties."""
    found: dict[str, list[float]] = {key: [0, 0.0] for key in network.keys}
    for left, right, strength in zip(*network.pairs, strict=True):
        for rank in (left, right):
            found[network.keys[rank]][0] += 1
            found[network.keys[rank]][1] += float(strength)
    return found


def _drawn(graph: Graph, network: Network, chosen: Sequence[NextBridge]) -> NetworkPicture | None:
    if not any(node.lat is not None for node in graph.nodes):
        return None
    spots = {node.key: Spot(node.name, node.lat, node.lon) for node in graph.nodes}
    return draw_network(
        network,
        spots,
        outlines=load_boundaries().of(settings.TERRITORY_DEPARTMENTS),
        proposals=[(one.pair.left, one.pair.right) for one in chosen],
    )


def _of_picture(picture: NetworkPicture | None) -> dict[str, Any] | None:
    """The primitives, as the template draws them."""
    if picture is None:
        return None
    return {
        "view_box": picture.view_box,
        "land": list(picture.land),
        "threads": [[one.path, one.level] for one in picture.threads],
        "marks": [
            [one.key, round(one.x, 1), round(one.y, 1), round(one.radius, 1), one.role.value]
            for one in picture.marks
        ],
        "proposals": [one.path for one in picture.proposals],
        "names": [
            [one.text, round(one.x, 1), round(one.y, 1), one.size, one.anchor]
            for one in picture.names
        ],
    }
