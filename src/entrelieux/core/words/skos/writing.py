"""A lexicon as a SKOS file, in Turtle or JSON-LD."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from enum import StrEnum
from io import BytesIO
from typing import Any

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import XSD
from rdflib.plugins.serializers.turtle import TurtleSerializer
from rdflib.term import Node

from entrelieux.core.words.lexicon import Lexicon
from entrelieux.core.words.skos.leftovers import kept_triples
from entrelieux.core.words.skos.lines import said
from entrelieux.core.words.skos.names import new_graph
from entrelieux.core.words.skos.triples import lexicon_triples

_DEEPEST = 20


class SkosFormat(StrEnum):
    TURTLE = "turtle"
    JSON_LD = "json-ld"


def write_skos(lexicon: Lexicon, format: SkosFormat = SkosFormat.TURTLE) -> str:
    """The file of a lexicon, with what earlier files said of it. Raises `UnwritableUri`."""
    graph = lexicon_graph(lexicon)
    for triple in kept_triples(lexicon):
        graph.add(triple)
    return serialised(graph, format)


def lexicon_graph(lexicon: Lexicon) -> Graph:
    graph = new_graph()
    for triple in lexicon_triples(lexicon):
        graph.add(triple)
    return graph


def serialised(graph: Graph, format: SkosFormat) -> str:
    """The same graph always gives the same text, and each literal is written as it was."""
    return _turtle(graph) if format is SkosFormat.TURTLE else _json_ld(graph)


def _turtle(graph: Graph) -> str:
    stream = BytesIO()
    _ExactTurtle(graph).serialize(stream)
    return stream.getvalue().decode()


class _ExactTurtle(TurtleSerializer):
    """rdflib's, which would write 1.0E3 as 1e+03."""

    def label(self, node: Node, position: int) -> str:
        if isinstance(node, Literal) and not _is_plain(node):
            return said(node, node.datatype and self.get_pname(node.datatype, False))
        return super().label(node, position)

    def p_squared(self, node: Node, position: int, newline: bool = False) -> bool:
        """Beyond, a blank node is written apart: a long chain of them would end the stack."""
        return self.depth < _DEEPEST and super().p_squared(node, position, newline)


def _is_plain(literal: Literal) -> bool:
    """Whether rdflib writes it without quotes, and the same."""
    if literal.datatype == XSD.integer:
        return bool(re.fullmatch(r"0|-?[1-9][0-9]*", literal, re.ASCII))
    return literal.datatype == XSD.boolean and str(literal) in {"true", "false"}


def _json_ld(graph: Graph) -> str:
    """One object a subject: rdflib's own writer turns numbers into those of JSON."""
    prefixes = _prefixes(graph)
    told: dict[str, dict[str, Any]] = {}
    for subject, name, target in graph:
        node = told.setdefault(_id(subject), {"@id": _id(subject)})
        node.setdefault(_short(str(name), prefixes), []).append(_value(target, prefixes))
    for node in told.values():
        for values in (one for one in node.values() if isinstance(one, list)):
            values.sort(key=lambda value: json.dumps(value, sort_keys=True))
    written = {"@context": prefixes, "@graph": [told[name] for name in sorted(told)]}
    return json.dumps(written, ensure_ascii=False, indent=1, sort_keys=True)


def _prefixes(graph: Graph) -> dict[str, str]:
    """Without those that an address of the graph would be taken for."""
    uris = {str(node) for triple in graph for node in triple if isinstance(node, URIRef)}
    schemes = {uri.partition(":")[0] for uri in uris}
    bound = ((prefix, str(namespace)) for prefix, namespace in graph.namespaces())
    return {prefix: uri for prefix, uri in bound if prefix and prefix not in schemes}


def _short(uri: str, prefixes: Mapping[str, str]) -> str:
    found = (
        f"{prefix}:{uri.removeprefix(start)}"
        for prefix, start in prefixes.items()
        if uri.startswith(start) and not uri.removeprefix(start).startswith("//")
    )
    return next(found, uri)


def _value(target: Any, prefixes: Mapping[str, str]) -> dict[str, str]:
    if not isinstance(target, Literal):
        return {"@id": _id(target)}
    value = {"@value": str(target)}
    if target.language:
        value["@language"] = target.language
    elif target.datatype:
        value["@type"] = _short(str(target.datatype), prefixes)
    return value


def _id(node: Any) -> str:
    return said(node) if isinstance(node, BNode) else str(node)
