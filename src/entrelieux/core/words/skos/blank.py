"""Names for blank nodes that depend on what is said of them, not on the file they came in.

A blank node has no identity of its own: the same statements read twice get the same names, so that
reading a file again changes nothing. Nodes are told apart by what surrounds them (colour
refinement, Weisfeiler and Leman 1968), and among nodes that nothing tells apart one is picked.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any

from rdflib import BNode

from entrelieux.core.words.skos.lines import Triple, line, said

Triples = Sequence[Triple]
# Edges looked at before giving up: then the order of the file decides, and nothing is lost either.
_BUDGET = 100_000


def components(triples: Iterable[Triple]) -> Iterator[Triples]:
    """The statements about blank nodes, those of nodes that are linked together."""
    leader: dict[BNode, BNode] = {}

    def lead(node: BNode) -> BNode:
        while leader.setdefault(node, node) is not node:
            leader[node] = leader[leader[node]]
            node = leader[node]
        return node

    found = [(triple, _blank(triple)) for triple in triples]
    for _triple, nodes in found:
        for node in nodes[1:]:
            leader[lead(nodes[0])] = lead(node)
    groups: defaultdict[BNode, list[Triple]] = defaultdict(list)
    for triple, nodes in found:
        if nodes:
            groups[lead(nodes[0])].append(triple)
    yield from groups.values()


def named(groups: Iterable[Triples]) -> Iterator[tuple[str, Triples]]:
    """Each component with a key of what it says, its blank nodes renamed after that key."""
    copies: Counter[str] = Counter()
    for triples in groups:
        order = _ordered(triples)
        lines = _lines(triples, {node: BNode(f"n{rank}") for rank, node in enumerate(order)})
        digest = sha256("\n".join(lines).encode()).hexdigest()[:16]
        # The same statements about two nodes are two components, which stay two.
        key = f"b{digest}c{copies[digest]}"
        copies[digest] += 1
        names = {node: BNode(f"{key}n{rank}") for rank, node in enumerate(order)}
        yield key, [_renamed(triple, names) for triple in triples]


def _blank(triple: Triple) -> list[BNode]:
    return [node for node in (triple[0], triple[2]) if isinstance(node, BNode)]


def _renamed(triple: Triple, names: Mapping[Any, BNode]) -> Triple:
    subject, name, target = triple
    return names.get(subject, subject), name, names.get(target, target)


def _lines(triples: Triples, names: Mapping[Any, BNode]) -> list[str]:
    return sorted(line(_renamed(triple, names)) for triple in triples)


def _ordered(triples: Triples) -> list[BNode]:
    """The blank nodes, in an order that their names in the file do not decide."""
    nodes = sorted({n for triple in triples for n in _blank(triple)}, key=lambda n: (len(n), n))
    colours, spent = dict.fromkeys(nodes, 0), 0
    while spent < _BUDGET:
        colours, rounds = _refined(nodes, colours, triples, (_BUDGET - spent) // len(triples))
        spent += (rounds + 1) * len(triples)
        tied = min((c for c, count in Counter(colours.values()).items() if count > 1), default=None)
        if tied is None:
            break
        picked = next(node for node in nodes if colours[node] == tied)
        colours = {node: 2 * colour + (node != picked) for node, colour in colours.items()}
    return sorted(nodes, key=lambda node: colours[node])


def _refined(
    nodes: Sequence[BNode], colours: Mapping[BNode, int], triples: Triples, most: int
) -> tuple[dict[BNode, int], int]:
    """Colours that also tell what each node is linked to, and after how many rounds."""
    now, kinds = dict(colours), len({*colours.values()})
    for rounds in range(1, most + 1):
        seen: defaultdict[BNode, list[tuple[int, str, str, int]]] = defaultdict(list)
        for subject, name, target in triples:
            if isinstance(subject, BNode):
                seen[subject].append((0, name, *_told(target, now)))
            if isinstance(target, BNode):
                seen[target].append((1, name, *_told(subject, now)))
        marks = {node: (now[node], *sorted(seen[node])) for node in nodes}
        ranks = {mark: rank for rank, mark in enumerate(sorted({*marks.values()}))}
        now = {node: ranks[marks[node]] for node in nodes}
        if len(ranks) == kinds:
            return now, rounds
        kinds = len(ranks)
    return now, most


def _told(node: Any, colours: Mapping[BNode, int]) -> tuple[str, int]:
    return ("", colours[node]) if isinstance(node, BNode) else (said(node), 0)
