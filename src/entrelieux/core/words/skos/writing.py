"""A lexicon as a SKOS file, in Turtle or JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from rdflib import Graph

from entrelieux.core.words.lexicon import Lexicon
from entrelieux.core.words.skos.names import new_graph
from entrelieux.core.words.skos.triples import lexicon_triples


class SkosFormat(StrEnum):
    TURTLE = "turtle"
    JSON_LD = "json-ld"


def write_skos(
    lexicon: Lexicon,
    format: SkosFormat = SkosFormat.TURTLE,
    *,
    extra: str = "",
    unsaid: str = "",
) -> str:
    """The file of a lexicon. `extra` and `unsaid` are those of the file it was read from.

    Raises `UnwritableUri`.
    """
    graph = lexicon_graph(lexicon)
    for triple in parsed_triples(unsaid):
        graph.remove(triple)
    for triple in parsed_triples(extra):
        graph.add(triple)
    return serialised(graph, format)


def lexicon_graph(lexicon: Lexicon) -> Graph:
    graph = new_graph()
    for triple in lexicon_triples(lexicon):
        graph.add(triple)
    return graph


def serialised(graph: Graph, format: SkosFormat) -> str:
    """The same graph always gives the same text."""
    if format is SkosFormat.TURTLE:
        return graph.serialize(format="turtle")
    told = graph.serialize(format="json-ld", context=_context(graph), auto_compact=False)
    return json.dumps(_sorted(json.loads(told)), ensure_ascii=False, indent=1, sort_keys=True)


def parsed_triples(text: str) -> Iterable[Any]:
    """The triples of N-Triples written here."""
    return Graph(bind_namespaces="none").parse(data=text, format="nt") if text else ()


def _context(graph: Graph) -> dict[str, str]:
    return {prefix: str(namespace) for prefix, namespace in graph.namespaces() if prefix}


def _sorted(told: Any) -> Any:
    """JSON-LD's lists are sets: any order says the same, one order is kept."""
    if isinstance(told, dict):
        return {key: value if key == "@list" else _sorted(value) for key, value in told.items()}
    if isinstance(told, list):
        return sorted(
            (_sorted(one) for one in told), key=lambda one: json.dumps(one, sort_keys=True)
        )
    return told
