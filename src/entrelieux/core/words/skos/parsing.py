"""The graph of a SKOS file, or the line where it is wrong."""

from __future__ import annotations

import json
import re
from typing import Any

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import XSD
from rdflib.plugins.parsers.jsonld import to_rdf
from rdflib.plugins.parsers.notation3 import BadSyntax as TurtleError

from entrelieux.core.words.skos.errors import BadSyntax, RemoteContext, TooLarge
from entrelieux.core.words.skos.names import FORBIDDEN, new_graph
from entrelieux.core.words.skos.writing import SkosFormat

_LIMIT_MB = 20
# Half a pair of UTF-16, and the sign that PostgreSQL keeps in no text.
_NO_TEXT = re.compile("[\x00\ud800-\udfff]")
_CONTEXTS = ("@context", "@import")
# Without one, the parser would take the folder of the process for the base of relative addresses.
_BASE = "https://lexicon.invalid/"


def format_of(text: str) -> SkosFormat:
    return (
        SkosFormat.JSON_LD
        if text.lstrip()[:1] in {"{", "["} and _is_json(text)
        else SkosFormat.TURTLE
    )


def _is_json(text: str) -> bool:
    # « [ a skos:Concept ] » is Turtle.
    return bool(re.match(r"\s*(?:\[\s*)*(?:\{|\])", text))


def parse_graph(text: str, format: SkosFormat, base: str = _BASE) -> Graph:
    """Addresses that are not complete are read from `base`.

    Raises `BadSyntax`, `RemoteContext`, `TooLarge`.
    """
    if len(text) > _LIMIT_MB * 1_000_000:
        raise TooLarge(0, limit=str(_LIMIT_MB))
    try:
        parse = _turtle if format is SkosFormat.TURTLE else _json_ld
        graph = _with_plain_strings(parse(text, base))
    except RecursionError:
        raise BadSyntax(0, format=format.value, reason="too deeply nested") from None
    _refuse_unwritable(graph, text, format)
    return graph


def _refuse_unwritable(graph: Graph, text: str, format: SkosFormat) -> None:
    """The parsers let by what no file could say again, and no database could keep."""
    for node in {node for triple in graph for node in triple}:
        if isinstance(node, URIRef) and FORBIDDEN.search(node):
            raise BadSyntax(line_of(text, node), format=format.value, reason=f"address {node!s}")
        if isinstance(node, Literal) and _NO_TEXT.search(node):
            raise BadSyntax(0, format=format.value, reason=f"text {str(node)!a}")


def _with_plain_strings(graph: Graph) -> Graph:
    """A text without a language is an xsd:string, told or not (RDF 1.1 Concepts, section 3.3)."""
    for subject, name, target in list(graph):
        if isinstance(target, Literal) and target.datatype == XSD.string:
            graph.remove((subject, name, target))
            graph.add((subject, name, Literal(str(target))))
    return graph


def _turtle(text: str, base: str) -> Graph:
    try:
        return new_graph().parse(data=text, format="turtle", publicID=base)
    except TurtleError as error:
        reason = re.sub(r"\s+", " ", str(error._why)).strip()
        raise BadSyntax(error.lines + 1, format="Turtle", reason=reason) from None
    except (ValueError, IndexError, AssertionError, AttributeError) as error:
        # rdflib meets « ?: » (a variable of N3) without the formula that it belongs to.
        raise BadSyntax(0, format="Turtle", reason=str(error)) from None


def _json_ld(text: str, base: str) -> Graph:
    try:
        told = json.loads(text)
    except json.JSONDecodeError as error:
        raise BadSyntax(error.lineno, format="JSON-LD", reason=error.msg) from None
    _refuse_remote_contexts(told, text)
    try:
        # Straight into a plain graph: rdflib's own way there is deprecated by itself.
        graph = new_graph()
        to_rdf(told, graph, base=base)
        return graph
    except (ValueError, TypeError, KeyError, AttributeError, IndexError) as error:
        raise BadSyntax(0, format="JSON-LD", reason=str(error)) from None


def _refuse_remote_contexts(told: Any, text: str) -> None:
    """The parser would fetch a context given by its address: the core reads nothing elsewhere."""
    queue = [told]
    while queue:
        one = queue.pop()
        if isinstance(one, dict):
            for key in _CONTEXTS:
                for address in _listed(one.get(key)):
                    if isinstance(address, str):
                        raise RemoteContext(line_of(text, address), address=address)
            queue.extend(one.values())
        elif isinstance(one, list):
            queue.extend(one)


def _listed(told: Any) -> list[Any]:
    return told if isinstance(told, list) else [told]


def line_of(text: str, *needles: str) -> int:
    """The line where the last needle stands, after the ones before it; 0 when it is not found."""
    at = 0
    for needle in needles:
        found = text.find(needle, at)
        if found < 0:
            continue
        at = found
    return text.count("\n", 0, at) + 1 if any(needle in text for needle in needles) else 0
